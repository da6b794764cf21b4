"""The door of guidance: what is due for whom, when, and why. Push, portal, finder and counter all ask it.

for due in guidance.due_for(person, at=today): …       # the nearest deadline first
guidance.dismiss(due_id, person=number, by=actor, at=now)
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from machimado.engines.guidance import reading, refreshing
from machimado.engines.guidance.models import Dismissal, DueItem
from machimado.engines.guidance.outward import Due
from machimado.kernel.ref import Actor

__all__ = ["Due", "bring_back", "complete", "dismiss", "due", "due_for", "look_at_everybody", "refresh"]

refresh = refreshing.refresh
look_at_everybody = refreshing.look_at_everybody


def due_for(person: str, *, at: date, every_state: bool = False) -> list[Due]:
    """What is due for a person today, the nearest deadline first; put away and done ones only with `every_state`.

    Rules see the register as it is today, cut by 支援措置: what concerns a child from whom the person is kept apart is
    not in the list, also where it was before.
    """
    items = DueItem.objects.filter(person=person, closed_at=None).select_related("dismissal", "completion")
    found = reading.read(items, person=person, at=at)
    return [each.due for each in found if every_state or each.due.state == "open"]


def due(due_id: UUID, *, person: str, at: date) -> Due | None:
    """One item of this person's, whatever its state while it holds; None for anybody else's."""
    return next((each for each in due_for(person, at=at, every_state=True) if each.id == due_id), None)


@transaction.atomic
def dismiss(due_id: UUID, *, person: str, by: Actor, at: datetime) -> bool:
    """Put an item away; it stays away as long as it holds. False where it is not this person's."""
    item = DueItem.objects.filter(id=due_id, person=person).first()
    if item is None:
        return False
    Dismissal.objects.get_or_create(item=item, defaults={"by": str(by), "at": at})
    return True


@transaction.atomic
def bring_back(due_id: UUID, *, person: str) -> bool:
    """Take an item out again that was put away. False where it is not this person's."""
    item = DueItem.objects.filter(id=due_id, person=person).first()
    if item is None:
        return False
    Dismissal.objects.filter(item=item).delete()
    return True


@transaction.atomic
def complete(
    person: str, procedure: str, *, case: str, children: Collection[str] | None = None, at: datetime
) -> int:
    """A case of this procedure was submitted by or for a person: what it was due for is done. How many items.

    `children`: 宛名番号 of whom the claim names; None where it names nobody.
    """
    return refreshing.complete(person, procedure, case=case, children=children, at=at)
