"""A city with its packs, a family of the register, its login, and officials in each role."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from machimado.core.accounts import testing
from machimado.core.definitions import api as definitions
from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.outward import DraftView
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import Actor, Ref, system

ROOT = Path(__file__).parents[5]
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, noon in Shiroishi
FATHER, MOTHER, BABY = "0000000011", "0000000012", "0000000013"
SECTION = "子ども家庭課"
CLAIM = "児童手当認定請求"
KINDS = {
    "fact": "vocabulary",
    "message": "messages",
    "document": "documents",
    "rule": "rules",
    "procedure": "procedures",
}
COLUMNS = (
    "宛名番号", "氏", "名", "カナ", "英字", "通称", "生年月日", "性別", "住所", "世帯番号", "続柄",
    "父母宛名番号", "異動日", "異動事由", "支援措置",
)  # fmt: skip
FAMILY = (
    (FATHER, "髙橋", "健一", "タカハシ　ケンイチ", "", "", "1990-04-02", "男", "", "500", "世帯主", "", "", "", ""),
    (MOTHER, "髙橋", "花", "タカハシ　ハナ", "", "", "1992-06-10", "女", "", "500", "妻", "", "", "", ""),
    (BABY, "髙橋", "𠮷", "タカハシ　ヨシ", "", "", "2026-11-20", "男", "", "500", "子", f"{FATHER} {MOTHER}", "", "", ""),
)  # fmt: skip


APPROVED = {
    "決定事項": {"支給開始年月": "2026-12", "算定児童数": 1, "月額": 15_000},
    "項目ごと": {"r1": {"区分": "3歳未満", "月額": 15_000}},
}
"""What a proposal to approve the family's claim says."""


def publish(kind: str, key: str, text: str) -> None:
    definitions.publish(kind, key, text, by=system("test"), at=AT)


@pytest.fixture
def packs(db: None) -> None:
    """The nation's definitions that a claim needs, and the issuer of the city's papers."""
    for kind, folder in KINDS.items():
        for file in sorted((ROOT / "packs/japan" / folder).glob("*.yaml")):
            publish(kind, file.stem, file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "packs/shiroishi/issuers").glob("*.yaml")):
        publish("issuer", file.stem, file.read_text(encoding="utf-8"))


@pytest.fixture
def family(packs: None, tmp_path: Path, settings: Any) -> None:
    """Father, mother and a child born four days ago, in the register."""
    settings.VAR = tmp_path / "var"
    file = tmp_path / "register.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([*row[:8], "宮城県白石市大手町1番1号", *row[9:]] for row in FAMILY)
    report = residents.import_register(file, mode="full", by=system("test"), at=AT)
    assert report.accepted, report
    clock.use(lambda: AT)


@dataclass(frozen=True)
class Someone:
    """A login: its browser, and who it is to the doors."""

    client: Client
    actor: Actor
    person: str = ""

    @property
    def scope(self) -> dict[str, Any]:
        return {"by": self.actor, "person": self.person}

    @property
    def viewer(self) -> residents.Viewer:
        return residents.Viewer("self", person=self.person, actor=self.actor)


def resident(email: str, person: str) -> Someone:
    account = testing.make_resident(email, person=person, at=AT)
    return Someone(testing.sign_in(Client(), account), Ref("resident", str(account.pk)), person)


@pytest.fixture
def mother(family: None) -> Someone:
    return resident("hana@example.jp", MOTHER)


@pytest.fixture
def father(family: None) -> Someone:
    return resident("kenichi@example.jp", FATHER)


@pytest.fixture
def official(family: None) -> Callable[..., Someone]:
    """An official with roles in the section (or another)."""

    def make(number: str, *roles: Role, section: str = SECTION) -> Someone:
        account = testing.make_official(number, *[(section, role) for role in roles], at=AT)
        client = testing.sign_in(Client(), account, section=section)
        return Someone(client, Ref("official", str(account.official_id)))

    return make


ANSWERS: dict[str, dict[str, Any]] = {
    "お仕事": {"職業": "自営業"},
    "請求者": {"電話番号": "0224220000"},
    "配偶者": {"配偶者の職業": "会社員", "生計の中心": "請求者"},
    "請求の事由": {"請求の事由": "出生", "事由の発生日": "2026-11-20"},
    "大学生年代の子の有無": {"大学生年代の子の有無": False},
    "年金": {"年金種別": "国民年金"},
    "口座": {"口座の種類": "公金受取口座"},
}
CHILD = {"続柄": "子", "監護": True, "生計": "同一"}
CONSENTS = ["公簿の確認", "事実の申告"]


def begin(who: Someone, at: datetime = AT, **more: Any) -> DraftView:
    return procedures.start(CLAIM, **who.scope, viewer=who.viewer, at=at, **more)


def fill(who: Someone, draft: DraftView, at: datetime = AT) -> DraftView:
    """Answer what the register could not."""
    return fill_as(draft, **who.scope, at=at)


def fill_as(draft: DraftView, *, by: Actor, person: str, at: datetime) -> DraftView:
    scope: dict[str, Any] = {"by": by, "person": person, "at": at}
    for item in draft.answers.items("児童"):
        procedures.answer(draft.id, page="児童", item=item.id, values=CHILD, **scope)
    for page, values in ANSWERS.items():
        if page == "配偶者" and not draft.answers.single.get("配偶者の有無"):
            draft = procedures.answer(draft.id, page="配偶者の有無", values={"配偶者の有無": False}, **scope)
        else:
            draft = procedures.answer(draft.id, page=page, values=values, **scope)
    return draft


def paper() -> BytesIO:
    """A picture of a paper, as a phone would send it."""
    out = BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    return BytesIO(out.getvalue())


def file(who: Someone, at: datetime = AT) -> procedures.CaseView:
    draft = fill(who, begin(who, at), at)
    case = procedures.submit(draft.id, **who.scope, level=2, consents=CONSENTS, at=at)
    return procedures.my_case(case.id, **who.scope)
