"""What everyone sees: home, life events, search, the city's pages, in three languages."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from machimado.core.definitions import api as definitions
from machimado.kernel.ref import Actor
from machimado.services.portal import content, finder

AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    folder = next(pack for pack in settings.PACKS if pack.name == "japan") / "life_events"
    for file in sorted(folder.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        definitions.publish("life_event", file.stem, text, by=Actor(kind="system", id="test"), at=AT)
    return [key for key, _ in finder.life_events(on=date(2026, 11, 23))]


def test_events_come_in_the_order_of_the_city(events):
    assert events[:2] == ["子どもが生まれた", "引っ越した"]


def test_home_offers_events_search_and_news(client, events):
    html = client.get("/").content.decode()
    assert "子どもが生まれた" in html
    assert "年末年始の窓口のお休み" in html


def test_a_life_event_leads_to_its_form(client, events):
    html = client.get("/life/子どもが生まれた/").content.decode()
    assert "/procedures/児童手当認定請求/" in html
    assert "児童手当法7条・8条" in html


def test_easy_japanese_has_readings_only_when_asked_for(client, events):
    client.cookies["django_language"] = "ja-easy"
    assert "《" not in (plain := client.get("/life/子どもが生まれた/").content.decode())
    assert "<ruby>" not in plain
    client.cookies["furigana"] = "1"
    assert "<ruby>" in client.get("/life/子どもが生まれた/").content.decode()


@pytest.mark.parametrize("words", ["引っ越", "moving", "てんしゅつとどけ"])
def test_search_finds_in_every_language(client, events, words):
    found = finder.search(words, on=date(2026, 11, 23))
    assert any("引っ越" in item.title.ja for item in found)


def test_search_that_finds_nothing_says_what_to_do(client, events):
    html = client.get("/search/", {"q": "存在しないことば"}).content.decode()
    assert "見つかりませんでした" in html
    assert "/contact/" in html


@pytest.mark.parametrize("path", ["/life/ない/", "/about/secrets/", "/news/ない/"])
def test_what_is_not_there_is_a_404(client, path):
    assert client.get(path).status_code == 404


def test_pages_have_three_languages():
    for name in finder.PAGES:
        page = content.page(name)
        assert page
        assert page.body.easy
        assert page.body.en
