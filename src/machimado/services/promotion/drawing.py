"""A chart as data for a server-made SVG: bars of the months, the target as a line. Its table always stands beside it."""

from dataclasses import dataclass

from machimado.kernel.text import Text
from machimado.services.promotion.measuring import Month
from machimado.ui.dates import spoken_month

WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 640, 270, 48, 56, 36, 36


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    label: Text
    value: Text | None


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    target_y: float | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM

    @property
    def target_label_y(self) -> float | None:
        return None if self.target_y is None else self.target_y - 6


def amount(number: float, unit: Text) -> Text:
    """A number with its unit; in English apart from it, unless it is a sign."""
    english = unit.in_language("en")
    return Text(
        ja=f"{number:g}{unit.ja}",
        easy=f"{number:g}{unit.in_language('ja-easy')}",
        en=f"{number:g}{'' if english == '%' else ' '}{english}",
    )


def draw(months: list[Month], *, unit: Text, target: float | None) -> Chart:
    """The bars of some months. A share runs from 0 to 100; a count up to its highest."""
    values = [month.value or 0.0 for month in months]
    top = 100.0 if unit.ja == "%" else max([*values, target or 0.0, 1.0])
    room, base = HEIGHT - BOTTOM - TOP, HEIGHT - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / len(months)

    def y(value: float) -> float:
        return round(base - room * value / top, 1)

    bars = tuple(
        Bar(
            x=round(LEFT + step * number + step * 0.2, 1),
            y=y(value),
            width=round(step * 0.6, 1),
            height=round(base - y(value), 1),
            middle=round(LEFT + step * (number + 0.5), 1),
            label=Text(ja=f"{month.first.month}月", en=spoken_month(month.first, "en")[:3]),
            value=None if month.value is None else amount(month.value, unit),
        )
        for number, (month, value) in enumerate(zip(months, values, strict=True))
    )
    ticks = tuple((y(top * n / 4), f"{top * n / 4:g}") for n in range(5))
    return Chart(bars, ticks, None if target is None else y(target))
