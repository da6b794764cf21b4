"""Who may open what."""

from machimado.kernel.access import EVERYONE, Access

ROWS = {"smtp:letter_box": Access(allowed=EVERYONE)}
