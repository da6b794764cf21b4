"""One import from file to register: stage, check, count the absent, apply, close."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from django.db import IntegrityError, transaction

from machimado.core.residents import events
from machimado.core.residents.intake import applying, bulk, checking, clearing, reading
from machimado.core.residents.intake.checking import Findings
from machimado.core.residents.intake.reading import Source, Unreadable
from machimado.core.residents.intake.reporting import write_report
from machimado.core.residents.intake.staging import Staging, folder
from machimado.core.residents.models import Load, Membership, Person, PersonVersion, Residence
from machimado.core.residents.outward import Fault, ImportReport
from machimado.kernel.clock import jst
from machimado.kernel.ref import Actor

Mode = Literal["full", "changes"]
Progress = Callable[[int, int], None]
LARGEST_ABSENCE = 2
"""Percent."""
BUSY = "ほかの取り込みが動いています。終わってからもう一度試してください。"


class Refused(Exception):
    """The import does nothing, and says why."""

    def __init__(self, sentence: str, findings: Findings | None = None, rows: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.findings = findings or Findings()
        self.rows = rows


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. `broken` is the load of the same file that did not come to its end."""

    source: Source
    mode: Mode
    initial: bool
    broken: Load | None
    confirmed: bool
    by: Actor
    at: datetime

    @property
    def full(self) -> bool:
        return self.mode == "full"

    @property
    def as_of(self) -> date:
        return self.broken.as_of if self.broken else jst(self.at).date()


def import_register(
    path: Path,
    *,
    mode: Mode,
    by: Actor,
    at: datetime,
    confirm_departures: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    try:
        with _alone():
            order = _order(path, mode, confirm_departures, by, at)
            if order.broken is None and (same := _already(order)):
                return _nothing_new(same)
            report = _carry_out(order, progress)
            _report_path(path).unlink(missing_ok=True)
            return report
    except Refused as refused:
        return _refusal(refused, path)


def abandon(*, at: datetime) -> Load | None:
    """Give up the load whose file is lost or wrong. A first one leaves nobody behind; it may itself be broken off, and
    called again. What a later one wrote stays: each household is whole, the next full file says the rest.
    """
    with _alone():
        broken = Load.objects.filter(state=Load.State.APPLYING).first()
        if broken is not None:
            Load.objects.filter(pk=broken.pk).update(state=Load.State.DROPPED, finished_at=at)
        if clearing.clear(applying.Breath()) and broken is None:
            broken = Load.objects.order_by("-started_at").first()
        return broken


def _order(path: Path, mode: Mode, confirmed: bool, by: Actor, at: datetime) -> Order:
    try:
        source = reading.inspect(path)
    except Unreadable as unreadable:
        raise Refused(unreadable.fault.problem, Findings([unreadable.fault], count=1)) from None
    except OSError as error:
        raise Refused(
            f"ファイルを読めません({error.strerror})。場所と、読む権限を確かめてください。"
        ) from None
    broken = _broken_load(source)
    if broken:
        return Order(
            source, "full" if broken.mode == "full" else "changes", broken.initial, broken, True, by, at
        )
    initial = not Load.objects.filter(state=Load.State.DONE).exists()
    if initial and mode == "changes":
        raise Refused("台帳がまだ空です。はじめの取り込みには --full で全件のファイルを使ってください。")
    return Order(source, mode, initial, None, confirmed, by, at)


def _carry_out(order: Order, progress: Progress | None) -> ImportReport:
    staging = Staging(folder() / f"{order.source.sha256[:16]}.sqlite3")
    try:
        findings = checking.stage(order.source, staging, as_of=order.as_of, full=order.full)
        rows = staging.count()
        if findings.count:
            raise Refused(f"{findings.count}件の誤りがあります。台帳は変わっていません。", findings, rows)
        if order.broken is None and not findings.undated and (same := _earlier(order)):
            return _nothing_new(same)
        if order.full and not order.initial:
            _count_absent(order, staging, rows)
        if order.initial and order.broken is None:
            clearing.clear(applying.Breath())
        chunks = staging.cut()
        load = _again(order.broken, len(chunks)) if order.broken else _begin(order, rows, len(chunks))
        applying.apply(load, staging, chunks, by=order.by, at=order.at, progress=progress)
        _finish(load, [chunk.digest for chunk in chunks], by=order.by, at=order.at)
    finally:
        staging.close()
    return _report(load, findings)


def _broken_load(source: Source) -> Load | None:
    load = Load.objects.filter(state=Load.State.APPLYING).first()
    if load is not None and load.sha256 != source.sha256:
        raise Refused(
            f"前の取り込み(ファイルのダイジェスト {load.sha256[:12]}…)が{load.chunks_done}/{load.chunks}で止まっています。"
            "先に同じファイルをもう一度取り込んで、終わらせてください。そのファイルがもうないか、違うファイルだったなら、residents abandon であきらめます。"
        )
    return load


def _already(order: Order) -> Load | None:
    last = Load.objects.filter(state=Load.State.DONE).order_by("-finished_at").first()
    return last if last and last.sha256 == order.source.sha256 and last.mode == order.mode else None


def _earlier(order: Order) -> Load | None:
    """The same file of changes, taken in before others: each of its 異動 has its day, so none can have happened again."""
    done = Load.objects.filter(state=Load.State.DONE, mode="changes", sha256=order.source.sha256)
    return None if order.full else done.first()


def _nothing_new(same: Load) -> ImportReport:
    sentence = "同じファイルは取り込み済みです。何も変わりません。"
    return ImportReport(True, same.rows, unchanged=same.rows, sentence=sentence)


def _count_absent(order: Order, staging: Staging, rows: int) -> None:
    absent, residents = checking.find_absent(staging, at=order.as_of)
    if absent * 100 > residents * LARGEST_ABSENCE and not order.confirmed:
        raise Refused(
            f"台帳の{residents}人のうち{absent}人がファイルにいません(2%を超えています)。台帳は変わっていません。"
            "ファイルが全件か確かめてください。本当に転出なら --confirm-departures をつけて取り込みます。",
            rows=rows,
        )


def _begin(order: Order, rows: int, chunks: int) -> Load:
    try:
        with transaction.atomic():
            return Load.objects.create(
                sha256=order.source.sha256,
                mode=order.mode,
                initial=order.initial,
                rows=rows,
                chunks=chunks,
                as_of=order.as_of,
                started_at=order.at,
                actor_kind=order.by.kind,
                actor_id=order.by.id,
            )
    except IntegrityError:
        raise Refused(BUSY) from None


def _again(load: Load, chunks: int) -> Load:
    """From the first chunk: what was committed is found unchanged, and who is absent is counted anew."""
    with transaction.atomic():
        load.chunks, load.chunks_done = chunks, 0
        load.save(update_fields=["chunks", "chunks_done"])
    return load


def _finish(load: Load, digests: list[str], *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        load.state = Load.State.DONE
        load.finished_at = at
        load.save(update_fields=["state", "finished_at"])
        events.tell_load(load, digests, by=by, at=at)
    if load.mode == "full":
        bulk.count_anew([Person, PersonVersion, Membership, Residence])


def _report(load: Load, findings: Findings) -> ImportReport:
    happened = {
        key.removeprefix("event:"): count for key, count in load.counts.items() if key.startswith("event:")
    }
    departures = load.counts.get("departures", 0)
    return ImportReport(
        True,
        load.rows,
        initial=load.initial,
        events=happened,
        unchanged=max(0, load.rows + departures - load.counts.get("changed", 0)),
        departures=departures,
        warnings=tuple(findings.warnings),
        sentence="初期登録が終わりました。" if load.initial else "取り込みが終わりました。",
    )


def _refusal(refused: Refused, path: Path) -> ImportReport:
    faults: tuple[Fault, ...] = tuple(refused.findings.faults)
    report = write_report(_report_path(path), faults) if faults else None
    return ImportReport(
        False,
        refused.rows,
        faults=faults,
        fault_count=refused.findings.count,
        report_file=report,
        sentence=refused.sentence,
    )


def _report_path(path: Path) -> Path:
    """The report of a file's faults; the next import of a file of that name renews or removes it."""
    return folder() / f"{path.stem}.誤り.csv"


@contextmanager
def _alone() -> Iterator[None]:
    """One import at a time on this machine; the database keeps it to one load everywhere."""
    with (folder() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(BUSY) from None
        for orphan in folder().glob("*.sqlite3"):
            orphan.unlink()
        yield
