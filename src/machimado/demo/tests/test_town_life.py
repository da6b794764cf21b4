from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.demo import births, logins, past_claims, preparing, story, town_life
from machimado.demo.models import Stamp
from machimado.demo.tests.conftest import AS_OF, ROOT, TODAY
from machimado.demo.town.recipe import Recipe
from machimado.demo.town.register import to_csv
from machimado.demo.townhall import State
from machimado.engines.procedures import api as procedures
from machimado.kernel import clock
from machimado.kernel.clock import jst

EYES = Viewer.of_system("test")


def present(at: date) -> int:
    return sum(1 for _ in residents.rule_columns(at=at))


def test_the_whole_town_is_in_the_register(town: State) -> None:
    assert present(AS_OF) == 1200
    mother = residents.person(town.keys["物語.母"], viewer=EYES, at=AS_OF)
    assert mother.name.given == "美咲"
    assert residents.hidden(town.keys["支援措置.子"], at=AS_OF)


def test_hard_names_arrive_as_they_were_written(town: State) -> None:
    name = residents.person(town.keys["支援措置.母"], viewer=EYES, at=AS_OF).name
    assert name.family == "渡邉\U000e0102"
    alias = residents.person(town.keys["通称.妻"], viewer=EYES, at=AS_OF).name
    assert (alias.latin, alias.alias) == ("MARIA CRISTINA SANTOS", "今野 マリア")


def test_thirty_days_pass_through_the_importer(town: State) -> None:
    tally = town_life.tick(30)
    state = town_life.townhall().state()
    assert state.day == AS_OF + timedelta(days=30)
    assert sum(tally.values()) > 0
    with town_life.townhall().opened() as (ledger, _):
        assert present(state.day) == len(ledger.rows)
        for row in ledger.rows:
            seen = residents.person(row["宛名番号"], viewer=EYES, at=state.day)
            assert (seen.household_number, seen.relationship) == (row["世帯番号"], row["続柄"])
            if not row["支援措置"]:
                assert str(seen.address).startswith(f"宮城県白石市{row['町字']}{row['番地']}")


@pytest.mark.django_db
def test_the_clock_follows_the_town(plan: Recipe) -> None:
    real = jst(datetime.now(UTC)).date()
    clock.use(town_life.town_clock())
    town_life.build(as_of=real - timedelta(days=2))
    town_life.tick(2)
    assert town_life.town_clock().offset.days <= 0
    town_life.tick(3)
    assert clock.today() >= real + timedelta(days=3)


def test_the_same_day_again_changes_nothing(town: State) -> None:
    town_life.tick(3)
    for path in sorted((town_life.townhall().folder / "changes").glob("*.csv")):
        again = residents.import_register(path, mode="changes", by=town_life.BY, at=town_life.morning(TODAY))
        assert again.accepted
        assert not any(again.events.values())


def test_the_ledger_is_the_register(town: State) -> None:
    """The town's whole ledger as a full file, after some days: Machimado already knows it all."""
    town_life.tick(10)
    with town_life.townhall().opened() as (ledger, state):
        path = town_life.townhall().folder / "full.csv"
        path.write_text(to_csv(ledger.rows), encoding="utf-8", newline="")
        report = residents.import_register(
            path, mode="full", by=town_life.BY, at=town_life.morning(state.day)
        )
    assert report.accepted
    assert report.departures == 0
    assert not any(report.events.values())


def test_a_birth_reaches_the_register_and_begins_the_story(town: State, plan: Recipe) -> None:
    at = town_life.morning(TODAY)
    born = births.deliver("物語", at=at)
    child = residents.person(born.child, viewer=EYES, at=TODAY)
    assert child.birth_date == TODAY
    parents = {link.parent for link in residents.parents_of(born.child, viewer=EYES, at=TODAY)}
    assert parents == {town.keys["物語.母"], town.keys["物語.父"]}
    last = births.last()
    assert last is not None
    steps = story.steps(since=last.at, mother=births.mother_of(last))
    assert [step.state for step in steps[:2]] == ["done", "current"]


def test_the_story_is_played_by_the_mother_of_the_last_birth(town: State) -> None:
    assert births.mother_of(births.last()).slug == "misaki"
    births.deliver("新婚", at=town_life.morning(TODAY))
    last = births.last()
    assert last is not None
    played = [
        step.part.slug for step in story.steps(since=last.at, mother=births.mother_of(last)) if step.part
    ]
    assert "moe" in played
    assert "misaki" not in played


def test_a_child_can_be_born_to_every_family(town: State) -> None:
    children = {births.deliver(family.key, at=town_life.morning(TODAY)).child for family in births.FAMILIES}
    assert len(children) == len(births.FAMILIES)


def test_a_second_birth_within_ten_months_is_refused(town: State) -> None:
    births.deliver("物語", at=town_life.morning(TODAY))
    with pytest.raises(ValueError, match="ten months"):
        births.deliver("物語", at=town_life.morning(TODAY))
    with pytest.raises(KeyError):
        births.deliver("だれでもない", at=town_life.morning(TODAY))


@pytest.mark.django_db
def test_building_stamps_the_database(plan: Recipe) -> None:
    said: list[str] = []
    preparing.build_town(seed="", as_of=AS_OF, tell=said.append)
    stamp = Stamp.objects.get()
    assert (stamp.as_of, Stamp._meta.db_table) == (AS_OF, "machimado_demo_stamp")
    assert town_life.townhall().state().day >= TODAY
    assert said[-1].startswith("できました")


@pytest.mark.django_db
def test_without_a_town_no_day_can_pass(plan: Recipe) -> None:
    with pytest.raises(town_life.NoTown):
        town_life.tick(1)


@pytest.mark.django_db
def test_a_build_that_was_broken_off_goes_on(plan: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    real, taken = town_life.take_in, []

    def break_off(path: Path, mode: str, *, at: datetime) -> None:
        real(path, mode, at=at)
        taken.append(path.name)
        if len(taken) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(town_life, "take_in", break_off)
    with pytest.raises(KeyboardInterrupt):
        preparing.build_town(seed="", as_of=date(2026, 8, 1), tell=str)
    preparing.build_town(seed="", as_of=None, tell=str)
    assert Stamp.objects.get().as_of == date(2026, 8, 1)
    assert taken.count("register.csv") == 1
    with town_life.townhall().opened() as (ledger, state):
        assert present(state.day) == len(ledger.rows)


@pytest.mark.django_db
def test_a_finished_town_is_not_built_over(plan: Recipe) -> None:
    preparing.build_town(seed="", as_of=TODAY, tell=str)
    with pytest.raises(preparing.Spoilt):
        preparing.build_town(seed="other", as_of=None, tell=str)


def test_parents_of_newborns_have_come_to_the_counter(town: State, monkeypatch: pytest.MonkeyPatch) -> None:
    logins.ensure()
    definitions.load_pack(ROOT / "packs/japan", by=town_life.BY, at=town_life.morning(AS_OF))
    on = TODAY - timedelta(days=6)
    child, father = town.keys["物語.姉"], town.keys["物語.父"]
    claim = ("児童手当認定請求", father, child, on)
    monkeypatch.setattr(past_claims, "_claim", lambda row, *_: claim if row["宛名番号"] == child else None)
    assert past_claims.record(at=town_life.morning(TODAY)) == 1
    where = {"procedure": "児童手当認定請求", "channel": procedures.PAPER}
    assert journal.tally("procedures.submitted", where=where) == 1
    assert past_claims.record(at=town_life.morning(TODAY)) == 1
    assert journal.tally("procedures.submitted", where=where) == 1


def test_claims_are_of_the_right_kind_and_person() -> None:
    child = {
        "宛名番号": "3",
        "生年月日": "2026-09-27",
        "異動事由": "出生",
        "支援措置": "",
        "父宛名番号": "1",
        "母宛名番号": "2",
    }
    sister = child | {"宛名番号": "4", "生年月日": "2023-01-01"}
    assert past_claims._claim(child, [child], TODAY) == ("児童手当認定請求", "1", "3", date(2026, 10, 1))
    assert past_claims._claim(child, [child, sister], TODAY) == (
        "児童手当額改定認定請求",
        "1",
        "3",
        date(2026, 10, 1),
    )
    assert past_claims._claim(child | {"支援措置": "1"}, [child], TODAY) is None
    assert past_claims._claim(child | {"生年月日": "2026-08-01"}, [child], TODAY) is None
