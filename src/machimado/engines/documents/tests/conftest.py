"""A city with its papers, and two people of no register."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from machimado.core.definitions import api as definitions
from machimado.core.residents import api as residents
from machimado.engines.documents import composing, letters
from machimado.kernel.address import Address
from machimado.kernel.names import Name
from machimado.kernel.ref import system

PACKS = Path(__file__).parents[5] / "packs"
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HANAKO, PROTECTED = "1000000001", "1000000002"
NAMES = {
    HANAKO: Name("渡\u9089\U000e0102", "\U00020bb7子"),  # 邉 with IVS, 𠮷
    PROTECTED: Name("佐藤", "秘密"),
}
ADDRESS = Address("9890273", "宮城県", "白石市", "字中町", "12番地3", "メゾン髙﨑101")


@pytest.fixture
def city(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The definitions of the packs, and a register of two."""
    for kind, folder in (("document", "japan/documents"), ("issuer", "shiroishi/issuers")):
        for file in sorted((PACKS / folder).glob("*.yaml")):
            definitions.publish(kind, file.stem, file.read_text(), by=system("test"), at=AT)

    def person(number: str, *, viewer: residents.Viewer, at: date) -> SimpleNamespace:
        return SimpleNamespace(
            number=number, name=NAMES[number], address=ADDRESS, protected=number == PROTECTED
        )

    def hidden(number: str, *, at: date) -> bool:
        return number == PROTECTED

    register = SimpleNamespace(
        person=person, hidden=hidden, Viewer=residents.Viewer, NotFound=residents.NotFound
    )
    monkeypatch.setattr(composing, "residents", register)
    monkeypatch.setattr(letters, "residents", register)


APPROVAL = {
    "請求年月日": "2026-11-10",
    "算定児童数": 2,
    "月額": 25000,
    "支給開始年月": "2026-12",
    "児童": [
        {
            "氏名": "渡\u9089\U000e0102　花",
            "生年月日": "2026-11-01",
            "続柄": "子",
            "区分": "3歳未満",
            "月額": 15000,
        },
        {
            "氏名": "渡\u9089\U000e0102　太郎",
            "生年月日": "2020-02-29",
            "続柄": "子",
            "区分": "3歳以上",
            "月額": 10000,
        },
    ],
}
