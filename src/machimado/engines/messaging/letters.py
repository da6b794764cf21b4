"""The print queue of 郵送."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.engines.messaging.models import Letter, State
from machimado.kernel.clock import jst
from machimado.kernel.ref import Actor, Ref


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter of the queue; its content is read apart. `person` (宛名番号) only where an official has to write it anew."""

    id: UUID
    kind: str
    pages: int
    restricted: bool
    queued_at: datetime
    printed_at: datetime | None
    fault: str = ""
    person: str = ""


def queue(
    pdf: bytes | None,
    *,
    kind: str,
    person: str,
    about: Ref,
    key: str,
    at: datetime,
    pages: int,
    restricted: bool,
    delivery: UUID | None,
    fault: str = "",
) -> LetterView:
    """See api.post_letter."""
    if (pdf is None) != bool(fault):
        raise ValueError("a letter has either its content or a fault")
    letter, _ = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "about_kind": about.kind,
            "about_id": about.id,
            "person": person,
            "content": pdf,
            "fault": fault or None,
            "pages": pages,
            "restricted": restricted,
            "delivery_id": delivery,
            "queued_at": at,
        },
    )
    return view(letter)


def view(letter: Letter) -> LetterView:
    return LetterView(
        id=letter.id,
        kind=letter.kind,
        pages=letter.pages,
        restricted=letter.restricted,
        queued_at=letter.queued_at,
        printed_at=letter.printed_at,
        fault=letter.fault or "",
        person=letter.person if letter.fault else "",
    )


def waiting(*, restricted: bool, at: datetime) -> list[LetterView]:
    """What is to be printed, oldest first; restricted letters only where the reader may handle them."""
    letters = list(Letter.objects.filter(printed_at=None).order_by("queued_at").defer("content")[:500])
    closed = _closed(letters, at=at)
    return [
        replace(view(letter), restricted=letter.id in closed)
        for letter in letters
        if restricted or letter.id not in closed
    ]


def _closed(letters: Collection[Letter], *, at: datetime) -> set[UUID]:
    """Those for 管理 alone: queued as such, or addressed to somebody whom 支援措置 hides by now."""
    people = {letter.person for letter in letters if not letter.restricted}
    hidden = residents.hidden_among(people, at=jst(at).date())
    return {letter.id for letter in letters if letter.restricted or letter.person in hidden}


def _handled(letters: Collection[Letter], *, restricted: bool, at: datetime) -> list[Letter]:
    closed = set() if restricted else _closed(letters, at=at)
    return [letter for letter in letters if letter.id not in closed]


def look(letters: list[LetterView], *, by: Actor, section: str | None, at: datetime) -> None:
    """Journal that an official saw to whom the letters that could not be made are addressed."""
    for letter in letters:
        journal.look(
            by=by,
            subject=Ref("person", letter.person),
            at=at,
            purpose=gettext_noop("作れなかった手紙の確認"),
            section=section,
        )


@transaction.atomic
def for_printing(
    letter_ids: list[UUID], *, restricted: bool, by: Actor, section: str | None, at: datetime
) -> list[bytes]:
    """The PDFs of these letters, in the queue's order, where the reader may handle them; each look is journalled."""
    letters = Letter.objects.filter(id__in=letter_ids, printed_at=None, content__isnull=False)
    found = _handled(list(letters.order_by("queued_at")), restricted=restricted, at=at)
    for letter in found:
        journal.look(
            by=by,
            subject=Ref("person", letter.person),
            at=at,
            purpose=gettext_noop("手紙の印刷"),
            section=section,
        )
    return [bytes(letter.content) for letter in found]


@transaction.atomic
def mark_printed(letter_ids: list[UUID], *, restricted: bool, by: Actor, at: datetime) -> int:
    """The batch lies in its envelopes: note who and when, drop the content, tell the journal."""
    letters = Letter.objects.select_for_update(of=("self",)).filter(id__in=letter_ids, printed_at=None)
    count = 0
    for letter in _handled(list(letters.select_related("delivery")), restricted=restricted, at=at):
        letter.mark_printed(by=by.id, at=at)
        if letter.delivery is not None:
            letter.delivery.end(State.DELIVERED, at=at, note="発送済み")
        journal.record(
            "messaging.letter_printed",
            by=by,
            subject=Ref("person", letter.person),
            at=at,
            public={"kind": letter.kind},
        )
        count += 1
    return count
