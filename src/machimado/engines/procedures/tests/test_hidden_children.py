"""支援措置: what an official records for a parent tells that parent nothing of a child that is hidden from them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    CLAIM,
    COLUMNS,
    CONSENTS,
    FATHER,
    MOTHER,
    SECTION,
    Someone,
    begin,
    fill,
)
from machimado.engines.procedures.tests.test_children import TYPED, type_in
from machimado.kernel.access import Role
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
REFUGE = "宮城県白石市秘密町9番9号"


@pytest.fixture
def family(packs: None, tmp_path: Path, settings: Any) -> None:
    """The mother has fled with the child; the father, who knows the child's name, lives in the city."""
    settings.VAR = tmp_path / "var"
    file = tmp_path / "register.csv"
    home = "宮城県白石市大手町1番1号"
    both = f"{FATHER} {MOTHER}"
    rows = [
        (FATHER, "髙橋", "健一", "タカハシ　ケンイチ", "", "", "1990-04-02", "男", home, "500", "世帯主", "", "", "", ""),
        (MOTHER, "髙橋", "花", "タカハシ　ハナ", "", "", "1992-06-10", "女", REFUGE, "600", "世帯主", "", "", "", "DV"),
        (BABY, "髙橋", "𠮷", "タカハシ　ヨシ", "", "", "2026-11-20", "男", REFUGE, "600", "子", both, "", "", "DV"),
    ]  # fmt: skip
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    report = residents.import_register(file, mode="full", by=system("test"), at=AT)
    assert report.accepted, report.faults


def unknown(item: procedures.Item) -> bool:
    """Whether nothing of the item comes from the register."""
    sources = {answer.source for answer in item.answers.values()}
    return item.person is None and "register" not in sources and "ヨシ" not in str(item.answers)


def test_a_correction_that_an_official_records_recognises_nobody(father: Someone, official: Make) -> None:
    typed = type_in(father, fill(father, begin(father)))
    (item,) = typed.answers.items("児童")
    case = procedures.submit(typed.id, **father.scope, level=2, consents=CONSENTS, at=AT)
    reception = official("1001", Role.RECEPTION)
    scope = {"sections": [SECTION], "by": reception.actor, "at": AT}
    place = ("児童", item.id, "児童の氏名")
    procedures.request_correction(case.id, fields={place: "確かめてください。"}, **scope)
    named = TYPED["児童の氏名"]
    procedures.record_correction(case.id, values={place: named}, key="c", **scope)
    (after,) = procedures.my_case(case.id, **father.scope).answers.items("児童")
    assert unknown(after)
    assert "ヨシ" not in father.client.get(f"/cases/{case.id}/").content.decode()


def test_a_paper_claim_names_no_hidden_child(father: Someone, official: Make) -> None:
    reception = official("1001", Role.RECEPTION)
    drawn = reception.client.get(f"/desk/paper/{CLAIM}/?person={FATHER}").content.decode()
    assert "ケンイチ" in drawn
    assert "𠮷" not in drawn
    assert REFUGE not in drawn
    written = {name: procedures.Answer(value, "paper") for name, value in TYPED.items()}
    case = procedures.record_paper(
        CLAIM,
        person=FATHER,
        answers=procedures.Answers(groups={"児童": (procedures.Item("s1", written),)}),
        arrived_on=AT.date(),
        request_key="k",
        by=reception.actor,
        at=AT,
    )
    (child,) = procedures.my_case(case.id, **father.scope).answers.items("児童")
    assert unknown(child)
