"""What the register says now of the persons in a chunk: one question a table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from machimado.core.residents.models import Membership, Person, PersonVersion, Protection, Residence


@dataclass(slots=True)
class State:
    """One registered person, with the open row of each kind. Departed persons have neither household nor address."""

    digest: bytes
    last_change: str
    version: PersonVersion | None = None
    membership: Membership | None = None
    residence: Residence | None = None
    protection: Protection | None = None


def known(numbers: Collection[str]) -> dict[str, State]:
    """Those of the numbers that are registered, with digest and last 異動 only."""
    rows = Person.objects.filter(number__in=numbers).values_list("number", "row_digest", "last_change")
    return {number: State(bytes(digest), last) for number, digest, last in rows}


def complete(states: dict[str, State], numbers: Collection[str]) -> None:
    """Add the open rows of those whose row in the file differs."""
    if not numbers:
        return
    current = {"person__in": numbers, "replaced_at": None}
    for version in PersonVersion.objects.filter(**current).order_by("valid_from"):
        states[version.person_id].version = version
    for membership in Membership.objects.filter(**current, valid_until=None).order_by("valid_from"):
        states[membership.person_id].membership = membership
    for residence in Residence.objects.filter(**current, valid_until=None).order_by("valid_from"):
        states[residence.person_id].residence = residence
    for protection in Protection.objects.filter(person__in=numbers, valid_until=None):
        states[protection.person_id].protection = protection
