"""The register as a file: the CSV that `machimado residents import` reads, and the town that remembers it."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from operator import itemgetter

from machimado.demo.town.generate import Town
from machimado.demo.town.people import Household, Person
from machimado.demo.town.recipe import Recipe

HEADERS = [
    "宛名番号",
    "氏",
    "名",
    "氏カナ",
    "名カナ",
    "英字",
    "通称",
    "生年月日",
    "性別",
    "郵便番号",
    "都道府県",
    "市区町村",
    "町字",
    "番地",
    "方書",
    "世帯番号",
    "続柄",
    "父宛名番号",
    "母宛名番号",
    "国籍",
    "異動日",
    "異動事由",
    "支援措置",
]

Row = dict[str, str]


def rows(town: Town, recipe: Recipe) -> Iterable[Row]:
    """One row a resident, households together, the head first."""
    for household in town.households:
        for person in household.members:
            yield _row(recipe, household, person)


def _row(recipe: Recipe, household: Household, person: Person) -> Row:
    return {
        "宛名番号": person.number,
        "氏": person.family,
        "名": person.given,
        "氏カナ": person.family_kana,
        "名カナ": person.given_kana,
        "英字": person.latin,
        "通称": person.alias,
        "生年月日": person.born.isoformat(),
        "性別": person.sex,
        **address(recipe, household),
        "世帯番号": household.number,
        "続柄": person.relationship,
        "父宛名番号": person.father.number if person.father else "",
        "母宛名番号": person.mother.number if person.mother else "",
        "国籍": person.nationality,
        "異動日": person.event_on.isoformat(),
        "異動事由": person.event,
        "支援措置": "1" if household.protected else "",
    }


def address(recipe: Recipe, household: Household) -> Row:
    """GIF 住所 of a household, in its columns."""
    return {
        "郵便番号": household.postal_code,
        "都道府県": recipe.prefecture,
        "市区町村": recipe.municipality,
        "町字": household.town,
        "番地": household.street,
        "方書": household.building,
    }


def to_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """CSV with CRLF line ends as RFC 4180 has it; written as UTF-8."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    cells = itemgetter(*HEADERS)
    writer.writerows(cells(row) for row in rows)
    return text.getvalue()


def from_csv(text: str) -> list[Row]:
    reader = csv.reader(StringIO(text, newline=""))
    header = next(reader)
    return [dict(zip(header, cells, strict=True)) for cells in reader]
