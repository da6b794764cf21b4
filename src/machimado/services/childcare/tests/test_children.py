"""Only one's own children, and only to oneself; no age that nobody knows."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from machimado.kernel.wareki import parse_vague
from machimado.services.childcare import children

TODAY = date(2026, 11, 24)


@pytest.mark.django_db
def test_the_page_asks_to_sign_in(client):
    answer = client.get("/my/children/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize(
    ("born", "shown", "hidden"),
    [
        (date(2020, 5, 1), "6歳", ""),
        (date(2026, 9, 1), "2か月", ""),
        (parse_vague("令和2年(月日不詳)"), "令和2年(月日不詳)", "歳"),
        (parse_vague("2026-09-00"), "2026年9月(日不詳)", "か月"),
    ],
)
def test_an_age_is_shown_only_where_the_day_of_birth_is_known(born, shown, hidden):
    person: Any = SimpleNamespace(birth_date=born, number="1", name=SimpleNamespace(given="桜"))
    page = render_to_string("childcare/children.html", {"children": [children._child(person, [], TODAY)]})
    line = page.split("桜</h2>")[1].split("</p>")[0]
    assert shown in line
    assert not hidden or hidden not in line
