"""受付番号: twelve digits that can be read aloud, tell nothing, and notice one wrong or two swapped digits."""

import secrets
import unicodedata
from datetime import date

DIGITS = 12


def new_number(on: date) -> str:
    """Two digits of the fiscal year's era-free year, nine random ones, one check digit (Luhn)."""
    year = on.year if on.month >= 4 else on.year - 1
    body = f"{year % 100:02}{secrets.randbelow(10**9):09}"
    return body + str(_check_digit(body))


def bare(text: str) -> str:
    """A 受付番号 as it is kept: digits alone, however it was typed or read out (widths, hyphens, spaces)."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isdigit())


def spoken(number: str) -> str:
    """A 受付番号 in groups of four, to be read aloud."""
    return "-".join(number[i : i + 4] for i in range(0, len(number), 4))


def is_number(text: str) -> bool:
    """Whether twelve digits (spaces and hyphens apart) can be a 受付番号."""
    digits = bare(text)
    return len(digits) == DIGITS and digits.isdigit() and digits[-1] == str(_check_digit(digits[:-1]))


def _check_digit(body: str) -> int:
    total = 0
    for index, char in enumerate(reversed(body)):
        digit = int(char) * (2 if index % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return -total % 10
