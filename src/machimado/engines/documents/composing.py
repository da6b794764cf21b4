"""From a definition and its facts to the data that a layout prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from machimado.core.definitions import api as definitions
from machimado.core.residents import api as residents
from machimado.engines.documents import remedies, typesetting, wording
from machimado.engines.documents.definitions import Counter, DocumentDefinition, IssuerDefinition
from machimado.kernel import clock
from machimado.kernel.address import Address, Withheld


class NoIssuer(Exception):
    """No pack says who issues this document."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a paper goes. An address that is withheld is not printed."""

    name: str
    address: Address | Withheld


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a document is made of on a day: its edition, its issuer and the counter that answers for it."""

    template: str
    edition: definitions.Edition
    definition: DocumentDefinition
    issuer: IssuerDefinition
    counter: Counter

    @classmethod
    def on(cls, template: str, day: date) -> "Recipe":
        """Raises DefinitionError where there is no such document, NoIssuer where the city has not named its counter."""
        edition = definitions.current("document", template, on=day)
        definition = edition.definition
        assert isinstance(definition, DocumentDefinition)
        issuer = issuer_on(day)
        if definition.business not in issuer.counters:
            raise NoIssuer(f"{issuer.city}の定義に、業務「{definition.business}」の担当がありません。")
        return cls(template, edition, definition, issuer, issuer.counters[definition.business])


def issuer_on(day: date) -> IssuerDefinition:
    """The city of this installation. Raises NoIssuer."""
    for edition in definitions.all_current("issuer", on=day):
        if isinstance(edition.definition, IssuerDefinition):
            return edition.definition
    raise NoIssuer("発行者(issuers)の定義がパックにありません。")


def addressee(person: str, *, at: datetime) -> Addressee:
    """A person as a paper names them; without the address where 支援措置 hides it, theirs or a housemate's."""
    eyes = residents.Viewer.of_system("documents")
    view = residents.person(person, viewer=eyes, at=clock.jst(at).date())
    return Addressee(view.name.display, Withheld() if view.protected else view.address)


def compose(
    recipe: Recipe,
    *,
    to: Addressee,
    data: Mapping[str, Any],
    at: datetime,
    number: str = "",
    token: str = "",
    sealed: bool = False,
) -> dict[str, Any]:
    """The data of a layout. Raises wording.WrongItems."""
    issuer, counter, definition = recipe.issuer, recipe.counter, recipe.definition
    verify = f"{settings.BASE_URL}/verify/{token}/" if token else ""
    return {
        "title": definition.title.ja,
        "keywords": [definition.title.ja, issuer.city],
        "number": number,
        "date": wording.long_date(clock.jst(at).date()),
        "to": {"name": to.name, **wording.address_lines(to.address)},
        "issuer": {
            "city": issuer.city,
            "head_title": issuer.head_title,
            "head_name": issuer.head_name,
            "postal_code": issuer.postal_code,
            "address": issuer.address,
        },
        "counter": {"section": counter.section, "telephone": counter.telephone},
        "items": wording.written(definition.items, data),
        "fixed": {**definition.fixed, **{k: v for k, v in counter.fixed.items() if k in definition.fixed}},
        "remedies": remedies.sentences(definition.remedies, issuer),
        "sealed": sealed,
        "verify_address": verify,
        "token": "-".join(token[i : i + 4] for i in range(0, len(token), 4)),
        "svg": typesetting.qr(verify) if verify else "",
    }
