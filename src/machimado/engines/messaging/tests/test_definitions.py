"""What a message may say where."""

import pytest

from machimado.core.definitions import api as definitions
from machimado.engines.messaging.tests.conftest import MESSAGE


def test_a_message_in_three_languages_is_accepted() -> None:
    assert definitions.load_text("message", "決定", MESSAGE)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("手続きの結果が出ました。", "{児童}さんの結果", "プッシュに「{児童}」は使えません"),
        ("「{手続}」の結果", "{児童}の結果", "件名に「{児童}」は使えません"),
        ("English: See", "English: ''", "「English」を書いてください"),
        ('"{児童}さんについて', '"{誰}さんについて', "本文の「{誰}」を差込に書いてください"),
        ('"{児童}さんについて', '"{児童.__class__}さんについて', "言葉だけ"),
        ('"{児童}さんについて', '"{児童さんについて', "閉じていません"),
    ],
)
def test_what_would_tell_on_a_person_or_break_is_refused(old: str, new: str, complaint: str) -> None:
    text = MESSAGE.replace('English: "See"', "English: See")
    assert old in text
    with pytest.raises(definitions.DefinitionError, match=complaint.replace("{", "[{]").replace("}", "[}]")):
        definitions.load_text("message", "決定", text.replace(old, new))
