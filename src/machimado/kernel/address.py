"""Addresses that may be shown, and those that may not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """GIF 住所: each part in the characters of the register; empty where there is none."""

    postal_code: str = ""
    prefecture: str = ""
    municipality: str = ""
    town: str = ""
    street: str = ""
    building: str = ""

    def __str__(self) -> str:
        line = f"{self.prefecture}{self.municipality}{self.town}{self.street}"
        return f"{line} {self.building}" if self.building else line


@dataclass(frozen=True, slots=True)
class Withheld:
    """An address that this viewer may not see (支援措置, or simply not theirs). It carries nothing of the address."""

    def __str__(self) -> str:
        return "非公開"
