"""What a given-up 初期登録 wrote, taken out again: before the first load that is done nobody is known, and nothing has happened."""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.db import transaction

from machimado.core.residents.models import (
    Load,
    Membership,
    Person,
    PersonVersion,
    Protection,
    Residence,
)

PERSONS_AT_ONCE = 500


def clear(breath: AbstractContextManager[object]) -> bool:
    """Remove whoever came by first loads that were all given up; true where there was anybody. Whole persons, in short turns.

    Such a load told nothing: it has no events, and nothing refers to what it wrote (PROTECT would refuse). Broken off
    itself, it is gone on with by the next `abandon` or by the next first load.
    """
    loads = Load.objects
    if loads.exclude(state=Load.State.DROPPED).exists() or not loads.filter(initial=True).exists():
        return False
    found = False
    while numbers := list(Person.objects.order_by("pk").values_list("pk", flat=True)[:PERSONS_AT_ONCE]):
        with breath, transaction.atomic():
            for model in (Protection, Residence, Membership, PersonVersion):
                model.objects.filter(person__in=numbers).delete()
            Person.objects.filter(pk__in=numbers).delete()
        found = True
    return found
