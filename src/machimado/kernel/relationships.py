"""続柄 in the three languages: a chain of words that の joins, seen from the 世帯主 (住民基本台帳事務処理要領)."""

import unicodedata

from machimado.kernel.text import Text

_WORDS = {
    "世帯主": ("世帯主《せたいぬし》", "head of household"),
    "夫": ("夫《おっと》", "husband"),
    "妻": ("妻《つま》", "wife"),
    "夫(未届)": ("夫《おっと》（とどけは まだ）", "husband (not registered)"),
    "妻(未届)": ("妻《つま》（とどけは まだ）", "wife (not registered)"),
    "子": ("子《こ》ども", "child"),
    "父": ("お父《とう》さん", "father"),
    "母": ("お母《かあ》さん", "mother"),
    "兄": ("お兄《にい》さん", "older brother"),
    "姉": ("お姉《ねえ》さん", "older sister"),
    "弟": ("弟《おとうと》", "younger brother"),
    "妹": ("妹《いもうと》", "younger sister"),
    "祖父": ("おじいさん", "grandfather"),
    "祖母": ("おばあさん", "grandmother"),
    "縁故者": ("親《した》しい 人《ひと》", "relative or friend"),
    "同居人": ("いっしょに 住《す》んで いる 人《ひと》", "housemate"),
}


def in_words(relationship: str) -> Text:
    """妻の子: wife’s child. A word that is not known here stays as the register has it."""
    plain = unicodedata.normalize("NFKC", relationship).replace(" ", "")
    chain = [_WORDS.get(word) for word in plain.split("の")]
    known = [word for word in chain if word is not None]
    if len(known) < len(chain):
        return Text.model_construct(ja=relationship)
    return Text(
        ja=relationship, easy="の ".join(easy for easy, _ in known), en="’s ".join(en for _, en in known)
    )
