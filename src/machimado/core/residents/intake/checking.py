"""From a file to staged rows without a fault, or to a report of all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import Q

from machimado.core.residents.intake import columns, reading
from machimado.core.residents.intake.reading import Source, Unreadable
from machimado.core.residents.intake.row import Row, read
from machimado.core.residents.intake.staging import Staging
from machimado.core.residents.kinship import HEAD
from machimado.core.residents.models import Membership, PersonVersion
from machimado.core.residents.outward import Fault
from machimado.core.residents.register import residing

KEPT = 1_000
BATCH = 2_000
LOOK_UP = 500


@dataclass(slots=True)
class Findings:
    """Faults and warnings: all are counted, the first thousand are kept."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    count: int = 0

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
    if not findings.count:
        _check_heads(staging, findings, full=full, at=as_of)
    return findings


def _parsed(
    rows: Iterator[tuple[int, list[str]]], findings: Findings, as_of: date
) -> Iterator[tuple[int, Row]]:
    _, header = next(rows, (1, []))
    fields, faults = columns.recognise(header)
    if faults:
        findings.add(*faults)
        return
    for line, cells in rows:
        if len(cells) != len(fields):
            problem = f"値が{len(cells)}個あります。見出しは{len(fields)}列です。"
            findings.add(
                Fault(line, "", "", problem, '値の中のカンマは、値全体を引用符(")で囲んでください。')
            )
            continue
        row, wrong = read(line, dict(zip(fields, cells, strict=True)), as_of=as_of)
        if row is None:
            findings.add(*wrong)
        else:
            yield line, row


def _check_heads(staging: Staging, findings: Findings, *, full: bool, at: date) -> None:
    """Exactly one 世帯主 a household. Between two files of changes a household may wait for its new one."""
    households = staging.heads()
    while group := list(islice(households, LOOK_UP)):
        known = {} if full else _known_members([household for household, *_ in group], staging, at)
        for household, heads, members, line in group:
            others = known.get(household, [])
            total = heads + others.count(HEAD)
            if total == 1:
                continue
            if total > 1:
                problem = f"世帯番号 {household} に世帯主が{total}人います。"
                findings.add(Fault(line, "続柄", household, problem, "世帯主を一人にしてください。"))
            elif full:
                problem = f"世帯番号 {household} ({members}人)に世帯主がいません。"
                remedy = "続柄が「世帯主」の人を一人入れてください。"
                findings.add(Fault(line, "続柄", household, problem, remedy))
            else:
                problem = f"世帯番号 {household} に世帯主がいないままです。"
                findings.warn(
                    Fault(line, "続柄", household, problem, "次の異動で世帯主が決まるか確かめてください。")
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
