"""An account, a message, and a channel that remembers."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from machimado.core.accounts.models import Account
from machimado.core.definitions import api as definitions
from machimado.engines.messaging import channels
from machimado.kernel.ref import system

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # noon in Japan

MESSAGE = """
名称: 決定のお知らせ
差込: {手続: 公開, 児童: 個人}
件名: {日本語: "「{手続}」の結果が出ました", やさしい日本語: "「{手続}」が 決まりました", English: "Result of {手続}"}
本文: {日本語: "{児童}さんについて決まりました。", やさしい日本語: "{児童}さんの ことが 決まりました。", English: "About {児童}: decided."}
プッシュ: {日本語: "手続きの結果が出ました。", やさしい日本語: "手続きが 決まりました。", English: "There is a result for you."}
ボタン: {日本語: "見る", やさしい日本語: "見る", English: "See"}
郵送: アカウントがないとき
"""
URGENT = MESSAGE.replace("名称: 決定のお知らせ", "名称: 避難のお知らせ\n緊急: true")


class Recorder:
    """A channel that keeps what it was handed, or fails as it is told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.taken: list[channels.Outgoing] = []
        self.errors: list[Exception] = []
        self.forgotten: list[str] = []
        self.devices: list[str] = []
        self.waiting = False

    def deliver(self, outgoing: channels.Outgoing) -> channels.Receipt:
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(outgoing)
        return channels.Receipt("250 ok", waiting=self.waiting)

    def targets(self, account_id: str) -> list[str]:
        return self.devices

    def gone(self, target: str) -> None:
        self.forgotten.append(target)


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> dict[str, Recorder]:
    """Every channel replaced by a recorder."""
    found = {name: Recorder(name) for name in (channels.EMAIL, channels.PUSH, channels.POST)}
    monkeypatch.setattr(channels, "_channels", dict(found))
    return found


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create(id=UUID(int=7), email="hanako@example.jp", language="ja")


@pytest.fixture
def urgent(db: None) -> str:
    definitions.publish("message", "避難", URGENT, by=system("test"), at=AT)
    return "避難"


@pytest.fixture
def message(db: None) -> str:
    definitions.publish("message", "決定", MESSAGE, by=system("test"), at=AT)
    return "決定"
