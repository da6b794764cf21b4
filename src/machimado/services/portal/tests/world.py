"""What the permission test needs to know of the portal: names that exist."""

from typing import Any

from machimado.core.journal import api as journal
from machimado.kernel import clock, ids
from machimado.kernel.ref import Ref


def build(world: Any) -> dict[str, object]:
    return {
        "other_entry": _act_of(world.other),
        "my_entry": _act_of(world.resident),
        "life_event": "子どもが生まれた",
        "news": "2026-11-02 まちまどを始めました",
        "page": "privacy",
    }


def _act_of(account: Any) -> object:
    by, subject = Ref("resident", str(account.pk)), Ref("case", str(ids.new_id()))
    return journal.record("procedures.withdrawn", by=by, subject=subject, at=clock.now())
