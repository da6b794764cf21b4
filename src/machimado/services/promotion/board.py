"""The board: initiatives in the policy's order, each KPI with its live value."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from machimado.core.definitions import api as definitions
from machimado.kernel.text import Text
from machimado.services.promotion import drawing, measuring
from machimado.services.promotion.definitions import Initiative, Kpi
from machimado.services.promotion.drawing import amount
from machimado.ui.dates import spoken_month


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
    def share(self) -> bool:
        return self.kpi.measure is not None and self.kpi.measure.kind == "割合"

    @property
    def sentence(self) -> Text:
        """What the numbers say, before any axis. The month is not over: it says what has come so far."""
        if self.now.value is None:
            return Text(
                ja="今月はまだ届いたものがありません。",
                easy="今月《こんげつ》は まだ ありません。",
                en="Nothing has arrived this month yet.",
            )
        value, change = amount(self.now.value, self.kpi.unit), _change(self)
        part, whole = self.now.part, self.now.whole
        return Text(
            ja=f"今月はこれまで、{f'{whole}件のうち{part}件で、' if self.share else ''}{value.ja}です。{change.ja}",
            easy=f"今月《こんげつ》は いままで {f'{whole}この うち {part}こで、' if self.share else ''}{value.easy}です。"
            f"{change.easy}",
            en=f"{value.en} this month so far{f' ({part} of {whole})' if self.share else ''}. {change.en}",
        )


def _change(reading: Reading) -> Text:
    """Against the latest month before this one in which there was something to measure, which is named."""
    before = next((month for month in reversed(reading.months[:-1]) if month.value is not None), None)
    if before is None or before.value is None or reading.now.value is None:
        return Text(
            ja="くらべられる月はまだありません。",
            easy="くらべる 月《つき》は まだ ありません。",
            en="There is no month to compare with yet.",
        )
    month = Text(ja=f"{before.first.month}月", en=spoken_month(before.first, "en"))
    moved = round(reading.now.value - before.value, 1)
    if moved == 0:
        return Text(
            ja=f"{month.ja}と同じです。", easy=f"{month.ja}と おなじです。", en=f"The same as in {month.en}."
        )
    unit = Text(ja="ポイント", easy="ポイント", en="points") if reading.share else reading.kpi.unit
    by, up = amount(abs(moved), unit), moved > 0
    return Text(
        ja=f"{month.ja}より{by.ja}{'増え' if up else '減り'}ました。",
        easy=f"{month.ja}より {by.easy} {'ふえ' if up else 'へり'}ました。",
        en=f"{by.en} {'more' if up else 'less'} than in {month.en}.",
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
