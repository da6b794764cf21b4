"""Operations' rows of the role × URL table."""

from machimado.kernel.access import EVERYONE, Access

ROWS = {"operations:health": Access(allowed=EVERYONE)}
