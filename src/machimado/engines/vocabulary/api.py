"""The door of the vocabulary: facts by the words of the law and of GIF, asked once.

vocabulary.fact("生年月日")                                         # what the word means, where it comes from
vocabulary.gather(["氏名", "住所"], person=number, viewer=viewer, at=today)
vocabulary.remember("公務員", person=number, value=False, source="earlier", …)
"""

from collections.abc import Iterable
from datetime import date

from machimado.core.definitions import api as definitions
from machimado.core.residents.api import Viewer
from machimado.engines.vocabulary import sources
from machimado.engines.vocabulary.definitions import FactDefinition, FactType, Sensitivity, Source
from machimado.engines.vocabulary.ledgers import (
    LedgerRow,
    Receipt,
    complete_terms,
    holding,
    import_ledger,
    remember,
)
from machimado.engines.vocabulary.sources import register_source
from machimado.engines.vocabulary.values import UNKNOWN, FactValue, Unknown
from machimado.kernel import clock

__all__ = [
    "UNKNOWN",
    "FactDefinition",
    "FactType",
    "FactValue",
    "LedgerRow",
    "Receipt",
    "Sensitivity",
    "Source",
    "Unknown",
    "complete_terms",
    "fact",
    "facts",
    "gather",
    "holding",
    "import_ledger",
    "register_source",
    "remember",
]


def fact(term: str, *, on: date | None = None) -> FactDefinition:
    """What a word means. Raises definitions.DefinitionError for a word that the vocabulary does not have."""
    found = definitions.current("fact", term, on=on or clock.today()).definition
    assert isinstance(found, FactDefinition)
    return found


def facts(*, on: date) -> dict[str, FactDefinition]:
    """Every word in force on a day."""
    found = {edition.key: edition.definition for edition in definitions.all_current("fact", on=on)}
    return {term: definition for term, definition in found.items() if isinstance(definition, FactDefinition)}


def gather(terms: Iterable[str], *, person: str, viewer: Viewer, at: date) -> dict[str, FactValue | Unknown]:
    """The value of each term about a person, from the first of its 出所 that knows it; UNKNOWN where none does.

    People and lists of people (配偶者, 児童) come as mappings of terms. Addresses are Address | Withheld, decided by
    the viewer. Raises definitions.DefinitionError for a word that the vocabulary does not have.
    """
    wanted = {term: fact(term, on=at).sources for term in terms}
    found = sources.ask(wanted, person=person, viewer=viewer, at=at)
    return {term: found.get(term, UNKNOWN) for term in wanted}
