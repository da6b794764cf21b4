"""異動事由 as files write them, and the kind of event that each is."""

from __future__ import annotations

import unicodedata

REASONS = {
    "出生": "出生",
    "転入": "転入",
    "国外転入": "転入",
    "未届転入": "転入",
    "職権記載": "転入",
    "職権回復": "回復",
    "転出取消": "回復",
    "死亡取消": "回復",
    "転出": "転出",
    "国外転出": "転出",
    "職権消除": "転出",
    "国籍喪失": "転出",
    "死亡": "死亡",
    "失踪宣告": "死亡",
    "転居": "転居",
    "婚姻": "婚姻",
    "離婚": "離婚",
    "氏名変更": "氏名変更",
    "氏変更": "氏名変更",
    "名変更": "氏名変更",
    "通称変更": "氏名変更",
    "入籍": "氏名変更",
    "帰化": "帰化",
    "国籍取得": "帰化",
    "養子縁組": "縁組",
    "養子離縁": "離縁",
    "離縁": "離縁",
    "認知": "認知",
    "世帯変更": "世帯変更",
    "世帯主変更": "世帯変更",
    "世帯分離": "世帯変更",
    "世帯合併": "世帯変更",
    "世帯構成変更": "世帯変更",
    "続柄変更": "続柄変更",
    "支援措置開始": "支援措置開始",
    "支援措置終了": "支援措置終了",
    "訂正": "訂正",
    "職権修正": "訂正",
    "職権訂正": "訂正",
    "誤記訂正": "訂正",
    "初期登録": "その他",
    "その他": "その他",
}
ARRIVALS = frozenset({"出生", "転入"})
RESTORED = "回復"
DEPARTURES = frozenset({"転出", "死亡"})
CORRECTION = "訂正"

_NO_PROTECTION = frozenset(
    {"", "0", "無", "無し", "なし", "非該当", "対象外", "終了", "解除", "×", "-", "no", "false", "n", "f"}
)


def is_protection(cell: str) -> bool:
    """Whether a cell of 支援措置 says that there is one. Whatever is not clearly a no is a yes."""
    return unicodedata.normalize("NFKC", cell).strip().casefold() not in _NO_PROTECTION
