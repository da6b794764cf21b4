"""続柄 in other words."""

import pytest

from machimado.kernel import relationships


@pytest.mark.parametrize(
    ("written", "english", "easy"),
    [
        ("世帯主", "head of household", "世帯主《せたいぬし》"),
        ("妻（未届）の子", "wife (not registered)’s child", "妻《つま》（とどけは まだ）の 子《こ》ども"),
        ("子の妻の子", "child’s wife’s child", "子《こ》どもの 妻《つま》の 子《こ》ども"),
        ("妻(未届)", "wife (not registered)", "妻《つま》（とどけは まだ）"),
    ],
)
def test_a_chain_is_said_word_by_word(written: str, english: str, easy: str) -> None:
    said = relationships.in_words(written)
    assert (said.ja, said.in_language("en"), said.in_language("ja-easy")) == (written, english, easy)


@pytest.mark.parametrize("written", ["", "いとこ違い", "妻の曽孫"])
def test_what_is_not_known_stays_as_the_register_has_it(written: str) -> None:
    assert relationships.in_words(written).in_language("en") == written
