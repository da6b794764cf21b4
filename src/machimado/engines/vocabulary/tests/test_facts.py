"""Facts, their sources in order, and what is unknown."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from pydantic import ValidationError

from machimado.core.definitions import api as definitions
from machimado.core.definitions.source import read
from machimado.core.residents.api import Viewer
from machimado.core.residents.tests.conftest import Load, family, load  # noqa: F401
from machimado.engines.vocabulary import api as vocabulary
from machimado.engines.vocabulary.definitions import FactDefinition
from machimado.engines.vocabulary.models import KnownFact
from machimado.engines.vocabulary.tests.conftest import AT, BY, TODAY
from machimado.kernel.address import Withheld
from machimado.kernel.names import Name
from machimado.kernel.ref import Ref

SYSTEM = Viewer.of_system("test")
FACTS = sorted((Path(settings.ROOT) / "packs/japan/vocabulary").glob("*.yaml"))


def known(*terms: str, person: str = "001", viewer: Viewer = SYSTEM) -> list[object]:
    found = vocabulary.gather(terms, person=person, viewer=viewer, at=TODAY)
    return [getattr(found[term], "value", found[term]) for term in terms]


@pytest.mark.parametrize("file", FACTS, ids=lambda file: file.stem)
def test_every_word_of_the_nation_reads(file: Path) -> None:
    fact = FactDefinition.model_validate(read(file.read_text(encoding="utf-8"))[0])
    assert fact.title.easy
    assert fact.title.en


def test_the_rules_use_only_words_of_the_vocabulary() -> None:
    words = {file.stem for file in FACTS}
    for file in (Path(settings.ROOT) / "packs").glob("*/rules/*.yaml"):
        for body in read(file.read_text(encoding="utf-8")):
            assert set(body.get("事実", [])) <= words, file.stem


def test_the_register_supplies_a_person_and_those_around_them(words: None, load: Load) -> None:  # noqa: F811
    load(family())
    name, born, spouse, children = known("氏名", "生年月日", "配偶者", "児童")
    assert isinstance(name, Name)
    assert name.display == "鈴木　一郎"
    assert born == date(1985, 4, 2)
    assert isinstance(spouse, dict)
    assert spouse["宛名番号"] == "002"
    assert isinstance(children, list)
    assert [each["宛名番号"] for each in children] == ["003"]


def test_a_day_of_birth_that_is_not_wholly_known_is_unknown(words: None, load: Load) -> None:  # noqa: F811
    rows = family()
    rows[1]["生年月日"] = "昭和62年3月00日"
    load(rows)
    assert known("生年月日", person="002") == [vocabulary.UNKNOWN]
    [spouse] = known("配偶者")
    assert isinstance(spouse, dict)
    assert spouse["生年月日"] is None


def test_what_nobody_told_is_unknown_and_neither_no_nor_empty(words: None, load: Load) -> None:  # noqa: F811
    load(family())
    assert known("公務員", "電話番号") == [vocabulary.UNKNOWN, vocabulary.UNKNOWN]
    with pytest.raises(definitions.DefinitionError):
        known("ない言葉")


def test_an_earlier_answer_is_found_until_it_is_superseded(words: None, load: Load) -> None:  # noqa: F811
    load(family())
    for value in (True, False):
        vocabulary.remember(
            "公務員", person="001", value=value, source="earlier", valid_from=TODAY, by=BY, at=AT
        )
        assert known("公務員") == [value]
    assert KnownFact.objects.count() == 2  # nothing is erased
    stranger = Viewer("self", person="002", actor=Ref("resident", "x"))
    assert known("公務員", viewer=stranger, person="001") == [vocabulary.UNKNOWN]


def test_absence_means_no_only_once_the_list_is_whole(words: None) -> None:
    assert vocabulary.complete_terms(at=TODAY) == frozenset()
    rows = [vocabulary.Receipt("001", "003", date(2026, 1, 1))]
    vocabulary.import_ledger("児童手当受給", rows, complete_from=date(2026, 4, 1), by=BY, at=AT)
    assert vocabulary.complete_terms(at=date(2026, 3, 31)) == frozenset()
    assert vocabulary.complete_terms(at=TODAY) == {"児童手当受給"}
    assert [(row.person, row.about) for row in vocabulary.holding(at=TODAY)] == [("001", "003")]


def test_a_new_list_ends_what_was_decided_before_it_and_leaves_what_was_decided_since(words: None) -> None:
    """001 and 002 were recognised before the list was drawn up (002 has ended since), 003 after it."""
    for person, day in (("001", date(2026, 9, 1)), ("002", date(2026, 9, 1)), ("003", date(2026, 11, 2))):
        vocabulary.remember(
            "児童手当受給",
            person=person,
            about="009",
            value=True,
            source="decision",
            valid_from=day,
            by=BY,
            at=AT,
        )
    for _ in range(2):
        rows = [vocabulary.Receipt("001", "009", date(2026, 10, 1))]
        vocabulary.import_ledger("児童手当受給", rows, complete_from=date(2026, 11, 1), by=BY, at=AT)
        assert sorted(row.person for row in vocabulary.holding(at=TODAY)) == ["001", "003"]
    rows = [vocabulary.Receipt("003", "009", date(2026, 12, 1))]
    vocabulary.import_ledger("児童手当受給", rows, complete_from=date(2026, 11, 1), by=BY, at=AT)
    assert KnownFact.objects.filter(superseded_at=None).count() == 1


def test_addresses_leave_as_the_viewer_may_see_them(words: None, load: Load) -> None:  # noqa: F811
    rows = family()
    load([rows[0], rows[1], {**rows[2], "世帯番号": "200", "続柄": "世帯主", "支援措置": "DV"}])
    official = Viewer("official", actor=Ref("official", "1"))
    assert isinstance(known("住所", person="003", viewer=official)[0], Withheld)


def test_a_specific_personal_fact_names_its_purpose() -> None:
    body = {"名称": {"日本語": "個人番号"}, "型": "文字列", "機微": "特定個人情報", "出所": ["入力"]}
    with pytest.raises(ValidationError, match="目的"):
        FactDefinition.model_validate(body)


def test_the_city_hands_over_its_list(words: None, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("受給者宛名番号,児童宛名番号,開始日\n001,003,2026-01-01\n", encoding="utf-8")
    call_command("ledger", "import", "児童手当受給", str(file), "--complete-from", "2026-04-01")
    assert vocabulary.complete_terms(at=TODAY) == {"児童手当受給"}
    file.write_text("受給者宛名番号,児童宛名番号,開始日\n001,003,きのう\n", encoding="utf-8")
    with pytest.raises(CommandError, match="2行目"):
        call_command("ledger", "import", "児童手当受給", str(file), "--complete-from", "2026-04-01")
    assert len(vocabulary.holding(at=TODAY)) == 1
