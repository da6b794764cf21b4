"""The first story, whole: the register learns of a birth, and the months after it are not lost.

Lived four times: on a phone; on a desktop without JavaScript; by keyboard alone; at 320 px without JavaScript.
"""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from machimado.kernel import clock
from tests.journeys import browser as checks
from tests.journeys.hands import Keyboard, Pointer
from tests.journeys.town import RESIDENTS, STORIES

WAYS = {
    "phone": {"viewport": checks.PHONE, "has_touch": True},
    "desktop-no-js": {"viewport": checks.DESKTOP, "java_script_enabled": False},
    "keyboard": {"viewport": checks.DESKTOP},
    "narrow-no-js": {"viewport": checks.NARROW, "java_script_enabled": False},
}
CHILD = "陽翔"
HEADER = "宛名番号,氏,名,カナ,生年月日,性別,郵便番号,住所,世帯番号,続柄,父宛名番号,母宛名番号,異動日,異動事由"
CHOSEN = {
    "職業": "会社員",
    "配偶者の職業": "会社員",
    "配偶者と同居": "はい",
    "生計の中心": "請求者",
    "請求の事由": "出生",
    "続柄": "子",
    "同居": "はい",
    "監護": "はい",
    "生計": "同一",
    "大学生年代の子の有無": "いいえ",
    "年金種別": "厚生年金",
    "口座の種類": "公金受取口座",
}
WRITTEN = {"電話番号": "090-1234-5678", "勤務先の名称": "白石製作所"}


class Story:
    """One family, one way of using a page."""

    def __init__(self, way: str, town: Any, browse: Any, sign_in: Any) -> None:
        self.way, self.town, self.browse, self.sign_in = way, town, browse, sign_in
        self.js = WAYS[way].get("java_script_enabled", True)
        self.father, self.mother = RESIDENTS[f"父-{way}"], RESIDENTS[f"母-{way}"]
        self.born = clock.today() - timedelta(days=3)

    def enter(self, who: str) -> Any:
        page = self.browse(**WAYS[self.way])
        page.hand = Keyboard(page) if self.way == "keyboard" else Pointer(page)
        self.sign_in(page, who)
        return page

    def look(self, page: Any) -> None:
        """What must hold of every page of the story."""
        assert not page.title().startswith("エラー"), page.locator(".md-error-summary").all_inner_texts()
        checks.fits(page)
        if self.js:
            checks.axe(page)

    def until(self, page: Any, path: str, text: str) -> None:
        """Open a page again until the worker's doing shows; no script of the page helps."""
        for _ in range(60):
            page.goto(path)
            if page.get_by_text(text).count():
                return
            page.wait_for_timeout(500)
        raise AssertionError(f"{path} never said {text}: {page.locator('main').inner_text()}")


def birth(story: Story, folder: Path) -> Path:
    """The night's file of the register: one birth."""
    surname, kana, zip_code, address, household = _home(story.father)
    row = [
        str(int(story.father) + 4), surname, CHILD, f"{kana} ハルト", story.born.isoformat(), "男", zip_code, address,
        household, "子", story.father, story.mother, story.born.isoformat(), "出生",
    ]  # fmt: skip
    path = folder / "changes.csv"
    path.write_text(f"{HEADER}\n{','.join(row)}\n", encoding="utf-8")
    return path


def _home(number: str) -> tuple[str, str, str, str, str]:
    rows = Path(__file__).with_name("people.csv").read_text(encoding="utf-8").splitlines()
    found = next(row.split(",") for row in rows if row.startswith(number))
    return found[1], found[3].split()[0], found[6], found[7], found[8]


def fill(page: Any, born: date) -> None:
    """Answer what the city could not know, and leave alone what it knew."""
    for name in dict.fromkeys(page.locator("main input[type=radio]").evaluate_all("e => e.map(x => x.name)")):
        group = page.locator(f"main input[type=radio][name='{name}']")
        if not group.evaluate_all("e => e.some(x => x.checked)"):
            page.hand.choose(page.locator(f"main input[type=radio][name='{name}'][value='{CHOSEN[name]}']"))
    for name, text in WRITTEN.items():
        field = page.locator(f"main input[name='{name}']")
        if field.count() and not field.input_value():
            page.hand.write(field, text)
    year = page.locator("main input[name='事由の発生日_year']")
    if year.count() and not year.input_value():
        page.hand.write(year, str(born.year - 2018))
        page.hand.write(page.locator("main input[name='事由の発生日_month']"), str(born.month))
        page.hand.write(page.locator("main input[name='事由の発生日_day']"), str(born.day))


def claim(story: Story, page: Any) -> str:
    """From the notice to the receipt; the case's path. One tap opens the form, already filled in."""
    page.hand.press(page.get_by_role("button", name="記入済みの請求書を開く").first)
    assert "/drafts/" in page.url
    assert "入力ずみ" in page.locator("main").inner_text()
    story.look(page)
    page.hand.press(page.get_by_role("link", name="続ける"))
    for _ in range(20):
        story.look(page)
        if page.get_by_role("button", name="提出する").count():
            break
        fill(page, story.born)
        page.hand.press(_onward(page))
    assert "住民記録から" in page.locator("main").inner_text()
    for consent in page.locator("main input[type=checkbox]").all():
        page.hand.choose(consent)
    page.hand.press(page.get_by_role("button", name="提出する"))
    story.look(page)
    assert "提出しました" in page.locator("h1").inner_text()
    return re.sub(r"^https?://[^/]+|receipt/$", "", page.url)


def _onward(page: Any) -> Any:
    for role, name in (
        ("link", "続きを入力する"),
        ("button", "保存して次へ"),
        ("link", "次へ"),
        ("button", "次へ"),
    ):
        target = page.get_by_role(role, name=name, exact=role != "link")
        if target.count():
            return target.first
    raise AssertionError(f"nowhere to go from {page.url}: {page.locator('main').inner_text()}")


def return_one_field(story: Story, desk: Any, case: str) -> None:
    desk.goto(f"/desk{case}")
    story.look(desk)
    desk.hand.press(desk.get_by_role("button", name="担当になる"))
    desk.hand.press(desk.get_by_role("button", name="受け付ける"))
    desk.hand.press(desk.get_by_role("link", name="補正を求める"))
    story.look(desk)
    desk.hand.choose(desk.locator("input[name='field'][value='勤務先の名称']"))
    desk.hand.write(
        desk.locator("textarea[name='reason-勤務先の名称']"), "会社の正式な名前を入れてください。"
    )
    desk.hand.press(desk.get_by_role("button", name="補正を求める"))
    story.look(desk)


def correct(story: Story, page: Any, case: str) -> None:
    story.until(page, "/my/notices/", "直していただきたい")
    story.look(page)
    page.goto(case)
    page.hand.press(page.get_by_role("link", name="直すところを見る"))
    story.look(page)
    assert "会社の正式な名前を入れてください。" in page.locator("main").inner_text()
    asked = page.locator("main form.md-form input:not([type=hidden])")
    assert asked.evaluate_all("e => e.map(x => x.name)") == ["勤務先の名称"]
    page.hand.write(asked.first, "株式会社白石製作所")
    page.hand.press(page.get_by_role("button", name="提出する"))
    story.look(page)


def propose(story: Story, desk: Any, case: str) -> None:
    desk.goto(f"/desk{case}")
    desk.hand.press(desk.get_by_role("link", name="起案する"))
    desk.hand.press(desk.get_by_role("link", name=re.compile("認定")).first)
    story.look(desk)
    for category in desk.locator("main input[type=radio][value='3歳未満']").all():
        desk.hand.choose(category)
    for amount in desk.locator("main input[name*='月額']").all():
        if not amount.input_value():
            desk.hand.write(amount, "15000")
    desk.hand.press(desk.get_by_role("button", name="決裁に回す"))
    story.look(desk)
    assert "決裁待ち" in desk.locator("main").inner_text()


def decide(story: Story, case: str) -> None:
    head = story.enter("決裁")
    head.goto(f"/desk{case}")
    story.look(head)
    assert head.get_by_role("button", name="決裁する").count(), head.locator("main").inner_text()
    head.hand.press(head.get_by_role("button", name="決裁する"))
    story.look(head)


def notice(story: Story, page: Any, case: str) -> PdfReader:
    story.until(page, case, "通知書(PDF)を開く")
    story.look(page)
    link = page.get_by_role("link", name="通知書(PDF)を開く").get_attribute("href")
    answer = page.request.get(link)
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.body()))


def verify_as_anyone(story: Story, text: str) -> None:
    """Whoever was shown the paper: the public page, without signing in, without a word of the family."""
    token = re.search(r"/verify/([0-9A-Z]+)/", text)
    assert token, text
    stranger = story.browse(**WAYS[story.way])
    story.town.machimado("journal", "seal")
    stranger.goto(f"/verify/{token[1]}/")
    said = stranger.locator("main").inner_text()
    assert "この文書は有効です" in said
    assert "改ざんできない記録に残っています" in said
    surname = _home(story.father)[0]
    assert surname not in said
    assert CHILD not in said
    checks.fits(stranger)


@pytest.mark.journey
@pytest.mark.mission("1-1a", part="児童手当の2手続")
@pytest.mark.mission("1-1b", part="オンラインの割合")
@pytest.mark.mission("4-a", part="KPI1つを記録から計算")
@pytest.mark.parametrize("way", [pytest.param(STORIES[0], marks=pytest.mark.postgresql), *STORIES[1:]])
def test_a_child_is_born(way: str, town: Any, browse: Any, sign_in: Any, tmp_path: Path) -> None:
    story = Story(way, town, browse, sign_in)
    town.import_changes(birth(story, tmp_path))

    mother, father = story.enter(f"母-{way}"), story.enter(f"父-{way}")
    for parent in (mother, father):
        story.until(parent, "/my/notices/", "児童手当を請求できます")
        story.look(parent)
        assert CHILD in parent.locator("main").inner_text()
        assert "わけ" in parent.locator("main").inner_text()

    case = claim(story, father)
    mother.goto(case)
    assert "みつかりません" in mother.title() or "見つかりません" in mother.locator("h1").inner_text()
    mother.console.expect(404)

    desk = story.enter("審査")
    return_one_field(story, desk, case)
    correct(story, father, case)
    propose(story, desk, case)
    decide(story, case)

    text = re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in notice(story, father, case).pages))
    assert f"{_home(story.father)[0]}" in text
    assert CHILD in text
    assert "審査請求" in text
    assert "宮城県知事" in text
    verify_as_anyone(story, text)

    father.goto("/promotion/1-1/")
    assert "100" in father.locator("main").inner_text()
    story.look(father)
    father.goto("/my/looks/")
    assert "審査" in father.locator("main").inner_text()


@pytest.mark.journey
@pytest.mark.postgresql
def test_after_the_stories_the_journal_holds_and_the_log_names_nobody(
    town: Any, no_js: Any, sign_in: Any
) -> None:
    sign_in(no_js, "父-phone")
    no_js.goto("/my/")
    assert "The journal is whole" in town.machimado("journal", "verify")
    log = (Path(town.env["MACHIMADO_VAR"]) / "server.log").read_text(encoding="utf-8")
    routes = [json.loads(line).get("route") for line in log.splitlines() if line.startswith("{")]
    assert "procedures:receipt" in routes
    for row in Path(__file__).with_name("people.csv").read_text(encoding="utf-8").splitlines()[1:]:
        number, surname, given, kana, *_ = row.split(",")
        address = row.split(",")[7]
        for secret in (number, surname + given, given + " ", kana, address, CHILD):
            assert secret not in log, "the log names somebody"
