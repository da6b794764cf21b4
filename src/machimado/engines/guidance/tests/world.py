"""What the permission test needs to know of guidance: an item of each resident's."""

from typing import Any

from machimado.engines.guidance.models import DueItem
from machimado.kernel import clock
from tests.architecture.people import ME, OTHER


def build(world: Any) -> dict[str, object]:
    return {"my_due": _due(ME), "other_due": _due(OTHER)}


def _due(person: str) -> object:
    item = DueItem.objects.create(
        rule="新生児訪問", person=person, claimant=person, about=person, certain=True, opened_at=clock.now()
    )
    return item.id
