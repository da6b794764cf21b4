"""The rule columns: what rules may know of everyone, in one pass and one order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from machimado.core.residents import kinship
from machimado.core.residents.kinship import Kin
from machimado.core.residents.models import PersonVersion
from machimado.core.residents.outward import RuleRow
from machimado.core.residents.register import member_of, residing

_COLUMNS = (
    "person__memberships__household",
    "person_id",
    "birth_date",
    "sex",
    "person__memberships__relationship",
    "father",
    "mother",
    "resident_from",
    "departed_on",
)


def rule_columns(*, at: date) -> Iterator[RuleRow]:
    """Every resident on a day, household by household; constant memory."""
    rows = (
        PersonVersion.on(at)
        .filter(residing(at), member_of(at))
        .order_by("person__memberships__household", "person_id")
        .values_list(*_COLUMNS)
        .iterator(chunk_size=5_000)
    )
    for _, household in groupby(rows, key=itemgetter(0)):
        yield from _household(list(household))


def _household(rows: list[tuple]) -> Iterator[RuleRow]:  # type: ignore[type-arg]
    derive = any(not row[5] and not row[6] for row in rows) and len(rows) > 1
    found = kinship.links([Kin(*row[1:7]) for row in rows]) if derive else []
    sexes = {row[1]: row[3] for row in rows}
    for household, number, birth, sex, relationship, father, mother, since, until in rows:
        certain = bool(father or mother)
        if not certain:
            links = [link for link in found if link.child == number]
            certain = bool(links) and all(link.certain for link in links)
            sure = [link.parent for link in links if link.certain]
            father = next((parent for parent in sure if sexes[parent] == "男"), None)
            mother = next((parent for parent in sure if sexes[parent] == "女"), None)
        yield RuleRow(
            number, birth, sex, household, relationship, father or None, mother or None, certain, since, until
        )
