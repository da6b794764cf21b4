"""Guidance as procedures' port of occasions: the item that led to a form knows what happened, and when."""

from datetime import datetime
from uuid import UUID

from machimado.engines.guidance.models import DueItem
from machimado.engines.guidance.reading import read
from machimado.engines.procedures.api import Occasion
from machimado.kernel.clock import jst


def occasion(origin: str, *, person: str, at: datetime) -> Occasion | None:
    """What stands behind a due item of this person's own; None for whatever else leads to a form."""
    try:
        item = DueItem.objects.filter(id=UUID(origin), person=person, closed_at=None).first()
    except ValueError:
        return None
    if item is None:
        return None
    for reading in read([item], person=person, at=jst(at).date()):
        if reading.event is not None:
            return Occasion(reading.event.kind, reading.event.on, reading.due.reason, reading.due.deadline)
    return None
