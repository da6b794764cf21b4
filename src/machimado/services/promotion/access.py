"""Who may what: the board is public."""

from machimado.kernel.access import EVERYONE, Access

ROWS = {
    "promotion:board": Access(allowed=EVERYONE),
    "promotion:initiative": Access(allowed=EVERYONE, sample={"key": "initiative"}),
}
