"""The board counts what the journal holds, by Japan's months, and owns up to what is not measured."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from pydantic import BaseModel

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.kernel import clock
from machimado.kernel.clock import jst
from machimado.kernel.ref import Ref, system
from machimado.kernel.text import Text
from machimado.services.promotion import board, drawing, measuring

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy():
    folder = next(pack for pack in settings.PACKS if pack.name == "shiroishi") / "initiatives"
    for file in sorted(folder.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        definitions.publish(
            "initiative", file.stem, text, by=system("test"), at=datetime(2026, 4, 1, tzinfo=UTC)
        )


def claim(channel, at, procedure="児童手当認定請求", arrived=None):
    arrived = arrived or jst(at).date()
    journal.record(
        "procedures.submitted",
        by=system("test"),
        subject=Ref("case", f"{at}{channel}"),
        at=at,
        public={
            "procedure": procedure,
            "channel": channel,
            "section": "子ども家庭課",
            "edition": "1",
            "arrived_on": arrived.isoformat(),
        },
    )


def rate():
    found = dict(board.initiatives(on=TODAY))["1-1"]
    return board.readings(found, on=TODAY)[0]


def test_all_thirteen_stand_in_the_order_of_the_policy():
    found = board.initiatives(on=TODAY)
    assert [body.number for _, body in found] == [
        *("①-1", "①-2", "①-3", "①-4", "①-5"),
        *("②-1", "②-2", "②-3", "②-4"),
        *("③-1", "③-2", "③-3", "③-4"),
    ]


def test_online_rate_counts_paper_and_counter_too():
    for channel in ("オンライン", "オンライン", "紙", "窓口"):
        claim(channel, datetime(2026, 11, 10, len(channel), tzinfo=UTC))
    claim("オンライン", datetime(2026, 11, 11, tzinfo=UTC), procedure="ほかの手続")
    assert (rate().now.part, rate().now.whole, rate().now.value) == (2, 4, 50.0)


def test_months_are_japans():
    claim("オンライン", datetime(2026, 10, 31, 15, 30, tzinfo=UTC))  # 1 November, 0:30 in Japan
    claim("紙", datetime(2026, 10, 31, 14, 30, tzinfo=UTC))
    assert [(m.name, m.value) for m in rate().months[-2:]] == [("2026-10", 0.0), ("2026-11", 100.0)]


def test_paper_counts_in_the_month_of_its_arrival_whenever_it_is_recorded():
    claim("オンライン", datetime(2026, 10, 20, tzinfo=UTC))
    claim("紙", datetime(2026, 11, 2, tzinfo=UTC), arrived=date(2026, 10, 30))
    assert [(m.name, m.part, m.whole) for m in rate().months[-2:]] == [("2026-10", 1, 2), ("2026-11", 0, 0)]


def test_what_is_not_measured_says_so(client):
    assert rate().now.value is None
    html = client.get("/promotion/").content.decode()
    assert html.count("まだ測っていません") == 12
    assert "行政手続のオンライン化" in html
    assert client.get("/promotion/3-4/").status_code == 200
    assert client.get("/promotion/9-9/").status_code == 404


def test_a_page_of_the_board_asks_few_questions(client, django_assert_max_num_queries):
    client.get("/promotion/")
    with django_assert_max_num_queries(15):
        client.get("/promotion/")


def test_the_thirteen_are_named_as_the_policy_names_them():
    """白石市デジタル化推進方針 3. 重点取組事項."""
    assert [body.title.ja for _, body in board.initiatives(on=TODAY)] == [
        "行政手続のオンライン化",
        "マイナンバーカードの普及促進",
        "スマート窓口",
        "災害情報の一元管理",
        "デジタル・デバイド対策",
        "オープンデータの利活用推進",
        "子育て環境の充実",
        "教育のデジタル化",
        "スマート農林業",
        "自治体情報システムの標準化・共通化",
        "AI・RPAの利活用促進",
        "情報セキュリティ対策の徹底",
        "職員のテレワークの推進",
    ]


def texts(part):
    """Every text of a definition, however deep."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif isinstance(part, BaseModel):
        for _, value in part:
            yield from texts(value)


def test_every_word_of_the_board_has_its_english_and_all_but_names_their_easy_form():
    for key, body in board.initiatives(on=TODAY):
        for text in texts(body):
            assert text.en or text.ja == "%", (key, text.ja)
            assert text.easy or text.ja == "%" or text == body.owner, (key, text.ja)


def test_the_sentence_counts_so_far_and_names_the_month_that_it_compares_with():
    claim("紙", datetime(2026, 8, 10, tzinfo=UTC))
    for day, channel in enumerate(("オンライン", "オンライン", "紙", "窓口"), start=10):
        claim(channel, datetime(2026, 11, day, tzinfo=UTC))
    assert rate().sentence.ja == "今月はこれまで、4件のうち2件で、50%です。8月より50ポイント増えました。"
    assert rate().sentence.en == "50% this month so far (2 of 4). 50 points more than in August 2026."
    assert "8月より 50ポイント ふえました" in rate().sentence.easy


def test_the_sentence_stands_before_its_chart_and_the_table_after(client):
    claim("オンライン", datetime(2026, 11, 10, tzinfo=UTC))
    clock.use(lambda: datetime(2026, 11, 23, tzinfo=UTC))
    html = client.get("/promotion/1-1/").content.decode()
    assert (
        html.index("今月はこれまで")
        < html.index('<svg class="md-chart')
        < html.index('<table class="md-table')
    )
    for words in (
        "何を測るか",
        "日本時間の月ごと",
        "まちまどから",
        "届いた全部",
        "令和8年11月",
        "見本の目標",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Online rate of child allowance claims", "Through Machimado", "November 2026", "Japan time")),
        ("ja-easy", ("ぜんぶ", "これから する こと")),
    ],
)
def test_an_initiative_is_read_in_other_languages(client, language, words):
    claim("オンライン", datetime(2026, 11, 10, tzinfo=UTC))
    clock.use(lambda: datetime(2026, 11, 23, tzinfo=UTC))
    client.cookies["django_language"] = language
    html = client.get("/promotion/1-1/").content.decode()
    for each in words:
        assert each in html


def test_the_chart_keeps_to_its_frame():
    months = [measuring.Month(date(2026, n, 1), n, 10, n * 10.0) for n in range(5, 11)]
    drawn = drawing.draw(months, unit=Text(ja="%"), target=60)
    assert all(0 <= bar.y <= drawn.base for bar in drawn.bars)
    assert str(drawn.bars[-1].value) == "100%"
