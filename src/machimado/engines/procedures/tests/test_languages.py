"""The pages speak three languages, answers and provenance included."""

from __future__ import annotations

import pytest

from machimado.engines.procedures.tests.conftest import CLAIM, Someone, begin, fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Check and submit", "From the city", "Your work")),
        ("ja-easy", ("見てから 出す", "市役所の 記録から", "しごとの こと")),
    ],
)
def test_check_your_answers(mother: Someone, language: str, words: tuple[str, ...]) -> None:
    draft = fill(mother, begin(mother))
    mother.client.post("/language/", {"language": language, "next": "/"})
    page = mother.client.get(f"/drafts/{draft.id}/check/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert mother.client.get(f"/procedures/{CLAIM}/", HTTP_ACCEPT_LANGUAGE=language).status_code == 200
    for word in words:
        assert word in page, word
