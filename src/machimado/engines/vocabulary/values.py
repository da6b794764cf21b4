"""What a fact's value looks like to those who ask."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value, where it came from ("register", "ledger", "card", "earlier", "typed") and the day it stands for."""

    value: Any
    source: str
    as_of: date


class Unknown:
    """Nobody told the city. Never the same as no, zero or empty."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        return False


UNKNOWN: Final = Unknown()
