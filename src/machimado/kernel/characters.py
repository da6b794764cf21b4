"""The characters of names and addresses: what belongs together, what may stand there, what a search treats as equal.

What is stored is never changed here: Unicode normalisation would turn 神 (U+FA19) into 神 and lose a person's own form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from machimado.kernel.kana import katakana
from machimado.kernel.text import Text

IVS = "\U000e0100-\U000e01ef"
"""Ideographic variation selectors (UTS #37): 邉󠄀 is 邉 followed by one of them."""

_SELECTORS = re.compile(f"[\ufe00-\ufe0f{IVS}]")
_IDEOGRAPH = re.compile(
    "[々〆〇〻\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff\U00030000-\U0003ffff]"
)
_COMMON = re.compile(
    "(?:[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af々〆〇〻]"
    f"[{IVS}]?|[ぁ-ゖゝゞァ-ヺーヽヾA-Za-zＡ-Ｚａ-ｚｦ-ﾟ0-9０-９ 　・\\-'.])*"
)
_MARKED = re.compile("[\u00c0-\u024f\u0300-\u052f\u1ab0-\u1aff\u1dc0-\u1fff]+")
"""Letters of Latin, Greek and Cyrillic beyond ASCII, and the marks that stand over them."""
_PLAIN_LETTERS = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_NAME_SIGNS = frozenset(" 　・･·‧•ーｰ-‐‑–—―−－~〜～'’‘`´ʻʼ＇.．,，、゠=＝()（）〔〕[]&＆/／゛゜ﾞﾟ#＃*＊※○〇")
_ADDRESS_SIGNS = _NAME_SIGNS | frozenset(
    '：:;；＿_＋+@＠!！?？"”“%％°′″→「」『』【】《》〈〉…‥|｜^＾◎●△▲□■☆★〒'
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a character may not stand in a name or an address."""

    character: str
    position: int
    text: Text

    @property
    def code(self) -> str:
        return " ".join(f"U+{ord(c):04X}" for c in self.character)


def clusters(text: str) -> list[str]:
    """What a reader sees as characters: a base with its variation selector and combining marks. 邉+IVS is one."""
    found: list[str] = []
    for char in text:
        if found and (unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Mc", "Me"}):
            found[-1] += char
        else:
            found.append(char)
    return found


def length(text: str) -> int:
    """How many characters a reader counts."""
    return len(clusters(text))


def refuse_name(text: str) -> Refusal | None:
    """The first character that cannot stand in a name, or None. Letters of every script may; 外字 of one maker may not."""
    return None if _COMMON.fullmatch(text) else _first_refused(text, _NAME_SIGNS)


def refuse_address(text: str) -> Refusal | None:
    """The first character that cannot stand in an address, or None. Numbers, symbols and circled figures may."""
    return None if _COMMON.fullmatch(text) else _first_refused(text, _ADDRESS_SIGNS)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A key for searching: 髙/高, 﨑/崎, 邉/邊/辺, variants by IVS, widths, cases, kana, ễ/e and ø/o meet. Never for storing."""
    plain = unicodedata.normalize("NFKC", _SELECTORS.sub("", text))
    plain = katakana(plain.translate(_VARIANTS)).casefold()
    return re.sub(r"[\s・\-‐‑–—―−'’.,=]", "", _MARKED.sub(_unmarked, plain))


def _unmarked(found: re.Match[str]) -> str:
    """Letters as any keyboard has them: without their marks. Kana keep theirs: が is another letter than か."""
    letters = (char for char in unicodedata.normalize("NFD", found[0]) if unicodedata.category(char) != "Mn")
    return "".join(letters).translate(_PLAIN_LETTERS)


_DASHES = re.compile("[-‐‑‒–—―−─]|(?<=[0-9])ー(?=[0-9])")
_WAVES = re.compile("[~〜∼]")


def spelling(text: str) -> str:
    """A key of what is written: equal where only width, kind of dash or wave, or spaces differ, as between CP932 and UTF-8. Never for storing."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s", "", _WAVES.sub("~", plain)).replace("∥", "‖")


def _first_refused(text: str, signs: frozenset[str]) -> Refusal | None:
    for position, char in enumerate(text):
        if reason := _reason(char, text[:position], signs):
            return Refusal(char, position, reason)
    return None


def _reason(char: str, before: str, signs: frozenset[str]) -> Text | None:
    category = unicodedata.category(char)
    if _IDEOGRAPH.match(char):  # also those that are younger than this Python's tables
        return None
    if category in {"Co", "Cn", "Cs", "Cc", "Cf", "Zl", "Zp"} or char == "\ufffd":
        return _REASONS.get(category, _BROKEN)
    if _SELECTORS.match(char):
        return None if before and _IDEOGRAPH.match(before[-1]) else _LONE_SELECTOR
    if category in {"Mn", "Mc", "Me"}:
        return None if before and unicodedata.category(before[-1])[0] in "LM" else _LONE_MARK
    if category[0] in "LN" or category == "Zs" or char in signs:
        return None
    if (
        signs is _ADDRESS_SIGNS
        and category[0] in "SP"
        and not 0x3400 <= ord(char) < 0xFF00
        and ord(char) <= 0xFFFF
    ):
        return None
    return _LOST if char in _PLACEHOLDERS else _SIGN


_UNPRINTABLE = Text(
    ja="目に見えない制御用の文字が入っています。その文字を取り除いてください。",
    easy="見えない 文字が 入っています。その 文字を 消してください。",
    en="It holds an invisible control character. Remove it.",
)
_BROKEN = Text(
    ja="文字が壊れています。もとのデータの文字コードを確かめてください。",
    easy="文字が 壊れています。もとの データを 確かめてください。",
    en="A character is broken. Check the encoding of the source.",
)
_REASONS = {
    "Co": Text(
        ja="特定の機械だけで使える外字です。文字情報基盤の文字(異体字セレクタつき)に置き換えてください。",
        easy="ほかの 機械では 読めない 文字です。べつの 文字に かえてください。",
        en="This character exists on one maker's machines only. Use the character of 文字情報基盤 with its variation selector.",
    ),
    "Cc": _UNPRINTABLE,
    "Cf": _UNPRINTABLE,
    "Zl": _UNPRINTABLE,
    "Zp": _UNPRINTABLE,
}
_LONE_SELECTOR = Text(
    ja="異体字セレクタの前に漢字がありません。文字が欠けていないか確かめてください。",
    easy="漢字が たりません。文字を 確かめてください。",
    en="A variation selector stands without its ideograph. Check for a missing character.",
)
_LONE_MARK = Text(
    ja="濁点などの記号の前に文字がありません。文字が欠けていないか確かめてください。",
    easy="文字が たりません。文字を 確かめてください。",
    en="A combining mark stands without its letter. Check for a missing character.",
)
_PLACEHOLDERS = frozenset("〓□■●?？")
_LOST = Text(
    ja="外字が変換できずに記号になったもののようです。もとの文字を確かめて書いてください。",
    easy="文字が 記号に なって しまいました。もとの 文字を 書いてください。",
    en="This looks like a character that was lost on the way. Write the original one.",
)
_SIGN = Text(
    ja="ここでは使えない記号です。記号を取り除いてください。",
    easy="ここでは 使えない 記号です。記号を 消してください。",
    en="This sign cannot be used here. Remove it.",
)

_VARIANT_GROUPS = """
高髙 崎﨑嵜碕 辺邉邊 吉𠮷 沢澤 斎齋齊斉 桜櫻 広廣 真眞 国國 島嶋嶌 浜濱濵 橋槗
黒黑 徳德 恵惠 寿壽 竜龍 条條 瀬瀨 清淸 静靜 栄榮 園薗 富冨 館舘 峰峯 関關 万萬
与與 亀龜 円圓 剣劍 県縣 学學 宝寶 実實 将將 峡峽 巌巖 庄荘莊 弥彌 当當 芦蘆
恒恆 従從 戸戶 桧檜 検檢 楽樂 横橫 歩步 浅淺 涼凉 渋澁 滝瀧 状狀 画畫 尭堯 礼禮
秋龝 称稱 穂穗 絵繪 経經 継繼 緑綠 縄繩 繁緐 翠翆 聡聰 芸藝 蔵藏 薫薰 藤籐 虎乕
蛍螢 角𧢲 覚覺 証證 諌諫 賢贒 郎郞 釈釋 鉄鐵鐡 録錄 鎮鎭 隠隱 雑雜 顕顯 駅驛
鶏鷄雞 麦麥 黄黃 塩鹽 増增 声聲 壮壯 奥奧 嬢孃 寛寬 巣巢 帯帶 暁曉 曽曾 柏栢
柳栁 栃杤 梅楳 歯齒 沖冲 隣鄰 兎兔 児兒 冴冱 凛凜 卯夘 双雙 収收 台臺 喜㐂 土圡
多夛 夏夓 松枩 丘坵 今仐 弁辨瓣辯 崇崈 昂昻 晃晄 渕淵渊 涌湧 煙烟 為爲 猪豬 瑶瑤
瓶甁 畑畠 砺礪 緒緖
"""


def _variants() -> dict[int, str]:
    table: dict[int, str] = {}
    for group in _VARIANT_GROUPS.split():
        for other in group[1:]:
            if other != group[0]:
                table[ord(other)] = group[0]
    return table


_VARIANTS = _variants()
