"""What messaging adds to the world of the permission test: a notice to somebody else, a letter to print."""

from typing import Any

from machimado.engines.messaging import api
from machimado.engines.messaging.tests.test_pages import pdf
from machimado.kernel import clock
from machimado.kernel.ref import Ref


def build(world: Any) -> dict[str, object]:
    at, about = clock.now(), Ref("account", str(world.other.pk))
    sent = api.send("住民登録とつながりました", to=world.other.pk, about=about, key="world", at=at)
    letter = api.post_letter(pdf(), kind="お知らせ", person="1", about=about, key="world", at=at)
    return {"other_message": sent.messages[0], "a_letter": letter.id}
