"""What the resident hears of a case, on the channels they wish."""

from datetime import datetime

from machimado.engines.messaging import api as messaging
from machimado.engines.procedures import editions
from machimado.engines.procedures.models import Case
from machimado.kernel.ref import Ref

MESSAGES = {
    "received": "手続の受付",
    "correction_requested": "手続の補正のお願い",
    "decided": "手続の決定",
}


def tell(case: Case, what: str, *, at: datetime, key: str = "") -> bool:
    """Send the message of this step to the person of the case; within the transaction, once for each key.

    False where nobody reads it on a screen: the person has no account.
    """
    procedure = editions.pinned(case.edition).procedure
    link = f"/cases/{case.id}/correction/" if what == "correction_requested" else f"/cases/{case.id}/"
    sent = messaging.send(
        MESSAGES[what],
        to=case.person,
        context={"手続": procedure.short or procedure.title, "受付番号": case.number},
        about=Ref("case", str(case.id)),
        key=f"case:{case.id}:{what}:{key}",
        at=at,
        link=link,
    )
    return bool(sent.messages)
