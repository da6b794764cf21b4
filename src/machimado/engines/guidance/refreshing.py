"""When guidance looks: after each change in the register or a ledger, each morning for the ages that turn, and whole."""

from collections.abc import Collection
from datetime import date, datetime

from machimado.engines.guidance.differences import Difference, guiding_rules, store
from machimado.engines.guidance.models import Completion, DueItem, Round
from machimado.engines.guidance.telling import tell
from machimado.engines.rules import api as rules
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel import clock

MANY = 2_000
"""From so many people on, one pass over the whole register is quicker."""


def refresh(people: Collection[str], *, at: datetime) -> Difference:
    """Look again at some people and at those whose answers hang on them; tell whom something new concerns."""
    on = clock.jst(at).date()
    return _look(rules.affected(set(people) | _left_behind(people, on), at=on), at=at)


def _left_behind(people: Collection[str], on: date) -> set[str]:
    """The children whom these people had something to do with, also where they died or left: no tie of today shows it."""
    items = DueItem.objects.filter(claimant__in=people, closed_at=None)
    held = (row.about for row in vocabulary.holding(at=on, people=people) if row.about)
    return {*items.values_list("about", flat=True), *held}


def look_at_everybody(*, quiet: bool, at: datetime) -> Difference:
    """Look at the whole register. `quiet` after a first load: what already held is no news."""
    on = clock.jst(at).date()
    found = rules.evaluate_town(at=on, rules=guiding_rules(at))
    difference = store(found, scope=None, quiet=quiet, at=at)
    Round.reach(on)
    if not quiet:
        tell(difference.opened, at=at)
    return difference


def morning(*, at: datetime) -> Difference | None:
    """The daily set: whoever's answers an age has turned since the last round. Days that were missed are made up.

    On the day of 施行 of a rule's edition everybody is looked at; a rule's first edition is no news then, either.
    """
    on, last = clock.jst(at).date(), Round.last()
    if last is None or last >= on:
        return None
    if law := rules.law_changed(since=last, until=on):
        return look_at_everybody(quiet=not any(law.values()), at=at)
    difference = _look(rules.touched(since=last, until=on), at=at)
    Round.reach(on)
    return difference


def complete(
    person: str, procedure: str, *, case: str, children: Collection[str] | None = None, at: datetime
) -> int:
    """Mark what a submitted case was for as done: the claimant's items, and those of the same children for others.

    `children`: whom the claim names (None: it names nobody); a twin who is not in it stays due.
    """
    on = clock.jst(at).date()
    keys = {key for key in guiding_rules(at) if _procedure_of(key, on) == procedure}
    open_items = DueItem.objects.filter(rule__in=keys, closed_at=None, completion=None)
    claimed = set(open_items.filter(claimant=person).values_list("about", flat=True))
    claimed = claimed if children is None else claimed & set(children)
    done = [Completion(item=item, case=case, at=at) for item in open_items.filter(about__in=claimed)]
    return len(Completion.objects.bulk_create(done))


def reopen(case: str, *, but: str = "") -> None:
    """What the case was for is open again; not for `but`, the claimant who was refused."""
    found = Completion.objects.filter(case=case)
    (found.exclude(item__claimant=but) if but else found).delete()


def _procedure_of(key: str, on: date) -> str | None:
    notice = rules.rule(key, at=on).notice
    return notice.procedure if notice else None


def _look(scope: Collection[str], *, at: datetime) -> Difference:
    if not scope:
        return Difference((), 0)
    on = clock.jst(at).date()
    people = None if len(scope) > MANY else scope
    found = rules.evaluate_town(at=on, people=people, rules=guiding_rules(at))
    difference = store(found, scope=scope, quiet=False, at=at)
    tell(difference.opened, at=at)
    return difference
