"""Finding the person who asks to be linked, by what is in the register."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from machimado.core.accounts import links
from machimado.core.residents import api as residents
from machimado.kernel.clock import jst
from machimado.kernel.kana import sound

VIEWER = residents.Viewer.of_system("accounts.match")


def person(typed: Mapping[str, str], *, account_id: UUID, at: datetime) -> str | None:
    """The 宛名番号 of the one resident who fits, or None: nobody, several, or somebody who is linked at the counter."""
    day = jst(at).date()
    found = residents.search(f"{typed['kana']} {typed['birth_date']}", viewer=VIEWER, at=day)
    fitting = [each.number for each in found if _fits(each, typed)]
    if len(fitting) != 1 or not may_be_linked_by_post(fitting[0], account_id=account_id, at=at):
        return None
    return fitting[0]


def may_be_linked_by_post(person_number: str, *, account_id: UUID, at: datetime) -> bool:
    """Residents whom 支援措置 does not hide, nor anybody they live with: a letter could fall into the wrong hands.

    Nor whoever showed an identity document for another account: the letter is the weaker proof and ends no stronger one.
    """
    found = _found(person_number, at=at)
    if found is None or not found.resident or found.protected:
        return False
    return not links.proven_elsewhere(person_number, besides=account_id)


def lives_here(person_number: str, *, at: datetime) -> bool:
    """Enough at the counter, where the official has seen the person and the document."""
    found = _found(person_number, at=at)
    return found is not None and found.resident


def _found(person_number: str, *, at: datetime) -> residents.PersonView | None:
    try:
        return residents.person(person_number, viewer=VIEWER, at=jst(at).date())
    except residents.NotFound:
        return None


def _fits(found: residents.PersonView, typed: Mapping[str, str]) -> bool:
    """The whole reading and the day of birth, and the 宛名番号 or the postal code of the registered address."""
    reading = sound(f"{found.name.family_kana}{found.name.given_kana}")
    if reading != sound(typed["kana"]) or found.birth_date.isoformat() != typed["birth_date"]:
        return False
    if typed["number"]:
        return found.number == typed["number"]
    return getattr(found.address, "postal_code", "").replace("-", "") == typed["postal_code"]
