"""異動事由 as files write them, and the kind of event that each is."""

from __future__ import annotations

import unicodedata

_WORDS = {
    "出生": "出生 職権出生",
    "転入": "転入 国外転入 国外からの転入 特例転入 未届転入 未届地からの転入 職権記載 住所設定 就籍 法30条の46転入 法30条の47届出",
    "回復": "回復 職権回復 転出取消 死亡取消 消除取消",
    "転出": "転出 国外転出 転出(予定) 転出予定 転出(確定) 転出確定 特例転出 職権消除 実態調査消除 国籍喪失 国外転出(予定)",
    "死亡": "死亡 失踪 失踪宣告 認定死亡 高齢者消除",
    "転居": "転居 職権転居 転居(職権)",
    "婚姻": "婚姻",
    "離婚": "離婚 婚姻取消",
    "氏名変更": "氏名変更 氏変更 氏の変更 名変更 名の変更 入籍 復氏 通称変更 通称記載 通称削除 旧氏記載 旧氏変更 旧氏削除",
    "帰化": "帰化 国籍取得 国籍変更",
    "縁組": "養子縁組 特別養子縁組",
    "離縁": "養子離縁 特別養子離縁 離縁",
    "認知": "認知",
    "世帯変更": "世帯変更 世帯主変更 世帯分離 世帯合併 世帯構成変更",
    "続柄変更": "続柄変更",
    "支援措置開始": "支援措置開始",
    "支援措置終了": "支援措置終了",
    "訂正": "訂正 職権修正 職権訂正 誤記訂正 誤記修正",
    "その他": "その他 初期登録 転籍 分籍 親権 軽微な修正 住居表示 住居表示実施 区画整理 町名変更 町名地番変更 地番変更 行政区画変更 "
    "在留資格変更 在留期間更新 在留資格等変更 個人番号変更 住民票コード変更 住民票改製 改製",
}
"""By kind of event, the words by which 住民記録 systems name its 異動事由 (住民基本台帳法7条, 22–25条, 30条の46・47; 施行令8–12条)."""
REASONS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
ARRIVALS = frozenset({"出生", "転入"})
RESTORED = "回復"
DEPARTURES = frozenset({"転出", "死亡"})
CORRECTION = "訂正"
BEGINS, ENDS = "支援措置開始", "支援措置終了"

_NO_PROTECTION = frozenset(
    {"", "0", "無", "無し", "なし", "非該当", "対象外", "終了", "解除", "×", "-", "no", "false", "n", "f"}
)


def is_protection(cell: str) -> bool:
    """Whether a cell of 支援措置 says that there is one. Whatever is not clearly a no is a yes."""
    return unicodedata.normalize("NFKC", cell).strip().casefold() not in _NO_PROTECTION
