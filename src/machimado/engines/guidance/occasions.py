"""Guidance as procedures' port of occasions: the item that led to a form knows what happened, and when."""

from datetime import datetime
from uuid import UUID

from machimado.engines.guidance.models import DueItem
from machimado.engines.procedures.api import Occasion
from machimado.engines.rules import api as rules
from machimado.kernel.clock import jst


def occasion(origin: str, *, person: str, at: datetime) -> Occasion | None:
    """What stands behind a due item of this person's own; None for whatever else leads to a form."""
    try:
        item = DueItem.objects.filter(id=UUID(origin), person=person, closed_at=None).first()
    except ValueError:
        return None
    if item is None:
        return None
    found = rules.evaluate(item.rule, person=person, at=jst(at).date(), about=item.about)
    if found is None or found.answer == "no" or found.event is None:
        return None
    return Occasion(found.event.kind, found.event.on)
