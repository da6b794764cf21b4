import pytest
from hypothesis import given
from hypothesis import strategies as st

from machimado.kernel import characters
from machimado.kernel.kana import hiragana, is_kana, katakana, sound
from machimado.kernel.money import InvalidAmount, format_yen, parse_yen, round_down
from machimado.kernel.names import Name

IVS_BE = "邉\U000e0101"


@pytest.mark.parametrize(
    "name",
    [
        "髙",
        "﨑",
        IVS_BE,
        "𠮷",
        "\ufa19",
        "林",
        "SMITH",
        "Nguyễn Thị",
        "O’Brien",
        "佐々木",
        "ヴァン・デル・ベルク",
        "ﾔﾏﾀﾞ",
        "か\u3099",
        "Иван",
    ],
)
def test_names_keep_their_characters(name: str) -> None:
    assert characters.refuse_name(name) is None


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("山\x00田", "目に見えない"),
        ("山\u200b田", "目に見えない"),
        ("山\u202e田", "目に見えない"),
        ("\ue000田", "外字"),
        ("山\ufffd", "壊れて"),
        ("\U000e0101田", "異体字セレクタ"),
        ("\u3099か", "濁点"),
        ("山田😀", "記号"),
    ],
)
def test_refusals_say_why(name: str, word: str) -> None:
    refusal = characters.refuse_name(name)
    assert refusal is not None
    assert word in refusal.text.ja


@pytest.mark.parametrize(
    "address", ["大手町１番１号", "字清水①－２", "Ⅱ番館 ㈱", "コーポA＆B／101号室", "№3", "3丁目〜4"]
)
def test_addresses_have_more_signs(address: str) -> None:
    assert characters.refuse_address(address) is None


def test_a_reader_counts_clusters() -> None:
    assert characters.clusters(f"渡{IVS_BE}") == ["渡", IVS_BE]
    assert characters.length("か\u3099𠮷") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        (f"渡{IVS_BE}", "渡辺"),
        ("渡邊", "渡辺"),
        ("𠮷野", "吉野"),
        ("\ufa19田", "神田"),
        ("ＳＭＩＴＨ", "smith"),
        ("やまだ", "ヤマダ"),
    ],
)
def test_search_meets_variants(one: str, other: str) -> None:
    assert characters.fold(one) == characters.fold(other)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("NGUYỄN THỊ ÁNH", "nguyen thi anh"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("Đặng", "dang"),
        ("Müller", "muller"),
        ("José", "jose"),
        ("Şahin", "sahin"),
        ("İlker", "ilker"),
        ("Işık", "isik"),
        ("Łukasz", "lukasz"),
        ("Sørensen", "sorensen"),
        ("ǾRSTED", "orsted"),
        ("Straße", "strasse"),
        ("Æsa Œuvrard", "aesa oeuvrard"),
        ("Guðrún Þórsdóttir", "gudrun thorsdottir"),
        ("M\u030cq\u0303", "mq"),
        ("Ｊｏｓé", "jose"),
        ("Γιώργος", "γιωργοσ"),
        ("ΐΰ", "ιυ"),
        ("Артём Чайковский", "артем чаиковскии"),
    ],
)
def test_search_meets_what_any_keyboard_types(name: str, typed: str) -> None:
    assert characters.fold(name) == characters.fold(typed) == typed.replace(" ", "")


def test_other_scripts_keep_their_marks() -> None:
    """が is another letter than か, and й is и only among the letters of its own script."""
    for one, other in (
        ("が", "か"),
        ("ﾊﾟ", "ﾊ"),
        ("セ\u309a", "セ"),
        ("हिं", "ह"),
        ("สมชัย", "สมชย"),
        ("각", "가"),
    ):
        assert characters.fold(one) != characters.fold(other)
    assert characters.fold("가") == "가"


def test_kana_in_either_script_and_width() -> None:
    assert {katakana(t) for t in ("やまだ", "ﾔﾏﾀﾞ", "ヤマタ゛", "ヤマタ\u3099")} == {"ヤマダ"}
    assert hiragana("ﾔﾏﾀﾞ ｼﾞﾛｰ") == "やまだ　じろー"
    assert katakana("サ-ラ") == "サーラ"
    assert is_kana("ﾔﾏﾀﾞ　たろう")
    assert not is_kana("山田")
    assert sound("ヂュン") == sound("じゅん") == sound("ｼﾞﾕﾝ")


@given(st.text(max_size=30))
def test_nothing_breaks_on_any_text(text: str) -> None:
    characters.refuse_name(text)
    characters.refuse_address(text)
    characters.fold(text)
    assert "".join(characters.clusters(text)) == text


def test_names_of_every_kind() -> None:
    assert Name(family="山田", given="太郎").display == "山田　太郎"
    assert Name(given="スカルノ").display == "スカルノ"
    assert Name(latin="SMITH JOHN", alias="山田 ジョン").display == "SMITH JOHN"
    assert Name(family="SMITH", given="JOHN").display == "SMITH JOHN"
    assert Name(latin="SMITH JOHN", alias="山田 ジョン").familiar == "山田 ジョン"
    assert Name(family=f"渡{IVS_BE}", given="𠮷子").masked == "渡○　𠮷○"
    assert Name(family="髙橋", given="一", family_kana="ﾀｶﾊｼ", given_kana="ﾊｼﾞﾒ").search_keys() == (
        "高橋一",
        "タカハシハジメ",
    )


def test_money() -> None:
    assert parse_yen("１５，０００円") == parse_yen("¥15,000") == 15_000
    assert format_yen(15_000) == "15,000円"
    assert round_down(1_999, unit=1_000) == 1_000
    with pytest.raises(InvalidAmount):
        parse_yen("1,50円")
