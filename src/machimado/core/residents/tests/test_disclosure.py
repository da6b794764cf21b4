"""支援措置: the mother and her children have fled; the father, who is the current recipient, learns nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.core.residents.tests.conftest import Cells, Load, family, row
from machimado.kernel.access import Role
from machimado.kernel.address import Address, Withheld
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
FATHER, MOTHER, CHILD, BABY = "001", "002", "003", "004"
TODAY = date(2026, 12, 2)
BEFORE = date(2026, 11, 24)
REFUGE = "宮城県白石市字避難先9番9号"
SYSTEM = residents.Viewer.of_system("test")


def resident(number: str) -> residents.Viewer:
    return residents.Viewer("self", person=number, actor=Ref("resident", f"account-{number}"))


def official(*roles: Role) -> residents.Viewer:
    return residents.Viewer("official", actor=Ref("official", "1"), roles=frozenset(roles))


def fled() -> list[Cells]:
    away = {"世帯番号": "200", "住所": REFUGE, "支援措置": "DV", "異動日": "2026-11-28", "異動事由": "転居"}
    mother, child = (each | away for each in family()[1:])
    mother["続柄"] = "世帯主"
    baby = row(
        BABY, "鈴木 空", 生年月日="2026-11-30", 続柄="子", 父母宛名番号=f"{FATHER} {MOTHER}", 世帯番号="200", 住所=REFUGE,
        異動日="2026-11-30", 異動事由="出生",
    )  # fmt: skip
    return [family()[0], mother, child, baby]


@pytest.fixture
def _fled(load: Load) -> None:
    assert load(family()).accepted
    report = load(fled(), mode="changes", at=datetime(2026, 12, 1, 3, tzinfo=UTC))
    assert report.accepted, report.faults


@pytest.mark.usefixtures("_fled")
class TestTheFather:
    me = resident(FATHER)

    @pytest.mark.parametrize("number", [MOTHER, CHILD, BABY])
    @pytest.mark.parametrize("on", [TODAY, date(2026, 11, 29)])
    def test_does_not_find_them(self, number: str, on: date) -> None:
        with pytest.raises(residents.NotFound):
            residents.person(number, viewer=self.me, at=on)

    def test_sees_a_household_of_one_and_none_of_theirs(self) -> None:
        home = residents.household("100", viewer=self.me, at=TODAY)
        assert [member.number for member in home.members] == [FATHER]
        with pytest.raises(residents.NotFound):
            residents.household("200", viewer=self.me, at=TODAY)

    def test_has_no_children_to_see_though_the_register_knows_them(self) -> None:
        assert {link.child for link in residents.children_of(FATHER, viewer=SYSTEM, at=TODAY)} == {
            CHILD,
            BABY,
        }
        assert residents.children_of(FATHER, viewer=self.me, at=TODAY) == []
        assert residents.children_at_home(viewer=self.me, at=TODAY) == []
        assert residents.parents_of(CHILD, viewer=self.me, at=TODAY) == []

    def test_may_neither_act_nor_be_told(self) -> None:
        assert not residents.may_act_for(FATHER, CHILD, at=TODAY)
        assert not residents.may_be_told(FATHER, CHILD, at=TODAY)
        assert not residents.may_be_told(FATHER, BABY, at=TODAY)

    def test_an_old_day_does_not_open_the_present(self) -> None:
        shown = residents.household("100", viewer=self.me, at=BEFORE)
        for member in shown.members[1:]:
            assert member.address == Withheld()


@pytest.mark.usefixtures("_fled")
class TestTheMother:
    def test_sees_her_own_and_her_children(self) -> None:
        home = residents.household("200", viewer=resident(MOTHER), at=TODAY)
        assert [str(member.address) for member in home.members] == [REFUGE] * 3
        children = residents.children_at_home(viewer=resident(MOTHER), at=TODAY)
        assert {child.number: str(child.address) for child in children} == {CHILD: REFUGE, BABY: REFUGE}

    def test_acts_for_her_children_and_is_told(self) -> None:
        for child in (CHILD, BABY):
            assert residents.may_act_for(MOTHER, child, at=TODAY)
            assert residents.may_be_told(MOTHER, child, at=TODAY)

    def test_is_not_told_that_she_is_protected(self) -> None:
        assert residents.person(MOTHER, viewer=resident(MOTHER), at=TODAY).protected is None


@pytest.mark.usefixtures("_fled")
class TestOthers:
    def test_officials_see_the_mark_and_no_address(self) -> None:
        for role in (Role.RECEPTION, Role.REVIEW, Role.DECISION, Role.ADMINISTRATION, Role.AUDIT):
            view = residents.person(MOTHER, viewer=official(role), at=TODAY)
            assert (view.address, view.protected) == (Withheld(), True)
            assert [
                found.address for found in residents.search("鈴木花子", viewer=official(role), at=TODAY)
            ] == [Withheld()]

    def test_the_baby_of_a_protected_household_is_hidden_from_strangers(self) -> None:
        assert str(residents.person(FATHER, viewer=official(Role.RECEPTION), at=TODAY).address)
        with pytest.raises(residents.NotFound):
            residents.person(BABY, viewer=residents.Viewer("public"), at=TODAY)

    def test_whoever_lives_with_a_protected_person_is_hidden_too(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for numbers, on in (
            ((MOTHER,), TODAY),
            ((BABY,), TODAY),
            ((FATHER, BABY), TODAY),
            ((MOTHER,), BEFORE),
        ):
            with django_assert_num_queries(1):
                assert residents.hidden(*numbers, at=on), numbers
        assert not residents.hidden(FATHER, at=TODAY)
        assert not residents.hidden("999", at=TODAY)
        assert not residents.hidden(at=TODAY)

    def test_no_entry_holds_an_address(self) -> None:
        for entry in journal.entries(limit=100):
            opened = journal.entry(entry.id)
            told = f"{opened.public} {opened.personal} {opened.subject} {opened.sentence('ja')}"
            assert "避難先" not in told
            assert "支援" not in f"{opened.public} {opened.sentence('ja')}"

    def test_the_system_sees_all(self) -> None:
        assert str(residents.person(MOTHER, viewer=SYSTEM, at=TODAY).address) == REFUGE


def test_protection_on_paper_in_one_household_cuts_too(load: Load) -> None:
    """She has fled, the register has not moved: he sees her name in his household, not her address, and may not act."""
    rows = family()
    rows[1]["支援措置"] = rows[2]["支援措置"] = "1"
    load(rows)
    home = residents.household("100", viewer=resident(FATHER), at=TODAY)
    assert {member.number: member.address for member in home.members if member.number != FATHER} == {
        MOTHER: Withheld(),
        CHILD: Withheld(),
    }
    assert not residents.may_act_for(FATHER, CHILD, at=TODAY)
    assert residents.may_act_for(MOTHER, CHILD, at=TODAY)
    assert residents.children_at_home(viewer=resident(FATHER), at=TODAY) == []


def test_a_child_who_lives_elsewhere_is_not_a_child_at_home(load: Load) -> None:
    rows = family()
    for moved in rows[1:]:
        moved |= {"世帯番号": "200", "住所": REFUGE}
    rows[1]["続柄"] = "世帯主"
    load(rows)
    assert [link.child for link in residents.children_of("001", viewer=resident("001"), at=TODAY)] == [CHILD]
    assert residents.children_at_home(viewer=resident("001"), at=TODAY) == []
    [child] = residents.children_at_home(viewer=resident("002"), at=TODAY)
    assert child.number == CHILD


def test_children_at_home_cost_the_same_however_many(
    load: Load, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = family()
    rows += [
        row(f"01{n}", f"鈴木 {n}", 生年月日=f"202{n}-01-01", 続柄="子", 父母宛名番号="001 002")
        for n in range(4)
    ]
    load(rows)
    with django_assert_num_queries(5):
        assert len(residents.children_at_home(viewer=resident("001"), at=TODAY)) == 5


def test_partners_protected_from_each_other_go_to_the_counter(load: Load) -> None:
    rows = family()
    rows[0]["支援措置"] = rows[1]["支援措置"] = "1"
    load(rows)
    assert not residents.may_act_for(FATHER, CHILD, at=TODAY)
    assert not residents.may_act_for(MOTHER, CHILD, at=TODAY)
    assert residents.household("100", viewer=resident(FATHER), at=TODAY).members[1].address == Withheld()


def test_a_family_in_peace(load: Load) -> None:
    load(family())
    for parent in (FATHER, MOTHER):
        assert residents.may_act_for(parent, CHILD, at=TODAY)
        assert {link.child for link in residents.children_of(parent, viewer=resident(parent), at=TODAY)} == {
            CHILD
        }
        home = residents.household("100", viewer=resident(parent), at=TODAY)
        assert all(isinstance(member.address, Address) for member in home.members)
    assert not residents.may_act_for(CHILD, FATHER, at=TODAY)
    assert not residents.may_act_for(FATHER, CHILD, at=date(2038, 5, 5))
    with pytest.raises(residents.NotFound):
        residents.person(FATHER, viewer=resident("999"), at=TODAY)


def test_search_by_any_form(load: Load) -> None:
    load([row("001", "髙橋 𠮷子", カナ="ﾀｶﾊｼ ﾖｼｺ"), row("002", "鈴木 花", 世帯番号="2", 英字="SUZUKI HANA")])
    clerk = official(Role.RECEPTION)
    for query in ("高橋", "髙橋", "たかはし", "タカハシ　よしこ", "吉子", "001", "髙橋 S60.4.2"):
        assert [found.number for found in residents.search(query, viewer=clerk, at=TODAY)] == ["001"], query
    assert [found.number for found in residents.search("suzuki", viewer=clerk, at=TODAY)] == ["002"]
    assert residents.search("髙橋", viewer=resident("002"), at=TODAY) == []
    assert residents.search("・", viewer=clerk, at=TODAY) == []
