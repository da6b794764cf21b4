"""Who receives 児童手当 in the town when Machimado arrives: the list that a city would hand over from its 児童手当 system."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from machimado.core.residents import api as residents
from machimado.core.residents.api import RuleRow
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.age import fiscal_year_end
from machimado.kernel.ref import system

TERM = "児童手当受給"
NOT_YET_CLAIMED = timedelta(days=20)
PUBLIC_SERVANTS = 6
"""Of a hundred families, those whose 児童手当 their employer pays (児童手当法17条): not in the city's list."""


def hand_over(keys: Mapping[str, str], *, as_of: date, at: datetime) -> int:
    """Import the list as it stood on `as_of`; in the family of the story it is the mother who receives. How many rows."""
    story = keys.get("物語.母", "")
    rows = list(_receipts(residents.rule_columns(at=as_of), as_of, story))
    return vocabulary.import_ledger(TERM, rows, complete_from=as_of, by=system("town"), at=at)


def _receipts(people: Iterator[RuleRow], as_of: date, story: str) -> Iterator[vocabulary.Receipt]:
    for child in people:
        born = child.birth_date
        if born is None or not born <= as_of - NOT_YET_CLAIMED or fiscal_year_end(born, 18) < as_of:
            continue
        recipient = child.mother if story and child.mother == story else child.father or child.mother
        if recipient and not _paid_by_employer(recipient, story):
            yield vocabulary.Receipt(recipient, child.number, born)


def _paid_by_employer(recipient: str, story: str) -> bool:
    drawn = int.from_bytes(sha256(f"児童手当|{recipient}".encode()).digest()[:4])
    return recipient != story and drawn % 100 < PUBLIC_SERVANTS
