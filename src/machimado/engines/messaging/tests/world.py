"""What messaging adds to the world of the permission test: a notice to each of two residents, a letter to print."""

from datetime import datetime
from typing import Any

from machimado.engines.messaging import api
from machimado.engines.messaging.tests.test_pages import pdf
from machimado.kernel import clock
from machimado.kernel.ref import Ref


def build(world: Any) -> dict[str, object]:
    at, about = clock.now(), Ref("account", str(world.other.pk))
    letter = api.post_letter(pdf(), kind="お知らせ", person="1", about=about, key="world", at=at)
    return {
        "other_message": _notice(world.other, at),
        "my_message": _notice(world.resident, at),
        "a_letter": letter.id,
    }


def _notice(account: Any, at: datetime) -> object:
    about = Ref("account", str(account.pk))
    return api.send("住民登録とつながりました", to=account.pk, about=about, key="world", at=at).messages[0]
