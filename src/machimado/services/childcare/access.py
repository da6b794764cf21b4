"""Who may what: a resident sees their own children."""

from machimado.kernel.access import RESIDENTS, Access

ROWS = {"childcare:children": Access(allowed=RESIDENTS)}
