"""Letters: papers without number or seal, for the window of an envelope."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.residents import api as residents
from machimado.engines.documents import composing, layouts, typesetting
from machimado.engines.documents.fonts import UnprintableCharacter
from machimado.engines.messaging import api as messaging
from machimado.kernel import clock
from machimado.kernel.ref import Ref


def typeset(template: str, *, person: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """See api.letter."""
    recipe = composing.Recipe.on(template, clock.jst(at).date())
    filled = composing.compose(recipe, to=composing.addressee(person, at=at), data=data, at=at)
    return typesetting.typeset(layouts.layout(template).source, filled, at=at)


def post(
    template: str,
    *,
    person: str,
    data: Mapping[str, Any],
    about: Ref,
    key: str,
    at: datetime,
    delivery: UUID | None = None,
) -> messaging.LetterView:
    """See api.post."""
    pdf, fault = _made(template, person, data, at)
    return messaging.post_letter(
        pdf,
        kind=template,
        person=person,
        about=about,
        key=key,
        at=at,
        pages=typesetting.pages(pdf) if pdf else 1,
        restricted=residents.hidden(person, at=clock.jst(at).date()),
        delivery=delivery,
        fault=fault,
    )


def _made(template: str, person: str, data: Mapping[str, Any], at: datetime) -> tuple[bytes | None, str]:
    try:
        return typeset(template, person=person, data=data, at=at), ""
    except UnprintableCharacter as error:
        return None, str(error)
