"""The official's home: what is due, and where its counts lead."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from machimado.core.accounts import testing
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.outward import CaseRow, Worklist
from machimado.kernel.access import Role
from machimado.kernel.text import Text

pytestmark = pytest.mark.django_db


def case(number: str, state: str) -> CaseRow:
    day = date(2026, 12, 1)
    return CaseRow(uuid4(), number, "k", Text(ja="児童手当"), "9", "オンライン", state, day, day, "")


def test_what_waits_for_the_person_is_not_due_soon(client: Any, monkeypatch: Any) -> None:
    rows = (case("111111111111", "補正待ち"), case("222222222222", "審査中"))
    work = Worklist(rows, {"補正待ち": 1, "審査中": 1}, overdue=1, mine=0, total=2, page=1, pages=1)
    monkeypatch.setattr(procedures, "worklist", lambda **asked: work)
    testing.sign_in(client, testing.make_official("1001", ("子ども家庭課", Role.REVIEW)))
    page = client.get("/desk/").content.decode()
    assert "2222-2222-2222" in page
    assert "1111-1111-1111" not in page
    assert '<a href="/desk/cases/?状態=期限超過"><strong>1</strong>期限を過ぎたもの</a>' in page
