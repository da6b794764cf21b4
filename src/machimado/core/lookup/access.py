"""Rows of the role × URL table."""

from machimado.core.lookup.gate import ROLES
from machimado.kernel.access import Access

ROWS = {
    "lookup_desk:search": Access(frozenset(ROLES), methods=("GET", "POST")),
    "lookup_desk:person": Access(frozenset(ROLES), sample={"number": "somebody"}),
}
