"""The outcome store: what the rules say now, against what was stored; only the differences go on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from machimado.engines.guidance.claimed import Key, already_claimed, outlived
from machimado.engines.guidance.models import Completion, DueItem
from machimado.engines.rules import api as rules
from machimado.engines.rules.api import Found
from machimado.kernel import clock


@dataclass(frozen=True, slots=True)
class Difference:
    """Items that began, or were another's claim and are open again, and that somebody has to see to; how many ended."""

    opened: tuple[DueItem, ...]
    closed: int


def guiding_rules(at: datetime) -> set[str]:
    """The rules that lead to a notice."""
    on = clock.jst(at).date()
    return {key for key in rules.keys(at=on) if rules.rule(key, at=on).notice is not None}


@transaction.atomic
def store(found: Iterable[Found], *, scope: Collection[str] | None, quiet: bool, at: datetime) -> Difference:
    """Compare with what is stored about the people in `scope` (None: everybody), and keep what differs."""
    wanted = _wanted(row for row in found if scope is None or row.about in scope)
    items = DueItem.objects.filter(closed_at=None).select_related("completion")
    if scope is not None:
        items = items.filter(about__in=scope)
    stored: dict[Key, DueItem] = {(i.rule, i.person, i.claimant, i.about): i for i in items}
    ended = [item.id for key, item in stored.items() if key not in wanted]
    DueItem.objects.filter(id__in=ended).update(closed_at=at)
    changed = [item for key, item in stored.items() if key in wanted and item.certain != wanted[key]]
    for item in changed:
        item.certain = not item.certain
    DueItem.objects.bulk_update(changed, ["certain"], batch_size=500)
    opened = [
        DueItem(
            rule=key[0], person=key[1], claimant=key[2], about=key[3], certain=sure, quiet=quiet, opened_at=at
        )
        for key, sure in wanted.items()
        if key not in stored
    ]
    DueItem.objects.bulk_create(opened, batch_size=500)
    again = _reopened(outlived(wanted, scope=scope, at=at))
    waiting = [item for key, item in stored.items() if key in wanted] if scope is not None else []
    waiting = [item for item in waiting if not hasattr(item, "completion")]
    claimed = already_claimed(opened, waiting, at=at)
    Completion.objects.bulk_create(claimed, batch_size=500)
    done = {completion.item_id for completion in claimed}
    begun = (item for item in opened if item.id not in done)
    return Difference((*begun, *again), len(ended))


def _reopened(gone: Collection[Completion]) -> list[DueItem]:
    """The items without these completions; what its person has put away stays away."""
    if not gone:
        return []
    locked = Completion.objects.select_for_update(of=("self",)).filter(id__in=[each.id for each in gone])
    items = DueItem.objects.filter(id__in=[each.item_id for each in locked], dismissal=None)
    locked.delete()
    return list(items)


def _wanted(found: Iterable[Found]) -> dict[Key, bool]:
    """What should be stored, and whether it is certain. Who can claim is not also told of the other parent's claim."""
    rows = list(found)
    claims = {(row.rule, row.person, row.about) for row in rows}
    return {
        (row.rule, told, row.person, row.about): row.answer == "yes"
        for row in rows
        for told in row.told
        if told == row.person or (row.rule, told, row.about) not in claims
    }
