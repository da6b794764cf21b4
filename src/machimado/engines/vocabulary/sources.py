"""Where facts come from, in the order that each fact names."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from machimado.core.residents.api import Viewer
from machimado.engines.vocabulary.definitions import Source
from machimado.engines.vocabulary.values import FactValue


class Provider(Protocol):
    """Gives those of `terms` that it knows about a person; leaves out the others."""

    def __call__(
        self, terms: frozenset[str], *, person: str, viewer: Viewer, at: date
    ) -> Mapping[str, FactValue]: ...


NAMES: Mapping[Source, str] = {
    Source.REGISTER: "register",
    Source.LEDGER: "ledger",
    Source.CARD: "card",
    Source.EARLIER: "earlier",
    Source.TYPED: "typed",
}
PROVIDERS: dict[str, Provider] = {}


def register_source(name: str, provider: Provider) -> None:
    """Let facts come from here; in AppConfig.ready()."""
    if name not in NAMES.values():
        raise ValueError(f"unknown source {name!r}; one of {', '.join(NAMES.values())}")
    PROVIDERS[name] = provider


def ask(
    wanted: Mapping[str, Iterable[Source]], *, person: str, viewer: Viewer, at: date
) -> dict[str, FactValue]:
    """Each term from the first of its sources that knows it; a source is asked at most once."""
    answers: dict[str, Mapping[str, FactValue]] = {}
    for name in {NAMES[source] for sources in wanted.values() for source in sources} & PROVIDERS.keys():
        terms = frozenset(term for term, sources in wanted.items() if name in {NAMES[s] for s in sources})
        answers[name] = PROVIDERS[name](terms, person=person, viewer=viewer, at=at)
    found: dict[str, FactValue] = {}
    for term, sources in wanted.items():
        value = next((answers[n][term] for s in sources if term in answers.get(n := NAMES[s], {})), None)
        if value is not None:
            found[term] = value
    return found
