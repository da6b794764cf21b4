"""The register as a source of facts: what 住民基本台帳 says of a person and of those around them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from machimado.core.residents import api as residents
from machimado.core.residents.api import HouseholdView, ParentalLink, PersonView, Viewer
from machimado.engines.vocabulary.values import FactValue
from machimado.kernel.age import fiscal_year_end
from machimado.kernel.names import Name
from machimado.kernel.wareki import VagueDate

HEAD = "世帯主"
SPOUSES = frozenset({"妻", "夫", "妻(未届)", "夫(未届)", "妻（未届）", "夫（未届）", "未届の妻", "未届の夫"})


@dataclass(frozen=True)
class _Entry:
    """One person's entry, read as far as the asked terms need it."""

    number: str
    viewer: Viewer
    at: date

    @cached_property
    def person(self) -> PersonView:
        return residents.person(self.number, viewer=self.viewer, at=self.at)

    @cached_property
    def household(self) -> HouseholdView:
        return residents.household(self.person.household_number, viewer=self.viewer, at=self.at)

    @cached_property
    def children(self) -> list[ParentalLink]:
        return residents.children_of(self.number, viewer=self.viewer, at=self.at)

    def relative(self, number: str) -> PersonView | None:
        try:
            return residents.person(number, viewer=self.viewer, at=self.at)
        except residents.NotFound:
            return None


def _spouse(entry: _Entry) -> Mapping[str, Any] | None:
    """The spouse where 続柄 shows one: the head and the head's 妻 or 夫. Other couples are left unknown."""
    mine = entry.person.relationship
    wanted = SPOUSES if mine == HEAD else {HEAD} if mine in SPOUSES else frozenset()
    found = [member for member in entry.household.members if member.relationship in wanted]
    return _described(found[0], entry) if len(found) == 1 else None


def _described(person: PersonView, entry: _Entry, certain: bool = True) -> Mapping[str, Any]:
    return {
        "宛名番号": person.number,
        "氏名": person.name,
        "フリガナ": person.name.kana,
        "生年月日": _exact(person.birth_date),
        "性別": person.sex,
        "続柄": person.relationship,
        "住所": person.address,
        "同居": person.household_number == entry.person.household_number,
        "親子関係が確か": certain,
    }


def _children(entry: _Entry, above: int, up_to: int) -> list[Mapping[str, Any]]:
    """Children whose school year ends after their `above`th and by their `up_to`th year (18歳の年度末, 22歳の年度末)."""
    found = []
    for link in entry.children:
        child = entry.relative(link.child)
        if child is None or not fiscal_year_end(child.birth_date, up_to) >= entry.at:
            continue
        if above and fiscal_year_end(child.birth_date, above) >= entry.at:
            continue
        found.append((child.birth_date, child.number, _described(child, entry, link.certain)))
    return [described for *_, described in sorted(found, key=lambda row: row[:2])]


def _exact(day: date) -> date | None:
    """A day of birth that the register does not wholly know is not known."""
    return None if isinstance(day, VagueDate) else day


def _head(entry: _Entry) -> Name | None:
    head = entry.household.head
    return None if head is None else head.name


FACTS: Mapping[str, Callable[[_Entry], Any]] = {
    "宛名番号": lambda entry: entry.number,
    "氏名": lambda entry: entry.person.name,
    "氏": lambda entry: entry.person.name.family,
    "名": lambda entry: entry.person.name.given,
    "フリガナ": lambda entry: entry.person.name.kana or None,
    "生年月日": lambda entry: _exact(entry.person.birth_date),
    "性別": lambda entry: entry.person.sex or None,
    "国籍": lambda entry: entry.person.nationality or None,
    "住所": lambda entry: entry.person.address,
    "郵便番号": lambda entry: getattr(entry.person.address, "postal_code", None) or None,
    "世帯番号": lambda entry: entry.person.household_number,
    "続柄": lambda entry: entry.person.relationship,
    "世帯主": _head,
    "世帯員": lambda entry: [_described(member, entry) for member in entry.household.members],
    "配偶者": _spouse,
    "児童": lambda entry: _children(entry, 0, 18),
    "大学生年代の子": lambda entry: _children(entry, 18, 22),
}


def from_register(terms: frozenset[str], *, person: str, viewer: Viewer, at: date) -> Mapping[str, FactValue]:
    """The register as a source (vocabulary's port)."""
    entry = _Entry(person, viewer, at)
    found: dict[str, FactValue] = {}
    for term in terms & FACTS.keys():
        value = FACTS[term](entry)
        if value is not None:
            found[term] = FactValue(value, "register", at)
    return found
