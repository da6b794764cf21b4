"""Three-valued truth and bounded numbers: what is unknown stays unknown, and is never taken for no or for zero."""

from collections.abc import Iterable
from dataclasses import dataclass

Truth = bool | None
"""True, False, or None: 確認が必要."""


def every(parts: Iterable[Truth]) -> Truth:
    """Strong Kleene conjunction; true for nothing at all."""
    found: Truth = True
    for part in parts:
        if part is False:
            found = False
        elif part is None and found is True:
            found = None
    return found


def some(parts: Iterable[Truth]) -> Truth:
    """Strong Kleene disjunction; false for nothing at all."""
    return negate(every(negate(part) for part in parts))


def negate(part: Truth) -> Truth:
    return None if part is None else not part


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number known to lie between two integers, both included; equal bounds mean that it is known."""

    low: int
    high: int

    @classmethod
    def exactly(cls, number: int) -> "Bounds":
        return cls(number, number)

    @property
    def known(self) -> bool:
        return self.low == self.high

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Bounds") -> "Bounds":
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Bounds(min(corners), max(corners))

    def hull(self, other: "Bounds") -> "Bounds":
        """The narrowest bounds that hold both."""
        return Bounds(min(self.low, other.low), max(self.high, other.high))

    def counted(self, belongs: Truth) -> "Bounds":
        """What this number adds to a sum, if whether it belongs there may be unknown."""
        if belongs is True:
            return self
        if belongs is False:
            return Bounds(0, 0)
        return self.hull(Bounds(0, 0))

    def __str__(self) -> str:
        return f"{self.low:,}" if self.known else f"{self.low:,}〜{self.high:,}"


def less(a: Bounds, b: Bounds) -> Truth:
    if a.high < b.low:
        return True
    return False if a.low >= b.high else None


def equal(a: Bounds, b: Bounds) -> Truth:
    if a.known and b.known and a.low == b.low:
        return True
    return False if a.high < b.low or b.high < a.low else None
