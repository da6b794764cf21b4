"""The policy's three stages of digitalization (白石市デジタル化推進方針, DXの分類), and how far a procedure has come."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MEANINGS = {
    "デジタイゼーション": _("紙の情報をデータにする"),
    "デジタライゼーション": _("仕事の流れをデジタルにする"),
    "DX": _("必要な人に、必要なときに、市から届ける"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage, as seen from a procedure."""

    name: str
    meaning: str
    reached: bool
    current: bool


def ladder(reached: str) -> Iterator[Rung]:
    """The three stages in order, up to the one that a procedure has `reached`."""
    order = list(MEANINGS)
    for place, name in enumerate(order):
        yield Rung(name, MEANINGS[name], place <= order.index(reached), name == reached)
