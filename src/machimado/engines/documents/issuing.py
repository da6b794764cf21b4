"""Issuing a document: number, typesetting, seal, storage and journal entry in one transaction."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.engines.documents import composing, sealing, typesetting, wording
from machimado.engines.documents.composing import Addressee, Recipe
from machimado.engines.documents.entries import ISSUED, REVOKED, digest_of, public_of
from machimado.engines.documents.fonts import UnprintableCharacter
from machimado.engines.documents.layouts import NoLayout, layout
from machimado.engines.documents.models import Document, Revocation, Series
from machimado.kernel import clock
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Actor, Ref

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PERSON = "documents.person"


def token() -> str:
    """98 random bits that a person can read aloud: no 0/O, 1/I/L, U."""
    return "".join(secrets.choice(ALPHABET) for _ in range(20))


def person_index(person: str) -> bytes:
    """Finds a person's documents."""
    return keys.blind_index(person, purpose=PERSON)


@transaction.atomic
def issue(
    template: str, *, subject: Ref, person: str, data: Mapping[str, Any], by: Actor, at: datetime
) -> Document:
    """See api.issue."""
    day = clock.jst(at).date()
    recipe = Recipe.on(template, day)
    # What can be refused is refused before a number is taken: the numbers have no gaps.
    to = composing.addressee(person, at=at)
    series = _moved(recipe, day)
    document = Document(
        id=new_id(),
        template=template,
        edition=recipe.edition.id,
        title=recipe.definition.title.model_dump(by_alias=True),
        sign=series.sign if series else "",
        fiscal_year=series.fiscal_year if series else None,
        serial=series.last if series else None,
        number=f"{series.sign}第{series.last}号" if series else "",
        section=recipe.counter.section,
        city=recipe.issuer.city,
        subject_kind=subject.kind,
        subject_id=subject.id,
        person=person,
        person_index=person_index(person),
        token=token(),
        issued_at=at,
        entry=new_id(),
    )
    _typeset(document, recipe, to, data, at=at)
    document.save(force_insert=True)
    _record(document, series, subject, by=by, at=at)
    return document


def _moved(recipe: Recipe, day: Any) -> Series | None:
    """The series that the number is taken from, None for a paper without one."""
    if not recipe.definition.numbered:
        return None
    return Series.moved(recipe.counter.sign, wording.fiscal_year(day))


def _typeset(
    document: Document, recipe: Recipe, to: Addressee, data: Mapping[str, Any], *, at: datetime
) -> None:
    source = layout(document.template)
    filled = composing.compose(
        recipe, to=to, data=data, at=at, number=document.number, token=document.token, sealed=True
    )
    pdf = sealing.seal(typesetting.typeset(source.source, filled, at=at))
    document.layout_sha256 = source.sha256
    document.content = pdf
    document.sha256 = hashlib.sha256(pdf).hexdigest()


def _record(document: Document, series: Series | None, subject: Ref, *, by: Actor, at: datetime) -> None:
    journal.record(
        ISSUED,
        by=by,
        subject=subject,
        at=at,
        public=public_of(document),
        personal={"person": document.person},
        digests=[digest_of(document)],
        rows=[document, series] if series else [document],
        entry_id=document.entry,
    )


def obstacles(template: str, *, person: str, data: Mapping[str, Any], at: datetime) -> tuple[str, ...]:
    """See api.obstacles."""
    try:
        recipe = Recipe.on(template, clock.jst(at).date())
        filled = composing.compose(recipe, to=composing.addressee(person, at=at), data=data, at=at)
        layout(template)
        sealing.ensure()
    except wording.WrongItems as error:
        return tuple(error.faults)
    except (definitions.DefinitionError, composing.NoIssuer, NoLayout, sealing.SealMissing) as error:
        return (str(error),)
    return tuple(str(UnprintableCharacter(cluster)) for cluster in typesetting.unprintable(filled))


@transaction.atomic
def revoke(document: Document, *, reason: str, by: Actor, at: datetime) -> None:
    """See api.revoke."""
    revocation, new = Revocation.objects.get_or_create(
        document=document, defaults={"reason": reason, "revoked_at": at, "revoked_by": by.id}
    )
    if new:
        journal.record(
            REVOKED,
            by=by,
            subject=Ref(document.subject_kind, document.subject_id),
            at=at,
            public={"document": document.template, "number": document.number},
            personal={"reason": reason},
            digests=[digest_of(document)],
            rows=[revocation],
        )
