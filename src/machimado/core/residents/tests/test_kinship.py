from datetime import date

from machimado.core.residents.kinship import Kin, links
from machimado.core.residents.outward import ParentalLink

HEAD = Kin("1", date(1980, 1, 1), "男", "世帯主")
WIFE = Kin("2", date(1982, 1, 1), "女", "妻")


def child(number: str, relationship: str, year: int = 2015, **recorded: str) -> Kin:
    return Kin(number, date(year, 5, 5), "女", relationship, **recorded)


def test_a_child_of_the_head_has_the_head_and_the_spouse() -> None:
    assert links([HEAD, WIFE, child("3", "子")]) == [
        ParentalLink("1", "3", True),
        ParentalLink("2", "3", True),
    ]


def test_recorded_parents_outrank_relationship() -> None:
    found = links([HEAD, WIFE, child("3", "子", father="1", mother="9")])
    assert found == [ParentalLink("1", "3", True), ParentalLink("9", "3", True)]


def test_a_child_of_the_wife_has_the_wife_only() -> None:
    assert links([HEAD, WIFE, child("3", "妻の子")]) == [ParentalLink("2", "3", True)]


def test_a_grandchild_leaves_it_open() -> None:
    household = [HEAD, child("3", "子", 1999), child("4", "子の妻", 1999), child("5", "子の子", 2024)]
    found = [link for link in links(household) if link.child == "5"]
    assert {link.parent for link in found} == {"3", "4"}
    assert not any(link.certain for link in found)


def test_a_lodger_has_no_parents_here() -> None:
    assert links([HEAD, WIFE, child("3", "同居人"), child("4", "縁故者")]) == []


def test_parents_of_the_head_and_of_the_wife() -> None:
    household = [HEAD, WIFE, child("3", "母", 1955), child("4", "妻の父", 1955)]
    assert links(household) == [ParentalLink("3", "1", True), ParentalLink("4", "2", True)]


def test_nobody_is_the_parent_of_somebody_of_their_own_age() -> None:
    assert links([HEAD, child("3", "子", 1981)]) == []


def test_an_unregistered_spouse_is_not_certain() -> None:
    partner = Kin("2", date(1982, 1, 1), "女", "妻（未届）")
    assert ParentalLink("2", "3", False) in links([HEAD, partner, child("3", "子")])
