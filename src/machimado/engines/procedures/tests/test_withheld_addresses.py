"""支援措置 of a housemate: the claimant is not marked, and her address is that of somebody who is."""

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
    COLUMNS,
    CONSENTS,
    FAMILY,
    MOTHER,
    SECTION,
    Someone,
    begin,
    fill,
)
from machimado.engines.procedures.tests.test_children import type_in
from machimado.kernel.access import Role
from machimado.kernel.address import Withheld
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
SECRET = "秘密町"  # noqa: S105
REFUGE = f"宮城県白石市{SECRET}9番9号"
SISTER = (
    "0000000099", "髙橋", "雪", "タカハシ　ユキ", "", "", "1995-06-10", "女", REFUGE, "500", "妹", "", "", "", "DV",
)  # fmt: skip


@pytest.fixture
def family(packs: None, tmp_path: Path, settings: Any) -> None:
    """The mother's sister, who is under 支援措置, has found refuge with the family."""
    settings.VAR = tmp_path / "var"
    file = tmp_path / "register.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([COLUMNS, *([*row[:8], REFUGE, *row[9:]] for row in FAMILY), SISTER])
    report = residents.import_register(file, mode="full", by=system("test"), at=AT)
    assert report.accepted, report.faults


@pytest.fixture
def case(mother: Someone) -> procedures.CaseView:
    typed = type_in(mother, fill(mother, begin(mother)))
    sent = procedures.submit(typed.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    filed = procedures.my_case(sent.id, **mother.scope)
    assert SECRET in str(filed.answers.single["住所"].value)
    return filed


def test_the_desk_shows_no_address_that_the_person_page_withholds(
    mother: Someone, official: Make, case: procedures.CaseView
) -> None:
    eyes = residents.Viewer("official", roles=frozenset({Role.REVIEW}))
    assert residents.person(MOTHER, viewer=eyes, at=AT.date()).address == Withheld()
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    review.client.post(f"/desk/cases/{case.id}/acceptance/")
    for page in ("", "correction/", "proposal/?outcome=認定"):
        shown = review.client.get(f"/desk/cases/{case.id}/{page}")
        assert shown.status_code == 200
        assert SECRET not in shown.content.decode(), page
    assert str(Withheld()) in review.client.get(f"/desk/cases/{case.id}/").content.decode()
    assert SECRET in mother.client.get(f"/cases/{case.id}/").content.decode(), "her own is hers to see"


def test_a_correction_that_came_by_post_is_recorded_without_reading_the_address(
    mother: Someone, official: Make, case: procedures.CaseView
) -> None:
    reception = official("1001", Role.RECEPTION)
    why = "確かめてください。"
    fields = {("住所",): why, ("電話番号",): why}
    procedures.request_correction(case.id, fields=fields, sections=[SECTION], by=reception.actor, at=AT)
    path = f"/desk/cases/{case.id}/correction/answer/"
    drawn = reception.client.get(path).content.decode()
    assert SECRET not in drawn
    assert "0224" in drawn
    assert SECRET not in reception.client.post(path, {"電話番号": "1"}).content.decode()
    assert SECRET in mother.client.get(f"/cases/{case.id}/correction/").content.decode()
    assert reception.client.post(path, {"電話番号": "0224-22-0009"}).status_code == 302
    after = procedures.my_case(case.id, **mother.scope).answers.single
    assert after["電話番号"].value == "0224220009"
    assert after["住所"] == case.answers.single["住所"], "left empty, it stays as it was"
