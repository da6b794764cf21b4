"""From a file to staged rows without a fault, or to a report of all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import Q

from machimado.core.residents.intake import columns, reading
from machimado.core.residents.intake.reading import Source, Unreadable
from machimado.core.residents.intake.reasons import DEPARTURES, REASONS
from machimado.core.residents.intake.row import Row, read
from machimado.core.residents.intake.staging import Staging
from machimado.core.residents.kinship import HEAD
from machimado.core.residents.models import Membership, Person, PersonVersion, Residence
from machimado.core.residents.outward import Fault
from machimado.core.residents.register import residing

KEPT = 1_000
BATCH = 2_000
LOOK_UP = 500


@dataclass(slots=True)
class Findings:
    """Faults and warnings: all are counted, the first thousand are kept.

    `undated`: rows without a dated 異動; `streetless`: rows of whose address the file lacks the 番地.
    """

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    count: int = 0
    undated: int = 0
    streetless: int = 0

    def add(self, *faults: Fault) -> None:
        self.count += len(faults)
        self.faults.extend(faults[: max(0, KEPT - len(self.faults))])

    def warn(self, fault: Fault) -> None:
        if len(self.warnings) < KEPT:
            self.warnings.append(fault)


def stage(source: Source, staging: Staging, *, as_of: date, full: bool) -> Findings:
    """Read every row into staging and check what rows show alone and together. Touches no register row."""
    findings = Findings()
    try:
        with source.open() as file:
            parsed = _parsed(reading.rows(file), findings, as_of)
            while batch := list(islice(parsed, BATCH)):
                staging.add(batch)
    except Unreadable as unreadable:
        findings.add(unreadable.fault)
    staging.index()
    findings.add(*staging.doubles(KEPT))
    if full and not findings.count and not staging.count():
        remedy = "全件のファイルか確かめてください。"
        findings.add(Fault(2, "", "", "見出しの下に、住民の行が一つもありません。", remedy))
    if not findings.count:
        _check_heads(staging, findings, full=full, at=as_of)
        _check_parents(staging, findings, at=as_of)
        if findings.streetless:
            _check_streets(staging, findings)
    return findings


def _parsed(
    rows: Iterator[tuple[int, list[str]]], findings: Findings, as_of: date
) -> Iterator[tuple[int, Row]]:
    _, header = next(rows, (1, []))
    while header and not header[-1].strip():
        header.pop()
    fields, faults = columns.recognise(header)
    if faults:
        findings.add(*faults)
        return
    width = len(fields)
    for line, cells in rows:
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]  # spreadsheets add commas
        if len(cells) != width:
            problem = f"値が{len(cells)}個あります。見出しは{width}列です。"
            findings.add(
                Fault(line, "", "", problem, '値の中のカンマは、値全体を引用符(")で囲んでください。')
            )
            continue
        row, wrong = read(line, dict(zip(fields, cells, strict=True)), as_of=as_of)
        if row is None:
            findings.add(*wrong)
        else:
            findings.undated += not (row.reason and row.moved)
            findings.streetless += row.street is None
            yield line, row


def _check_heads(staging: Staging, findings: Findings, *, full: bool, at: date) -> None:
    """Exactly one 世帯主 a household. One whose head has just died or left may wait for its new one (住基法25条: 14日)."""
    households = staging.heads()
    while group := list(islice(households, LOOK_UP)):
        asked = [each.household for each in group if not full or each.heads == 0]
        known = _known_members(asked, staging, at) if asked else {}
        for each in group:
            before = known.get(each.household, []).count(HEAD)  # heads whom the file does not mention
            heads = each.heads if full else each.heads + before
            if heads > 1:
                problem = f"この世帯に世帯主が{heads}人います。"
                findings.add(
                    Fault(each.line, "世帯番号", each.household, problem, "世帯主を一人にしてください。")
                )
            elif heads == 0 and full and not (each.heads_gone or before):
                problem = f"この世帯({each.members}人)に世帯主がいません。"
                remedy = "続柄が「世帯主」の人を一人入れてください。"
                findings.add(Fault(each.line, "世帯番号", each.household, problem, remedy))
            elif heads == 0:
                remedy = "次の異動で世帯主が決まるか確かめてください。"
                problem = "この世帯に世帯主がいないままです。"
                findings.warn(Fault(each.line, "世帯番号", each.household, problem, remedy))


def _check_parents(staging: Staging, findings: Findings, *, at: date) -> None:
    """Nobody is born before their parents; so nobody is their own ancestor either (民法793条 for 養親)."""
    findings.add(*(_born_before(*each) for each in staging.born_before_parents(KEPT)))
    elsewhere = staging.parents_elsewhere()
    while group := list(islice(elsewhere, LOOK_UP)):
        rows = PersonVersion.on(at).filter(person__in={parent for _, _, parent in group}, birth_written="")
        births = dict(rows.values_list("person_id", "birth_date"))
        for line, born, parent in group:
            if parent in births and births[parent].isoformat() >= born:
                findings.add(_born_before(line, parent))


def _check_streets(staging: Staging, findings: Findings) -> None:
    """A file without 番地 is enough for those who live where they lived before: of all others the address is not known."""
    rows = staging.without_street()
    while group := list(islice(rows, LOOK_UP)):
        homes = {
            home.person_id: home
            for home in Residence.objects.filter(
                person__in=[row.number for _, row in group], replaced_at=None, valid_until=None
            )
        }
        gone = {row.number for _, row in group if REASONS.get(row.reason or "") in DEPARTURES} - homes.keys()
        gone &= set(Person.objects.filter(number__in=gone).values_list("number", flat=True))
        for line, row in group:
            home = homes.get(row.number)
            if row.number not in gone and not (home and _same_town(row, home)):
                remedy = "「番地」の列を加えるか、「住所」の列に番地まで書いてください。"
                findings.add(
                    Fault(line, "番地", "", "番地の列がないので、この人の住所が分かりません。", remedy)
                )


def _same_town(row: Row, home: Residence) -> bool:
    parts = ("prefecture", "municipality", "town")
    return all(getattr(row, part) in (None, getattr(home, part)) for part in parts)


def _born_before(line: int, parent: str) -> Fault:
    problem = "父か母の生年月日が、子の生年月日と同じか、それより後です。"
    return Fault(
        line, "父母宛名番号", parent, problem, "父母の宛名番号と、二人の生年月日を確かめてください。"
    )


def _known_members(households: list[str], staging: Staging, at: date) -> dict[str, list[str]]:
    """続柄 of present members whom the file does not mention."""
    rows = list(
        Membership.objects.filter(household__in=households, replaced_at=None)
        .filter(Q(valid_until=None) | Q(valid_until__gt=at))
        .values_list("household", "person_id", "relationship")
    )
    numbers = [number for _, number, _ in rows]
    unmentioned: set[str] = set()
    for start in range(0, len(numbers), LOOK_UP):
        unmentioned |= staging.lacking(numbers[start : start + LOOK_UP])
    known: dict[str, list[str]] = {}
    for household, number, relationship in rows:
        if number in unmentioned:
            known.setdefault(household, []).append(relationship)
    return known


def find_absent(staging: Staging, *, at: date) -> tuple[int, int]:
    """Stage those residents whom a full file lacks. Returns (absent, residents)."""
    people = (
        PersonVersion.objects.filter(residing(at), replaced_at=None, valid_until=None)
        .values_list("person_id", flat=True)
        .iterator(chunk_size=BATCH)
    )
    residents = absent = 0
    while group := list(islice(people, LOOK_UP)):
        residents += len(group)
        lacking = staging.lacking(group)
        absent += len(lacking)
        households = dict(
            Membership.objects.filter(person__in=lacking, replaced_at=None, valid_until=None).values_list(
                "person_id", "household"
            )
        )
        staging.add_absent([(number, households.get(number, "")) for number in sorted(lacking)])
    return absent, residents
