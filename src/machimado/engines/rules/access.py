"""Who may open what."""

from machimado.kernel.access import Access, Role

READERS = frozenset({Role.REVIEW, Role.ADMINISTRATION})
ROWS = {
    "rules_desk:shelf": Access(allowed=READERS),
    "rules_desk:rule": Access(allowed=READERS, sample={"key": "rule_key"}),
}
