"""Verbs of a draft: start, answer, attach, throw away. None of it is official, so none of it is journalled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction

from machimado.core.files import api as files
from machimado.core.residents.api import Viewer
from machimado.engines.procedures import editions, occasions
from machimado.engines.procedures.answers import Answer, Answers, Item, from_json, to_json
from machimado.engines.procedures.definitions import Attachment as Paper
from machimado.engines.procedures.definitions import Group, Page, Procedure
from machimado.engines.procedures.journey import empty
from machimado.engines.procedures.models import Attachment, Draft
from machimado.engines.procedures.outward import DraftView
from machimado.engines.procedures.ownership import own
from machimado.engines.procedures.prefill import prefilled
from machimado.engines.procedures.recognising import recognised
from machimado.engines.procedures.views_of import draft_view, today
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Actor, Ref

Rough = Mapping[str, list[str]]


def start(
    key: str, *, person: str, viewer: Viewer, by: Actor, at: datetime, prefill: Mapping[str, Any], origin: str
) -> Draft:
    """Begin a draft on the edition in force; a draft begun for the same due item is taken up again."""
    begun = Draft.objects.filter(person=person, procedure=key, origin=origin) if origin else ()
    for found in own(begun, by=by, person=person):
        return found
    pinned = editions.current(key, on=today(at))
    occasion = occasions.of(origin, person=person, at=at)
    answers = prefilled(pinned.procedure, person=person, viewer=viewer, at=at, occasion=occasion)
    answers = answers.with_single({name: Answer(value, "earlier") for name, value in prefill.items()})
    with transaction.atomic():
        return Draft.objects.create(
            account=by.id,
            person=person,
            procedure=key,
            edition=pinned.edition,
            answers=to_json(answers),
            origin=origin,
            created_at=at,
            saved_at=at,
        )


def owned(draft_id: UUID, *, by: Actor, person: str | None, lock: bool = False) -> Draft:
    """The draft of this account, or of an earlier one of the same person, for this very person. Raises LookupError."""
    rows = Draft.objects.select_for_update() if lock else Draft.objects
    if person is not None:
        for draft in own(rows.filter(id=draft_id, person=person), by=by, person=person):
            return draft
    raise LookupError(draft_id)


def _procedure(draft: Draft, at: datetime) -> Procedure:
    return editions.standing(draft.edition, on=today(at)).procedure


def _page(draft: Draft, place: str, at: datetime) -> Page:
    """A page of the form; also one that only the edition had under which the draft was begun. Raises LookupError."""
    page = _procedure(draft, at).page(place) or editions.pinned(draft.edition).procedure.page(place)
    if page is None:
        raise LookupError(place)
    return page


def _group(draft: Draft, place: str, at: datetime) -> Group:
    """The repeating group of a page. Raises LookupError."""
    group = _page(draft, place, at).group
    if group is None:
        raise LookupError(place)
    return group


def save(
    draft_id: UUID,
    *,
    place: str,
    values: Mapping[str, Any],
    rough: Rough,
    item: str | None = None,
    by: Actor,
    person: str,
    at: datetime,
) -> DraftView:
    """Keep what a page sent: valid values as answers, what is not (yet) valid as it was typed.

    `place` is the page's name. Only what this page sent changes, so two devices on two pages do not undo each other.
    """
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        answers = from_json(draft.answers)
        page = _page(draft, place, at)
        if page.group:
            answers = _with_item(answers, page.group.name, item or "", values)
            answers = recognised(answers, _procedure(draft, at), person=person, by=by, at=at, fill=True)
        else:
            answers = answers.with_single(_changed(answers.single, values))
        draft.answers = to_json(answers)
        draft.rough = _kept_rough(draft.rough, f"{place}/{item}" if item else place, rough)
        draft.saved_at = at
        draft.save(update_fields=["answers", "rough", "saved_at"])
    return draft_view(draft, at=at)


def _changed(before: Mapping[str, Answer], values: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers for the values sent; provenance stays where the value did, and what was never answered is no answer."""
    return {
        name: before[name].changed_to(value, "typed") if name in before else Answer(value)
        for name, value in values.items()
        if name in before or not empty(value)
    }


def _with_item(answers: Answers, group: str, item_id: str, values: Mapping[str, Any]) -> Answers:
    item = answers.item(group, item_id)
    if item is None:
        raise LookupError(item_id)
    return answers.with_item(
        group, Item(item.id, {**item.answers, **_changed(item.answers, values)}, item.person)
    )


def _kept_rough(kept: Mapping[str, Any], place: str, rough: Rough) -> dict[str, Any]:
    others = {where: typed for where, typed in kept.items() if where != place}
    return {**others, place: dict(rough)} if rough else others


def add_item(draft_id: UUID, *, place: str, by: Actor, person: str, at: datetime) -> str:
    """A new, empty item in the page's repeating group; its id. Raises LookupError where there is no room for it."""
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        group, answers = _group(draft, place, at), from_json(draft.answers)
        _room(group, answers)
        item = Item(new_id().hex[-8:])
        _keep(draft, answers.with_item(group.name, item), at)
    return item.id


def remove_item(draft_id: UUID, *, place: str, item: str, by: Actor, person: str, at: datetime) -> None:
    """Take an item out of its group; a second time changes nothing. What was answered about it waits in the draft."""
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        group = _group(draft, place, at)
        draft.rough = _kept_rough(draft.rough, f"{place}/{item}", {})
        _keep(draft, from_json(draft.answers).take_out(group.name, item), at)


def bring_back(draft_id: UUID, *, place: str, item: str, by: Actor, person: str, at: datetime) -> None:
    """Put an item that was taken out into its group again; nobody is in it twice. Raises LookupError where it is not there, or has no room."""
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        group, answers = _group(draft, place, at), from_json(draft.answers)
        _room(group, answers)
        _keep(draft, answers.bring_back(group.name, item), at)


def _room(group: Group, answers: Answers) -> None:
    if len(answers.items(group.name)) >= group.maximum:
        raise LookupError(group.name)


def _keep(draft: Draft, answers: Answers, at: datetime) -> None:
    draft.answers = to_json(answers)
    draft.saved_at = at
    draft.save(update_fields=["answers", "rough", "saved_at"])


def attach(
    draft_id: UUID, *, slot: str, content: BinaryIO, filename: str, by: Actor, person: str, at: datetime
) -> None:
    """Keep a paper with the draft. Raises files.Refused with what to do; LookupError for an unknown slot.

    It is looked through before the transaction: nobody waits at the write gate meanwhile.
    """
    draft = owned(draft_id, by=by, person=person)
    received = files.receive(
        content=content,
        filename=filename,
        owner=Ref("draft", f"{draft.id}:{slot}"),
        policy=files.UploadPolicy(max_count=_wanted(draft, slot, at).maximum),
    )
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        view = files.keep(received, by=by, at=at)
        Attachment.objects.create(
            draft=draft, slot=slot, file=view.id, name=view.name, size=view.size, sha256=view.sha256, at=at
        )
        draft.saved_at = at
        draft.save(update_fields=["saved_at"])


def _wanted(draft: Draft, slot: str, at: datetime) -> Paper:
    for paper in _procedure(draft, at).attachments:
        if paper.name == slot:
            return paper
    raise LookupError(slot)


def detach(draft_id: UUID, *, attachment: UUID, by: Actor, person: str, at: datetime) -> None:
    """Take a paper back out of the draft, content and all."""
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        row = draft.attachments.filter(id=attachment).first()
        if row is not None:
            files.remove(row.file, by=by, at=at)
            row.delete()


def discard(draft_id: UUID, *, by: Actor, person: str, at: datetime) -> None:
    """Throw a draft away with its papers."""
    with transaction.atomic():
        draft = owned(draft_id, by=by, person=person, lock=True)
        for row in draft.attachments.all():
            files.remove(row.file, by=by, at=at)
        draft.delete()
