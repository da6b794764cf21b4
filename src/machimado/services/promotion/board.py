"""The board: initiatives in the policy's order, each KPI with its live value."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from machimado.core.definitions import api as definitions
from machimado.kernel.text import Text
from machimado.services.promotion import drawing, measuring
from machimado.services.promotion.definitions import Initiative, Kpi


@dataclass(frozen=True, slots=True)
class Reading:
    """A KPI as it stands. `months` is empty where it is not measured yet."""

    kpi: Kpi
    months: tuple[measuring.Month, ...] = ()
    chart: drawing.Chart | None = None

    @property
    def measured(self) -> bool:
        return bool(self.months)

    @property
    def now(self) -> measuring.Month:
        return self.months[-1]

    @property
    def sentence(self) -> Text:
        """What the numbers say, before any axis."""
        if self.now.value is None:
            return Text(
                ja="今月はまだ届いたものがありません。",
                easy="今月《こんげつ》は まだ ありません。",
                en="Nothing has arrived this month yet.",
            )
        unit, value = self.kpi.unit, f"{self.now.value:g}"
        return Text(
            ja=f"今月は{value}{unit}です。{_change(self).ja}",
            easy=f"今月《こんげつ》は {value}{unit}です。",
            en=f"{value}{unit} this month. {_change(self).en}".strip(),
        )


def _change(reading: Reading) -> Text:
    before = next((m.value for m in reversed(reading.months[:-1]) if m.value is not None), None)
    if before is None or reading.now.value is None:
        return Text(ja="くらべられる月はまだありません。", en="There is no month to compare with yet.")
    moved = round(reading.now.value - before, 1)
    unit = "ポイント" if reading.kpi.unit == "%" else reading.kpi.unit
    if moved == 0:
        return Text(ja="前の月と同じです。", en="The same as before.")
    word = ("高く", "higher") if moved > 0 else ("低く", "lower")
    return Text(
        ja=f"前の月より{abs(moved):g}{unit}{word[0]}なりました。",
        en=f"{abs(moved):g} points {word[1]} than before.",
    )


def initiatives(*, on: date) -> list[tuple[str, Initiative]]:
    """Every initiative with its key, in the policy's order."""
    found = [(e.key, e.definition) for e in definitions.all_current("initiative", on=on)]
    known = [(key, body) for key, body in found if isinstance(body, Initiative)]
    return sorted(known, key=lambda pair: pair[1].number)


def axes(*, on: date) -> list[tuple[Text, list[tuple[str, Initiative, list[Reading]]]]]:
    """The three axes, each with its initiatives and their readings."""
    rows = [(key, body, readings(body, on=on)) for key, body in initiatives(on=on)]
    return [(axis, list(group)) for axis, group in groupby(rows, key=lambda row: row[1].axis)]


def readings(initiative: Initiative, *, on: date) -> list[Reading]:
    return [_reading(kpi, on) for kpi in initiative.kpis]


def _reading(kpi: Kpi, on: date) -> Reading:
    if kpi.measure is None:
        return Reading(kpi)
    months = measuring.months(kpi.measure, until=on)
    target = kpi.target.value if kpi.target else None
    return Reading(kpi, tuple(months), drawing.draw(months, unit=kpi.unit, target=target))
