"""Editions: what is loaded, what outranks what, and what is refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import Field

from machimado.core.definitions import api as definitions
from machimado.core.definitions.kinds import KINDS
from machimado.core.definitions.models import EditionRecord
from machimado.core.journal import api as journal
from machimado.core.journal.tests.flipping import columns, unseen
from machimado.kernel.ref import system

AT = datetime(2026, 11, 1, tzinfo=UTC)
BY = system("test")


class Fee(definitions.Definition):
    name: str = Field(alias="名称")
    yen: int = Field(alias="円", ge=0)
    notes: list[dict[str, str]] = Field(default=[], alias="備考")


@pytest.fixture(autouse=True)
def _fee_kind():
    definitions.register_kind("fee", model=Fee, folder="fees")
    yield
    del KINDS["fee"]


def write(folder: Path, key: str, text: str) -> Path:
    (folder / "fees").mkdir(parents=True, exist_ok=True)
    (folder / "fees" / f"{key}.yaml").write_text(text, encoding="utf-8")
    return folder


def load(folder: Path) -> definitions.LoadReport:
    return definitions.load_pack(folder, by=BY, at=AT)


@pytest.mark.django_db
class TestLoading:
    def test_an_edition_is_added_only_when_bytes_change(self, tmp_path):
        nation = write(tmp_path / "japan", "住民票", "施行: 2020-04-01\n名称: 住民票\n円: 300\n")
        assert load(nation).added == (("fee", "住民票"),)
        assert load(nation).added == ()
        write(nation, "住民票", "施行: 2020-04-01\n名称: 住民票\n円: 350\n")
        assert load(nation).added == (("fee", "住民票"),)
        assert [e.number for e in definitions.history("fee", "住民票")] == [2, 1]
        assert definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition.yen == 350

    def test_dated_editions_in_one_file(self, tmp_path):
        text = "名称: 住民票\n版:\n- {施行: 2020-04-01, 失効: 2024-10-01, 円: 200}\n- {施行: 2024-10-01, 円: 300}\n"
        load(write(tmp_path / "japan", "住民票", text))
        assert definitions.current("fee", "住民票", on=date(2024, 9, 30)).definition.yen == 200
        assert definitions.current("fee", "住民票", on=date(2024, 10, 1)).definition.yen == 300
        assert definitions.find("fee", "住民票", on=date(2020, 3, 31)) is None

    def test_an_expired_edition_is_not_replaced_by_an_older_one(self, tmp_path):
        text = "名称: 住民票\n版:\n- {施行: 2020-04-01, 円: 200}\n- {施行: 2024-10-01, 失効: 2025-01-01, 円: 300}\n"
        load(write(tmp_path / "japan", "住民票", text))
        assert definitions.find("fee", "住民票", on=date(2025, 1, 1)) is None

    def test_builder_outranks_city_outranks_nation(self, tmp_path):
        load(write(tmp_path / "japan", "住民票", "名称: 住民票\n円: 300\n"))
        load(write(tmp_path / "shiroishi", "住民票", "継承: 住民票\n円: 250\n"))
        assert definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition.yen == 250
        definitions.publish("fee", "住民票", "名称: 住民票\n円: 0\n", by=BY, at=AT)
        assert definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition.yen == 0

    def test_a_city_adapts_named_paths(self, tmp_path):
        base = "名称: 住民票\n円: 300\n備考:\n- {所: 窓口, 文: 平日}\n- {所: 郵送, 文: 切手}\n"
        load(write(tmp_path / "japan", "住民票", base))
        change = "継承: 住民票\n変更: {備考.所=窓口.文: 土曜も}\n削除: [備考.所=郵送]\n"
        load(write(tmp_path / "shiroishi", "住民票", change))
        notes = definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition.notes
        assert notes == [{"所": "窓口", "文": "土曜も"}]

    def test_an_edition_stays_what_a_case_began_with(self, tmp_path):
        nation = write(tmp_path / "japan", "住民票", "名称: 住民票\n円: 300\n")
        load(nation)
        began = definitions.current("fee", "住民票", on=date(2026, 1, 1))
        load(write(nation, "住民票", "名称: 住民票\n円: 999\n"))
        assert definitions.edition(began.id).definition.yen == 300

    def test_the_journal_carries_the_digest_of_each_edition(self, tmp_path):
        load(write(tmp_path / "japan", "住民票", "名称: 住民票\n円: 300\n"))
        journal.seal(at=AT)
        assert journal.verify() == []
        EditionRecord.objects.all().delete()
        assert {fault.kind for fault in journal.verify()} == {journal.FaultKind.MISSING}

    @pytest.mark.parametrize(("model", "field"), list(columns(EditionRecord)))
    def test_an_altered_cell_of_an_edition_is_found(self, tmp_path, model, field):
        load(write(tmp_path / "japan", "住民票", "名称: 住民票\n円: 300\n"))
        assert journal.verify() == []
        tried, missed = unseen(model, field)
        assert tried
        assert missed == []

    def test_a_change_that_is_taken_back_is_a_change(self, tmp_path):
        nation = tmp_path / "japan"
        for yen in (300, 350, 300):
            assert load(write(nation, "住民票", f"施行: '2020-04-01'\n名称: 住民票\n円: {yen}\n")).added
            assert load(nation).added == ()
        assert definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition.yen == 300

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("名称: 住民票\n", "円: 必要な項目がありません。"),
            ("名称: 住民票\n円: 1\n値段: 2\n", "値段: この名前の項目はありません。"),
            ("名称: 住民票\n円: 1\n円: 2\n", "3行目:「円」が2回書かれています"),
            ("名称: [\n", "YAMLとして読めません"),
            ("- 1\n", "「項目: 値」の形にしてください"),
            ("施行: 2024-01-01\n失効: 2024-01-01\n名称: あ\n円: 1\n", "施行(2024-01-01)より後の日"),
            ("名称: あ\n版:\n- {施行: 2024-01-01, 円: 1}\n- {施行: 2024-01-01, 円: 2}\n", "同じ版が2つ"),
            ("継承: 印鑑証明\n円: 1\n", "先にそのパックを読み込んでください"),
        ],
    )
    def test_a_faulty_pack_changes_nothing_and_says_why(self, tmp_path, text, sentence):
        write(tmp_path / "shiroishi", "正しい", "名称: 正しい\n円: 1\n")
        with pytest.raises(definitions.DefinitionError, match="(?s)fees/住民票.yaml: .*") as refused:
            load(write(tmp_path / "shiroishi", "住民票", text))
        assert sentence in str(refused.value)
        assert not EditionRecord.objects.exists()

    def test_reading_editions_costs_one_query(self, tmp_path, django_assert_num_queries):
        load(write(tmp_path / "japan", "住民票", "名称: 住民票\n円: 300\n"))
        definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition  # noqa: B018
        definitions.forget()
        with django_assert_num_queries(2):
            for _ in range(50):
                definitions.current("fee", "住民票", on=date(2026, 1, 1)).definition  # noqa: B018
