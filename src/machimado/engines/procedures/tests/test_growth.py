"""Adding a procedure is one new file in a pack: shown by doing it in a copy of the packs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from machimado.core.definitions import api as definitions
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.tests.conftest import AT, ROOT, Someone
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db

FILE = """
名称: {日本語: 欠席の届出, やさしい日本語: 休《やす》む 届《とどけ》, English: Notice of absence}
概要: 学校を休むときの届出です。
対象者: 市立学校の児童生徒の保護者
根拠: [{法令ID: 条例-学校管理規則, 法令名: 白石市立学校管理規則, 条: 第10条}]
種別: 届出
担当: 子ども家庭課
決定機関: 白石市教育委員会
本人確認レベル: 2
処分性: false
デジタル化: {段階: デジタライゼーション, 理由: 紙の連絡帳を置き換える}
ページ:
  - 頁: 届出
    見出し: 休む日と理由
    質問:
      - {項目: 保護者, 質問: 保護者のお名前, 型: 氏名, 事実: 氏名}
      - {項目: 休む日, 質問: いつ休みますか, 型: 日付}
      - {項目: 欠席理由, 質問: 理由, 型: 文字列}
"""


def test_a_procedure_is_one_new_file(mother: Someone, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "packs", tmp_path / "packs")
    (tmp_path / "packs/shiroishi/procedures").mkdir(exist_ok=True)
    (tmp_path / "packs/shiroishi/procedures/欠席届.yaml").write_text(FILE, encoding="utf-8")
    for pack in ("japan", "shiroishi"):
        definitions.load_pack(tmp_path / "packs" / pack, by=system("test"), at=AT)
    assert "欠席の届出" in mother.client.get("/procedures/").content.decode()
    base = mother.client.post("/procedures/欠席届/start/")["Location"]
    form = mother.client.get(f"{base}届出/").content.decode()
    assert "髙橋" in form
    data = {"保護者-氏": "髙橋", "保護者-名": "花", "欠席理由": "発熱のため"}
    day = {"休む日_era": "R", "休む日_year": "8", "休む日_month": "11", "休む日_day": "25"}
    assert mother.client.post(f"{base}届出/", {**data, **day})["Location"] == f"{base}check/"
    receipt = mother.client.post(f"{base}submission/")
    assert receipt.status_code == 302
    (case,) = procedures.cases_of(**mother.scope)
    assert (case.procedure_key, case.state) == ("欠席届", "到達")
