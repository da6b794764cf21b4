"""A file becomes a register, and later files become events."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.core.residents.models import Event, Person, PersonVersion
from machimado.core.residents.tests.conftest import HEADER, Load, family, row
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
SYSTEM = residents.Viewer.of_system("test")
TODAY = date(2026, 11, 23)
LATER = datetime(2026, 12, 1, 3, tzinfo=UTC)


def kinds(number: str) -> list[str]:
    return list(Event.objects.filter(person=number).values_list("kind", flat=True))


def test_the_first_load_is_one_entry_and_no_events(load: Load) -> None:
    report = load(family())
    assert report.accepted, report.faults
    assert report.initial
    assert Event.objects.count() == 0
    entries = journal.entries(type="residents.loaded", limit=10)
    assert [entry.public["rows"] for entry in entries] == [3]
    assert {digest.kind for digest in entries[0].digests} == {"register", "register-chunk"}


def test_the_first_load_must_be_full(load: Load) -> None:
    report = load(family(), mode="changes")
    assert not report.accepted
    assert "--full" in report.sentence
    assert not Person.objects.exists()


def test_the_same_file_twice_changes_nothing(load: Load) -> None:
    load(family())
    before = list(PersonVersion.objects.values())
    report = load(family(), at=LATER)
    assert report.accepted
    assert report.unchanged == 3
    assert list(PersonVersion.objects.values()) == before
    assert len(journal.entries(type="residents.loaded", limit=10)) == 1


def test_the_same_rows_in_another_encoding_change_nothing(load: Load) -> None:
    load(family())
    report = load(list(reversed(family())), encoding="cp932", header=list(reversed(HEADER)), at=LATER)
    assert report.accepted
    assert not report.events
    assert report.unchanged == 3


def test_a_birth_is_an_event_with_its_entry(load: Load) -> None:
    load(family())
    baby = row(
        "004",
        "鈴木 蓮",
        生年月日="2026-11-20",
        続柄="子",
        父母宛名番号="002、001",
        異動日="令和8年11月20日",
        異動事由="出生",
    )
    report = load([baby], mode="changes", at=LATER)
    assert report.events == {"出生": 1}
    [entry] = journal.entries(subject=Ref("person", "004"), limit=5)
    assert entry.type == "residents.born"
    assert entry.public["date"] == "2026-11-20"
    parents = residents.parents_of("004", viewer=SYSTEM, at=TODAY)
    assert [(link.parent, link.certain) for link in parents] == [("001", True), ("002", True)]
    assert residents.person("004", viewer=SYSTEM, at=TODAY).moved_in_on == date(2026, 11, 20)
    with pytest.raises(residents.NotFound):
        residents.person("004", viewer=SYSTEM, at=date(2026, 11, 19))


def test_a_move_keeps_the_old_address_for_the_old_days(load: Load) -> None:
    load(family())
    moved = [
        {**each, "住所": "宮城県白石市沢端町2番", "異動日": "2026-11-28", "異動事由": "転居"}
        for each in family()
    ]
    report = load(moved, mode="changes", at=LATER)
    assert report.events == {"転居": 3}
    assert str(residents.person("001", viewer=SYSTEM, at=date(2026, 11, 27)).address).endswith("大手町1番1号")
    assert str(residents.person("001", viewer=SYSTEM, at=date(2026, 11, 28)).address).endswith("沢端町2番")


def test_death_and_departure_end_the_household(load: Load) -> None:
    load(family())
    rows = family()
    rows[2] |= {"異動日": "2026-11-25", "異動事由": "死亡"}
    rows[1] |= {"異動日": "2026-11-26", "異動事由": "転出"}
    report = load(rows[1:], mode="changes", at=LATER)
    assert report.events == {"死亡": 1, "転出": 1}
    after = residents.household("100", viewer=SYSTEM, at=date(2026, 11, 30))
    assert [member.number for member in after.members] == ["001"]
    assert residents.person("003", viewer=SYSTEM, at=date(2026, 11, 30)).died_on == date(2026, 11, 25)
    assert residents.person("002", viewer=SYSTEM, at=date(2026, 11, 30)).moved_out_on == date(2026, 11, 26)
    assert [each.number for each in residents.rule_columns(at=date(2026, 11, 30))] == ["001"]


def test_a_correction_stands_apart_from_a_change(load: Load) -> None:
    load(family())
    rows = family()
    rows[2] |= {"生年月日": "2020-05-06", "異動日": "2026-11-25", "異動事由": "訂正"}
    report = load(rows, mode="changes", at=LATER)
    assert report.events == {"訂正": 1}
    assert residents.person("003", viewer=SYSTEM, at=date(2026, 1, 1)).birth_date == date(2020, 5, 6)
    wrong = PersonVersion.objects.get(person="003", replaced_at__isnull=False)
    assert wrong.birth_date == date(2020, 5, 5)


def test_a_changed_birthday_is_a_correction_whatever_the_reason(load: Load) -> None:
    load(family())
    rows = family()
    rows[1] |= {"氏": "佐藤", "生年月日": "1987-03-02", "異動日": "2026-11-25", "異動事由": "離婚"}
    load([rows[1]], mode="changes", at=LATER)
    assert sorted(kinds("002")) == ["訂正", "離婚"]
    before = residents.person("002", viewer=SYSTEM, at=date(2026, 11, 24))
    after = residents.person("002", viewer=SYSTEM, at=date(2026, 11, 25))
    assert (before.name.family, before.birth_date) == ("鈴木", date(1987, 3, 2))
    assert (after.name.family, after.birth_date) == ("佐藤", date(1987, 3, 2))


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"氏": "佐藤"}, "氏名変更"),
        ({"住所": "宮城県白石市沢端町9番"}, "転居"),
        ({"続柄": "同居人"}, "世帯変更"),
        ({"カナ": "スズキ　ハナ"}, "訂正"),
        ({"性別": "男"}, "訂正"),
        ({"支援措置": "DV"}, "支援措置開始"),
    ],
)
def test_without_a_reason_the_difference_says_what_happened(
    load: Load, cells: dict[str, str], kind: str
) -> None:
    load(family())
    rows = family()
    rows[1] |= cells
    report = load(rows, at=LATER)
    assert report.events == {kind: 1}


def test_absence_means_departure_only_in_a_full_file(load: Load) -> None:
    town = [row(f"{n:05}", 世帯番号=f"{n}") for n in range(100)]
    load(town)
    assert load(town[:1], mode="changes", at=LATER).departures == 0
    report = load(town[1:], at=LATER)
    assert (report.departures, report.events) == (1, {"転出": 1})
    assert residents.person("00000", viewer=SYSTEM, at=date(2026, 12, 2)).moved_out_on == date(2026, 12, 1)


def test_many_absent_are_refused_until_confirmed(load: Load) -> None:
    town = [row(f"{n:05}", 世帯番号=f"{n}") for n in range(100)]
    load(town)
    report = load(town[3:], at=LATER)
    assert not report.accepted
    assert "2%" in report.sentence
    assert Event.objects.count() == 0
    assert load(town[3:], at=LATER, confirm=True).departures == 3


def test_one_who_is_back_in_a_full_file_has_moved_in_again(load: Load) -> None:
    town = [row(f"{n:05}", 世帯番号=f"{n}") for n in range(100)]
    load(town)
    load(town[1:], at=LATER)
    report = load(town, at=LATER + timedelta(days=30))
    assert report.events == {"転入": 1}
    assert residents.person("00000", viewer=SYSTEM, at=date(2026, 12, 31)).resident


def test_a_file_without_the_column_leaves_protection_alone(load: Load) -> None:
    rows = family()
    rows[1]["支援措置"] = "DV"
    load(rows)
    load(family(), header=[term for term in HEADER if term != "支援措置"], at=LATER)
    assert residents.hidden("002", at=date(2026, 12, 2))
    assert kinds("002") == []


def test_the_reason_of_protection_is_nowhere_in_the_open(load: Load) -> None:
    load(family())
    rows = family()
    rows[1] |= {"支援措置": "配偶者からの暴力"}
    load(rows, at=LATER)
    [entry] = journal.entries(subject=Ref("person", "002"), limit=5)
    assert entry.type == "residents.changed"
    assert "支援" not in str(entry.public) + entry.sentence("ja")


def test_a_late_change_takes_its_place_in_time(load: Load) -> None:
    load(family())
    for day, place in (("2026-11-28", "後"), ("2026-11-26", "先")):
        rows = [
            {**each, "住所": f"宮城県白石市{place}町1番", "異動日": day, "異動事由": "転居"}
            for each in family()
        ]
        assert load(rows, mode="changes", at=LATER).accepted
    for day, place in ((25, "大手"), (26, "先"), (27, "先"), (28, "後"), (30, "後")):
        assert place in str(residents.person("001", viewer=SYSTEM, at=date(2026, 11, day)).address)


def test_a_planned_departure_comes_true_by_itself_and_can_be_taken_back(load: Load) -> None:
    load(family())
    rows = family()
    rows[1] |= {"異動日": "2026-12-20", "異動事由": "転出"}
    assert load([rows[1]], mode="changes", at=LATER).accepted
    before = {each.number: each.resident_until for each in residents.rule_columns(at=date(2026, 12, 5))}
    assert before == {"001": None, "002": date(2026, 12, 20), "003": None}
    assert residents.person("002", viewer=SYSTEM, at=date(2026, 12, 19)).resident
    assert not residents.person("002", viewer=SYSTEM, at=date(2026, 12, 20)).resident
    rows[1] |= {"異動日": "2026-12-10", "異動事由": "転出取消"}
    assert load([rows[1]], mode="changes", at=datetime(2026, 12, 10, 3, tzinfo=UTC)).events == {"回復": 1}
    home = residents.household("100", viewer=SYSTEM, at=date(2026, 12, 25))
    assert [member.number for member in home.members] == ["001", "002", "003"]
    assert home.members[1].moved_in_on is None


def test_restating_a_departure_is_nothing_new(load: Load) -> None:
    rows = family()
    load(rows)
    rows[2] |= {"異動日": "2026-11-25", "異動事由": "死亡"}
    load(rows, at=LATER)
    rows[0]["通称"] = "いっちゃん"
    report = load(rows, at=LATER + timedelta(days=1))
    assert report.events == {"氏名変更": 1}
    assert kinds("003") == ["死亡"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite plans by its indexes alone")
def test_postgresql_knows_at_once_how_much_it_holds(load: Load) -> None:
    load(family())
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'residents_membership'")
        assert cursor.fetchone()[0] == len(family())
