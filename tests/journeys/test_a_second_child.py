"""A child more in a family that has some: the long way through 額改定, on a phone without JavaScript.

A child at university who counts, a child who lives apart, a paper that only the family has, and the way out for a
public servant. `MACHIMADO_SHOTS=folder` keeps a picture of each page.
"""

import io
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from machimado.kernel import clock
from tests.journeys import browser as checks
from tests.journeys.hands import Pointer

PROCEDURE = "児童手当額改定認定請求"
HEADER = "宛名番号,氏,名,カナ,生年月日,性別,郵便番号,住所,世帯番号,続柄,父宛名番号,母宛名番号,異動日,異動事由"
HOME = "989-0231,宮城県白石市福岡蔵本字茶園1番地,71000003,子,70000021,"


class Visitor:
    """One person at one page: answers by the names of the questions, and looks at each page on the way."""

    def __init__(self, page: Any) -> None:
        self.page, self.hand, self.seen = page, Pointer(page), 0

    def look(self, *words: str, error: bool = False) -> None:
        shots = os.environ.get("MACHIMADO_SHOTS")
        self.seen += 1
        if shots:
            self.page.screenshot(path=f"{shots}/{id(self) % 997}-{self.seen:02}.png", full_page=True)
        assert self.page.title().startswith("エラー") == error, self.page.locator("main").inner_text()
        checks.fits(self.page)
        said = self.page.locator("main").inner_text()
        for word in words:
            assert word in said, (word, said)

    def press(self, name: str, role: str = "button") -> None:
        self.hand.press(self.page.get_by_role(role, name=name).first)

    def answer(self, **answers: str) -> None:
        """Choose or write each answer, then go on."""
        for name, value in answers.items():
            radio = self.page.locator(f"main input[type=radio][name='{name}'][value='{value}']")
            if radio.count():
                self.hand.choose(radio)
            else:
                self.page.locator(f"main [name='{name}']").fill(value)
        self.press("保存して次へ")


def the_family_grows(town: Any, folder: Path) -> None:
    """The night's file: a son of university age moves in, and a daughter is born."""
    born = (clock.today() - timedelta(days=3)).isoformat()
    student = clock.today().year - 20
    rows = (
        f"70000023,小原,樹,オバラ イツキ,{student}-05-01,男,{HOME},{born},転入",
        f"70000024,小原,灯,オバラ アカリ,{born},女,{HOME},{born},出生",
    )
    path = folder / "changes.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    town.import_changes(path)


def turned_away_as_a_public_servant(visitor: Visitor) -> None:
    visitor.answer(職業="公務員")
    visitor.look("お給料は")
    visitor.answer(公の給与="はい")
    visitor.look("勤務先に請求してください", "17条")
    visitor.press("答えを直す", "link")
    visitor.press("お仕事について", "link")
    visitor.answer(職業="会社員")


def the_children(visitor: Visitor) -> None:
    """雪 is paid for already and left out; 灯 is new, and comes back when taken out; 海 lives apart, and is typed."""
    visitor.look("児童 1", "住民記録から")
    assert "児童 2" not in visitor.page.locator("main").inner_text()
    visitor.press("この方を外す")
    visitor.look("外した方", "小原　灯")
    visitor.press("もとに戻す")
    visitor.look("児童 1", "住民記録から")
    visitor.press("続きを入力する", "link")
    assert visitor.page.locator("[name='児童の氏名-名']").input_value() == "灯"
    visitor.look("住民記録から")
    visitor.answer(監護="はい")
    visitor.press("児童を加える")
    born = {"児童の生年月日_year": "26", "児童の生年月日_month": "5", "児童の生年月日_day": "5"}
    visitor.page.locator("[name='児童の生年月日_era']").select_option("H")
    names = {"児童の氏名-氏": "小原", "児童の氏名-名": "海"}
    visitor.answer(**names, **born, 続柄="子", 同居="いいえ", 監護="はい", 生計="同一")
    visitor.look("別居している理由")
    apart = {
        "児童の住所-所在地": "Berlin, Beispielstrasse 1",
        "別居の理由": "留学",
        "面会や連絡": "毎日電話する。",
    }
    visitor.answer(**apart, 生活費の負担方法="銀行から送金する")
    visitor.look("海", "Berlin")
    visitor.press("次へ", "link")


def the_student(visitor: Visitor) -> None:
    visitor.answer(大学生年代の子の有無="はい")
    visitor.look("樹")
    visitor.press("続きを入力する", "link")
    visitor.answer(監護相当="はい", 生計費の負担="はい", 兄姉等の職業="学生")
    visitor.look("卒業する予定")
    visitor.answer(学校名="東北大学", 卒業予定="2029年3月")
    visitor.press("次へ", "link")


def the_papers(visitor: Visitor) -> None:
    """What is no picture is refused with what to do; a photograph is taken."""
    chosen = visitor.page.locator("input[type=file]")
    chosen.set_input_files({"name": "留学.txt", "mimeType": "text/plain", "buffer": b"text"})
    visitor.press("付ける")
    visitor.look("写真", error=True)
    picture = io.BytesIO()
    Image.new("RGB", (1200, 1600), "beige").save(picture, "JPEG")
    photo = {"name": "留学.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    visitor.page.locator("input[type=file]").set_input_files(photo)
    visitor.press("付ける")
    visitor.look(".jpg")
    visitor.press("次へ", "link")


def submitted(visitor: Visitor) -> str:
    visitor.look("案内" if "案内から" in visitor.page.content() else "住民記録から")
    said = visitor.page.locator("main").inner_text()
    assert "入力なし\nご本人の入力" not in said
    for consent in visitor.page.locator("main input[type=checkbox]").all():
        visitor.hand.choose(consent)
    visitor.press("提出する")
    if "attachments" in visitor.page.url:
        the_papers(visitor)
        return submitted(visitor)
    visitor.look("提出しました")
    return re.sub(r"^https?://[^/]+|receipt/$", "", visitor.page.url)


def confirmed_at_the_desk(desk: Visitor, case: str) -> None:
    """The rules fill in what they are sure of; 海, whom the register does not know, is left to the official."""
    desk.page.goto(f"/desk{case}")
    desk.press("受け付ける")
    desk.look("小原", "留学")
    desk.press("補正を求める", "link")
    desk.hand.choose(desk.page.locator("input[name='field'][value='電話番号']"))
    desk.look("日中つながる電話番号")
    assert desk.page.locator("textarea:visible").count() == 1
    desk.page.goto(f"/desk{case}")
    desk.press("起案する", "link")
    desk.press("改定", "link")
    desk.look("改定の理由")
    assert "子が生まれた" in desk.page.locator("[name='all-改定の理由']").input_value()
    assert desk.page.locator("[name='r1-月額']").input_value() == ""


def papers_are_asked_for(desk: Visitor, case: str) -> None:
    """One that cannot be read, and one that is missing."""
    desk.page.goto(f"/desk{case}correction/")
    desk.look("付ける書類", "付いていません")
    for value, why in (
        ("添付/留学の書類/", "字が読めません。"),
        ("添付/資格情報", "共済組合とうかがいました。"),
    ):
        box = desk.page.locator(f"input[name='field'][value^='{value}']").first
        desk.hand.choose(box)
        desk.page.locator(f"textarea[name^='reason-{value}']").first.fill(why)
    desk.press("補正を求める")
    desk.look("書類2点の提出をお願いしました", "共済組合とうかがいました。")


def photo(name: str, shade: str) -> dict[str, Any]:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 1600), shade).save(picture, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def the_papers_come(visitor: Visitor, case: str) -> None:
    """Which paper and why stand at the top; nothing is sent until both are there; the earlier one can still be seen."""
    visitor.page.goto(case)
    visitor.press("直すところを見る", "link")
    visitor.look("字が読めません。", "これに代わるもの", "共済組合の加入を示すもの")
    visitor.press("提出する")
    visitor.look("がまだ付いていません", error=True)
    inputs = visitor.page.locator("input[type=file]")
    inputs.nth(0).set_input_files(photo("証.jpg", "white"))
    visitor.press("付ける")
    visitor.look("証.jpg")
    visitor.page.locator("input[type=file]").nth(1).set_input_files(photo("読める.jpg", "wheat"))
    visitor.press("提出する")
    visitor.look("証.jpg", "読める.jpg", "補正した内容が提出されました")
    visitor.page.locator("summary", has_text="提出した内容を見る").click()
    visitor.look("付け直す前の書類", "留学.jpg")


@pytest.mark.journey
@pytest.mark.mission("2-2a", part="児童手当の額改定")
def test_a_family_with_a_student_and_a_child_abroad_asks_for_the_increase(
    town: Any, no_js: Any, browse: Any, sign_in: Any, tmp_path: Path
) -> None:
    the_family_grows(town, tmp_path)
    sign_in(no_js, "一郎")
    visitor = Visitor(no_js)
    no_js.goto(f"/procedures/{PROCEDURE}/start/")
    visitor.look("いつまでに")
    visitor.press("はじめる")
    visitor.look("市が知っていること")
    visitor.press("続ける", "link")
    turned_away_as_a_public_servant(visitor)
    visitor.answer(電話番号="22-1")
    visitor.look("市外局番から", error=True)
    no_js.goto(no_js.url)
    visitor.look("日中つながる電話番号")  # what was typed is there, and nobody is blamed again
    assert no_js.locator("[name='電話番号']").input_value() == "22-1"
    visitor.answer(電話番号="0224-22-0001")
    born = clock.today() - timedelta(days=3)
    day = {"年": str(born.year - 2018), "月": str(born.month), "日": str(born.day)}
    parts = dict(zip(("year", "month", "day"), day.values(), strict=True))
    visitor.answer(改定の事由="出生", **{f"事由の発生日_{part}": value for part, value in parts.items()})
    the_children(visitor)
    the_student(visitor)
    visitor.answer(年金種別="厚生年金")
    case = submitted(visitor)

    page = browse(viewport=checks.DESKTOP, java_script_enabled=False)
    sign_in(page, "審査")
    desk = Visitor(page)
    confirmed_at_the_desk(desk, case)
    papers_are_asked_for(desk, case)
    the_papers_come(visitor, case)
    page.goto(f"/desk{case}")
    desk.look("読める.jpg", "付け直す前の書類", "証.jpg")
