"""Packs: folders of definitions that belong to the nation or to one city."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from machimado.core.definitions import easy
from machimado.core.definitions.definitions import Body
from machimado.core.definitions.kinds import KINDS, Kind, kind
from machimado.core.definitions.models import EditionRecord
from machimado.core.definitions.models.edition import RANK
from machimado.core.definitions.shelf import SHELF, digest, dump
from machimado.core.definitions.source import DefinitionError, inherit, read
from machimado.core.journal import api as journal
from machimado.kernel.ref import Actor, Ref

NATION = "japan"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: editions added (kind, key), and how many definitions stood unchanged."""

    pack: str
    added: tuple[tuple[str, str], ...]
    unchanged: int


def load(path: Path, *, by: Actor, at: datetime) -> LoadReport:
    """Add an edition for each definition whose bytes changed; all or nothing. Raises DefinitionError with every fault."""
    rank = RANK["nation"] if path.name == NATION else RANK["city"]
    prepared = list(_prepare(path))
    added: list[tuple[str, str]] = []
    with transaction.atomic():
        known = _known(path.name)
        for kind_, key, body in prepared:
            text = dump(body)
            if known.get((kind_.name, key, _effective(body))) != digest(text):
                add(kind_.name, key, body, origin=path.name, rank=rank, by=by, at=at)
                added.append((kind_.name, key))
    SHELF.forget()
    return LoadReport(path.name, tuple(added), len(prepared) - len(added))


def add(
    kind_name: str, key: str, body: Body, *, origin: str, rank: int, by: Actor, at: datetime
) -> EditionRecord:
    """Append one edition and journal it. The body must already have been parsed by its kind."""
    text = dump(body)
    number = EditionRecord.objects.filter(kind=kind_name, key=key).aggregate(n=Max("number"))["n"] or 0
    record = EditionRecord.objects.create(
        kind=kind_name,
        key=key,
        effective=_effective(body),
        number=number + 1,
        origin=origin,
        rank=rank,
        body=text,
        digest=digest(text),
        loaded_at=at,
    )
    journal.record(
        "definitions.edition_added",
        by=by,
        subject=Ref("edition", str(record.id)),
        at=at,
        public={"kind": kind_name, "key": key, "number": number + 1, "origin": origin},
        digests=[journal.Digest("edition", str(record.id), record.digest)],
        rows=[record],
    )
    return record


def _effective(body: Body) -> date:
    """From when on; in quotes, YAML's date is a text."""
    day = body.get("施行", date(2000, 1, 1))
    return day if isinstance(day, date) else date.fromisoformat(day)


def _known(origin: str) -> dict[tuple[str, str, date], str]:
    """What the loads of this pack left standing: of each day of 施行 the newest edition's digest. A pack that takes a
    change back has changed again.
    """
    rows = EditionRecord.objects.filter(origin=origin).order_by("number")
    return {
        (kind, key, day): found
        for kind, key, day, found in rows.values_list("kind", "key", "effective", "digest")
    }


def _prepare(path: Path) -> Iterator[tuple[Kind, str, Body]]:
    if not path.is_dir():
        raise DefinitionError(f"パック「{path}」が見つかりません。")
    faults: list[str] = []
    for kind_ in KINDS.values():
        for file in sorted((path / kind_.folder).glob("**/*.yaml")):
            try:
                days: set[date] = set()
                for body in bodies(file, kind_):
                    kind_.parse(file.stem, body)
                    if _effective(body) in days:
                        raise DefinitionError(
                            f"施行日({_effective(body)})が同じ版が2つあります。どちらかを消してください。"
                        )
                    days.add(_effective(body))
                    faults += [f"{file.relative_to(path)}: {fault}" for fault in easy.faults(body)]
                    yield kind_, file.stem, body
            except DefinitionError as error:
                faults.append(f"{file.relative_to(path)}: {error}")
    if faults:
        raise DefinitionError("\n".join(faults))


def bodies(file: Path, kind_: Kind) -> list[Body]:
    """The dated bodies of one file, with what they inherit filled in."""
    return [_inherited(body, file, kind_) for body in read(file.read_text(encoding="utf-8"))]


def _inherited(body: Body, file: Path, kind_: Kind) -> Body:
    if "継承" not in body:
        return body
    origin, _, key = str(body["継承"]).rpartition("/")
    wanted = EditionRecord.objects.filter(kind=kind_.name, key=key, origin=origin or NATION)
    base = wanted.filter(effective__lte=body.get("施行", date.max)).order_by("-effective", "-number").first()
    if base is None:
        raise DefinitionError(
            f"継承する「{body['継承']}」が読み込まれていません。先にそのパックを読み込んでください。"
        )
    return inherit(read(base.body)[0], body)


def check_text(kind_name: str, key: str, text: str) -> list[Body]:
    """Validate YAML without storing it; the bodies. Raises DefinitionError."""
    kind_ = kind(kind_name)
    found = read(text)
    for body in found:
        kind_.parse(key, body)
    return found
