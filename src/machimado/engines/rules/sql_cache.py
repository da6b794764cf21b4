"""The SQL of each edition: in this process, else in the database, else compiled now."""

from functools import lru_cache

from django.db import transaction

from machimado.engines.rules.definitions import RuleDefinition
from machimado.engines.rules.models import CompiledSQL
from machimado.engines.rules.register_engine import Compiled

COMPILER = 2
"""Raise this whenever the SQL that a tree compiles to changes."""


class _Kept:
    """Carries the rule past the cache's key, which is the digest alone."""

    def __init__(self, digest: str, rule: RuleDefinition) -> None:
        self.digest, self.rule = digest, rule

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.digest == self.digest


def sql_of(digest: str, rule: RuleDefinition) -> Compiled:
    """The SQL of the edition with this digest."""
    return _sql(_Kept(digest, rule))


@lru_cache(maxsize=512)
def _sql(kept: _Kept) -> Compiled:
    row = CompiledSQL.objects.filter(digest=kept.digest, compiler=COMPILER).first()
    if row is not None:
        return Compiled(row.sql, tuple((name, measure, n) for name, measure, n in row.parameters))
    from machimado.engines.rules.population import compile_rule

    compiled = compile_rule(kept.rule)
    with transaction.atomic():
        CompiledSQL.objects.update_or_create(
            digest=kept.digest,
            compiler=COMPILER,
            defaults={"sql": compiled.sql, "parameters": [list(each) for each in compiled.parameters]},
        )
    return compiled
