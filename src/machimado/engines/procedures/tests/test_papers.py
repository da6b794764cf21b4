"""補正 of papers: asked for like fields, kept as they come, carried by the next submission."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from machimado.core.files.models import StoredFile
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures import canonical
from machimado.engines.procedures.corresponding import letter_data
from machimado.engines.procedures.models import Case, Correction, Submission
from machimado.engines.procedures.tests.conftest import (
    AT,
    CONSENTS,
    FATHER,
    MOTHER,
    SECTION,
    Someone,
    begin,
    file,
    fill,
    paper,
)
from machimado.engines.procedures.tests.test_desk import url
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
PROOF = "共済組合の加入を示すもの"
ADD = ("添付", "資格情報")


def photo(name: str = "証.png", shade: str = "white") -> SimpleUploadedFile:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (60, 40), shade).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def file_with_proof(who: Someone) -> procedures.CaseView:
    draft = fill(who, begin(who))
    procedures.answer(draft.id, page="年金", values={"年金種別": "共済"}, **who.scope, at=AT)
    procedures.attach(draft.id, slot="資格情報", content=paper(), filename="ぼけた証.png", **who.scope, at=AT)
    case = procedures.submit(draft.id, **who.scope, level=2, consents=CONSENTS, at=AT)
    return procedures.my_case(case.id, **who.scope)


def ask(
    review: Someone, case: procedures.CaseView, *places: tuple[str, ...], why: str = "付けてください。"
) -> None:
    fields = dict.fromkeys(places, why)
    procedures.request_correction(case.id, fields=fields, sections=[SECTION], by=review.actor, at=AT)


def bodies(case: procedures.CaseView) -> list[dict[str, Any]]:
    rows = Submission.objects.filter(case=case.id).order_by("number")
    return [canonical.read(row.body) for row in rows]


def answer_path(case: procedures.CaseView) -> str:
    return f"/cases/{case.id}/correction/"


def test_a_missing_paper_is_asked_for_and_comes_with_the_next_submission(
    mother: Someone, official: Make
) -> None:
    case, review = file(mother), official("1001", Role.RECEPTION, Role.REVIEW)
    form = review.client.get(url(case, "correction")).content.decode()
    assert "付いていません" in form
    why = "共済組合員とうかがいました。"
    asked = {
        "field": ["添付/資格情報", "電話番号"],
        "reason-添付/資格情報": why,
        "reason-電話番号": "確かめてください。",
    }
    assert review.client.post(url(case, "correction"), asked).status_code == 302
    assert PROOF in review.client.get(url(case)).content.decode()

    page = mother.client.get(answer_path(case)).content.decode()
    assert page.index(PROOF) < page.index(why) < page.index("日中つながる電話番号")
    typed = {"電話番号": "0224-22-0009"}
    without = mother.client.post(answer_path(case), typed).content.decode()
    assert "<title>エラー：" in without
    assert f"「{PROOF}" in without
    assert "がまだ付いていません" in without
    assert "0224-22-0009" in without
    assert Case.objects.get().state == "補正待ち"

    sent = mother.client.post(answer_path(case), {**typed, "paper-1-file": photo()})
    assert sent["Location"] == f"/cases/{case.id}/"
    journal.seal(at=AT)
    receipts = f"/cases/{case.id}/receipt/"
    assert "前に提出したものの控え" in mother.client.get(receipts).content.decode()
    proofs = {mother.client.get(receipts, {"as": "file", "number": n}).content for n in ("1", "2", "")}
    assert len(proofs) == 2
    assert mother.client.get(receipts, {"number": "3"}).status_code == 404
    after = procedures.my_case(case.id, **mother.scope)
    assert [file.name for file in after.attachments] == ["証.png"]
    assert after.answers.single["電話番号"].value == "0224220009"
    first, second = bodies(case)
    assert first["添付"] == []
    assert [paper["名称"] for paper in second["添付"]] == ["資格情報"]
    assert second["添付"][0]["sha256"] == after.attachments[0].sha256
    for page in (mother.client.get(f"/cases/{case.id}/"), review.client.get(url(case))):
        told = page.content.decode()
        assert "1項目の補正と、書類1点の提出をお願いしました" in told
        assert f"{PROOF}(資格確認書や「資格情報のお知らせ」など)：証.png" in told
    journal.seal(at=AT)
    assert not journal.verify()


def test_papers_are_kept_as_they_come_and_nothing_typed_is_lost(mother: Someone, official: Make) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, ADD, ("電話番号",))
    path = answer_path(case)
    laid = mother.client.post(
        path, {"enclose": "1", "paper-1-file": [photo("表.png"), photo("裏.png", "black")], "電話番号": "02-"}
    ).content.decode()
    assert "エラー：" not in laid
    assert "表.png" in laid
    assert 'value="02-"' in laid
    again = mother.client.post(path, {"enclose": "1", "paper-1-file": photo("表.png")}).content.decode()
    assert again.count("表.png</a>") == 1  # the same content twice is one
    front, back = procedures.my_case(case.id, **mother.scope).correction.papers[0].came  # type: ignore[union-attr]
    assert mother.client.get(f"/cases/{case.id}/attachments/{front.id}/").status_code == 200
    mother.client.post(path, {"take_back": str(back.id)})
    assert "裏.png" not in mother.client.get(path).content.decode()
    empty = mother.client.post(path, {"enclose": "1"}).content.decode()
    assert "写真かPDFを選んでから" in empty
    text = mother.client.post(path, {"paper-1-file": SimpleUploadedFile("証.txt", b"text")}).content.decode()
    assert "エラー：" in text
    assert mother.client.post(path, {"電話番号": "0224-22-0009"}).status_code == 302
    assert [file.name for file in procedures.my_case(case.id, **mother.scope).attachments] == ["表.png"]


def test_an_unreadable_paper_is_replaced_and_stays_where_it_was_sent(mother: Someone, official: Make) -> None:
    case, review = file_with_proof(mother), official("1001", Role.RECEPTION, Role.REVIEW)
    (blurred,) = case.attachments
    form = review.client.get(url(case, "correction")).content.decode()
    key = f"添付/資格情報/{blurred.id}"
    assert key in form
    review.client.post(url(case, "correction"), {"field": key, f"reason-{key}": "字が読めません。"})
    page = mother.client.get(answer_path(case)).content.decode()
    assert "字が読めません。" in page
    assert "これに代わるもの" in page
    assert "ぼけた証.png" in page
    mother.client.post(answer_path(case), {"paper-1-file": photo("はっきり.png", "black")})
    after = procedures.my_case(case.id, **mother.scope)
    assert [file.name for file in after.attachments] == ["はっきり.png"]
    assert [file.id for file in after.earlier] == [blurred.id]
    first, second = bodies(case)
    assert [paper["sha256"] for paper in first["添付"]] == [blurred.sha256]
    assert [paper["sha256"] for paper in second["添付"]] == [after.attachments[0].sha256]
    for look in (f"/cases/{case.id}/attachments/{blurred.id}/", f"/cases/{case.id}/attachments/{after.attachments[0].id}/"):  # fmt: skip
        assert mother.client.get(look).status_code == 200
        assert review.client.get(f"/desk{look}").status_code == 200
    assert "付け直す前の書類" in review.client.get(url(case)).content.decode()


def test_one_more_paper_leaves_the_others_as_they_are(mother: Someone, official: Make) -> None:
    case = file_with_proof(mother)
    ask(official("1001", Role.RECEPTION), case, ADD, why="裏面も付けてください。")
    mother.client.post(answer_path(case), {"paper-1-file": photo("裏.png", "black")})
    after = procedures.my_case(case.id, **mother.scope)
    assert [file.name for file in after.attachments] == ["ぼけた証.png", "裏.png"]
    assert not after.earlier


def test_the_door_too_keeps_back_a_correction_without_its_paper(mother: Someone, official: Make) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, ADD)
    with pytest.raises(procedures.NotPossible, match="書類がまだ付いていません"):
        procedures.correct(case.id, values={}, key="k", **mother.scope, at=AT)
    scope: dict[str, Any] = {"content": photo(), "filename": "証.png", "at": AT}
    with pytest.raises(LookupError):
        procedures.enclose(case.id, place=("添付", "留学の書類"), **scope, **mother.scope)


def test_nobody_else_lays_a_paper_beside_a_correction(
    mother: Someone, father: Someone, official: Make
) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, ADD)
    other = official("1003", Role.RECEPTION, section="税務課")
    assert father.client.post(answer_path(case), {"paper-1-file": photo()}).status_code == 404
    assert other.client.post(url(case, "correction", "answer"), {"paper-1-file": photo()}).status_code == 404
    assert not StoredFile.objects.exists()


def test_what_lies_beside_a_correction_goes_with_it(mother: Someone, official: Make) -> None:
    case, review = file(mother), official("1001", Role.RECEPTION)
    for over in ("lift", "withdraw"):
        ask(review, case, ADD)
        mother.client.post(answer_path(case), {"enclose": "1", "paper-1-file": photo()})
        assert StoredFile.objects.filter(removed_at=None).count() == 1
        if over == "lift":
            procedures.lift_correction(case.id, sections=[SECTION], by=review.actor, at=AT)
        else:
            procedures.withdraw(case.id, **mother.scope, at=AT)
        assert not StoredFile.objects.filter(removed_at=None).exists()


def test_the_official_records_what_came_by_post(family: None, official: Make) -> None:
    """A claim on paper, of somebody without an account: a letter asks, the desk records the answer."""
    reception = official("1001", Role.RECEPTION)
    answers = procedures.Answers({"職業": procedures.Answer("自営業", "paper")})
    case = procedures.record_paper(
        "児童手当認定請求",
        person=FATHER,
        answers=answers,
        arrived_on=AT.date(),
        request_key="k",
        by=reception.actor,
        at=AT,
    )
    ask(reception, case, ADD, ("電話番号",), ("生年月日",))
    letter = letter_data(procedures.desk_case(case.id, sections=[SECTION]), Correction.objects.get())
    assert letter["箇所"][0]["項目"].startswith(PROOF)
    jobs.drain(at=AT)

    assert "届いた補正を記録する" in reception.client.get(url(case)).content.decode()
    path = url(case, "correction", "answer")
    assert "届いたとおりに" in reception.client.get(path).content.decode()
    lacking = reception.client.post(path, {"電話番号": "0224-22-0001"}).content.decode()
    assert "がまだ付いていません" in lacking
    sent = reception.client.post(path, {"電話番号": "0224-22-0001", "paper-1-file": photo("読み取り.png")})
    assert sent["Location"] == url(case)
    after = procedures.desk_case(case.id, sections=[SECTION])
    assert after.state == "到達"
    assert [file.name for file in after.attachments] == ["読み取り.png"]
    assert after.answers.single["電話番号"] == procedures.Answer("0224220001", "paper")
    assert "生年月日" not in after.answers.single  # left open, as it came
    assert [step.note for step in procedures.steps(case.id)][-1].endswith("：読み取り.png")


def test_the_sides_do_not_see_each_others_unsent_papers(mother: Someone, official: Make) -> None:
    case, review = file(mother), official("1001", Role.RECEPTION)
    ask(review, case, ADD)
    mother.client.post(answer_path(case), {"enclose": "1", "paper-1-file": photo("未提出.png")})
    assert "未提出.png" not in review.client.get(url(case, "correction", "answer")).content.decode()
    review.client.post(url(case, "correction", "answer"), {"paper-1-file": photo("窓口.png", "black")})
    after = procedures.my_case(case.id, **mother.scope)
    assert [file.name for file in after.attachments] == ["窓口.png"]
    assert StoredFile.objects.filter(removed_at=None).count() == 1
    assert after.person == MOTHER


def test_the_second_press_says_what_the_first_one_did(
    mother: Someone, official: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, review = file(mother), official("1001", Role.REVIEW)
    ask(review, case, ("電話番号",))
    see, typed = procedures.my_case, {("電話番号",): "0224220001"}

    def meanwhile(case_id: Any, **scope: Any) -> procedures.CaseView:
        """The first press is done with right after the second one has read the case."""
        found = see(case_id, **scope)
        monkeypatch.setattr(procedures, "my_case", see)
        assert found.correction is not None
        procedures.correct(case_id, values=typed, key=f"correction:{found.correction.id}", **scope, at=AT)
        return found

    monkeypatch.setattr(procedures, "my_case", meanwhile)
    answer = mother.client.post(answer_path(case), {"電話番号": "0224220001"}, follow=True)
    assert "補正した内容を提出しました" in answer.content.decode()
    assert len(bodies(case)) == 2


def test_an_answer_to_what_is_no_longer_asked_for_is_no_failure(
    mother: Someone, official: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, review = file(mother), official("1001", Role.REVIEW)
    ask(review, case, ("電話番号",))
    see = procedures.desk_case

    def meanwhile(case_id: Any, **scope: Any) -> procedures.CaseView:
        found = see(case_id, **scope)
        monkeypatch.setattr(procedures, "desk_case", see)
        procedures.lift_correction(case_id, sections=[SECTION], by=review.actor, at=AT)
        return found

    monkeypatch.setattr(procedures, "desk_case", meanwhile)
    answer = review.client.post(f"{url(case, 'correction')}answer/", {"電話番号": "0224220001"})
    assert answer["Location"] == url(case)
    assert len(bodies(case)) == 1
