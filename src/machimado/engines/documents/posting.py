"""What documents hand to the print queue: the letter with a registration code, and notices to people without an account."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from machimado.core.accounts import api as accounts
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.engines.documents import letters
from machimado.engines.documents.wording import WrongItems
from machimado.engines.messaging import api as messaging
from machimado.kernel import clock
from machimado.kernel.ref import Ref

CODE_LETTER = "documents.code_letter"
CODE, NOTICE = "登録コードのお知らせ", "お知らせの手紙"


@jobs.job(CODE_LETTER)
def code_letter(payload: dict[str, Any], *, at: datetime) -> None:
    """Print the letter for a code that accounts issued (journal accounts.code_issued); nothing once it is closed."""
    entry = journal.entry(payload["entry"])
    said = accounts.letter_for(entry.public["code"]) if entry else None
    if entry is None or said is None:
        return
    data = {
        "登録コード": said.code,
        "有効期限": said.expires_on,
        "入力する場所": f"{settings.BASE_URL}/link/",
    }
    letters.post(
        CODE,
        person=said.person_number,
        data=data,
        about=entry.subject,
        key=f"code:{entry.public['code']}",
        at=at,
    )


class PostChannel:
    """郵送: messages to people who have no account, as letters. Delivered when an official has printed them."""

    name = messaging.POST

    def targets(self, account_id: str) -> list[str]:
        return []

    def gone(self, target: str) -> None:
        """A person of the register cannot be forgotten here."""

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        """Typeset and queue; the key makes it one letter however often it is tried."""
        at = clock.now()
        data = {"件名": outgoing.subject, "本文": outgoing.body, "場所": outgoing.link}
        person = outgoing.target
        try:
            letters.post(
                NOTICE,
                person=person,
                data=data,
                about=Ref("person", person),
                key=f"delivery:{outgoing.key}",
                at=at,
                delivery=UUID(hex=outgoing.key),
            )
        except (WrongItems, residents.NotFound) as error:
            raise messaging.PermanentError(type(error).__name__) from error
        return messaging.Receipt("印刷待ち", waiting=True)
