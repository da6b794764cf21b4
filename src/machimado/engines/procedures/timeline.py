"""The one timeline that resident and section both see: the journal's entries about the case."""

from collections.abc import Mapping
from uuid import UUID

from machimado.core.journal import api as journal
from machimado.engines.procedures.entries import SENTENCES
from machimado.engines.procedures.outward import Step
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text

SHOWN = frozenset(f"procedures.{name}" for name in SENTENCES)


def steps(case_id: UUID) -> list[Step]:
    """What happened, oldest first; the last one is where the case stands."""
    found = journal.entries(subject=Ref("case", str(case_id)), limit=200)
    shown = sorted((entry for entry in found if entry.type in SHOWN), key=lambda entry: (entry.at, entry.id))
    return [
        Step(entry.at, _sentence(entry.type, entry.public), current=index == len(shown) - 1)
        for index, entry in enumerate(shown)
    ]


def _sentence(name: str, public: Mapping[str, object]) -> Text:
    return SENTENCES[name.removeprefix("procedures.")].fill(**public)
