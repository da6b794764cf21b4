"""How stated items are written on an official paper: eras, months, money, names and addresses."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from machimado.engines.documents.definitions import Item, Kind
from machimado.kernel import wareki
from machimado.kernel.address import Address, Withheld
from machimado.kernel.money import format_yen, parse_yen


class WrongItems(ValueError):
    """Items are missing, unknown or of the wrong kind; `faults` names each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


def long_date(day: date) -> str:
    """令和8年11月23日."""
    return wareki.format_date(day, weekday=False)


def fiscal_year(day: date) -> int:
    """The 年度 of a day: it begins on 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def written(items: Mapping[str, Item], data: Mapping[str, Any]) -> dict[str, Any]:
    """The stated items as they are printed. Raises WrongItems naming every fault at once."""
    faults = [f"「{key}」という記載事項はありません。" for key in data if key not in items]
    result: dict[str, Any] = {}
    for key, item in items.items():
        value = data.get(key)
        if value is None or value == "" or value == []:
            if item.required:
                faults.append(f"「{key}」がありません。")
            result[key] = [] if item.type is Kind.LIST else ""
            continue
        try:
            result[key] = _item(item, value)
        except (ValueError, TypeError, KeyError) as error:
            faults.append(f"「{key}」を{item.type}として書けません({error})。")
    if faults:
        raise WrongItems(faults)
    return result


def _item(item: Item, value: Any) -> Any:
    if item.type is Kind.LIST:
        return [
            {name: _value(kind, row.get(name, "")) for name, kind in item.columns.items()} for row in value
        ]
    return _value(item.type, value)


def _value(kind: Kind, value: Any) -> str:
    if value is None or value == "":
        return ""
    if kind is Kind.DATE:
        return long_date(value if isinstance(value, date) else wareki.parse_date(str(value)))
    if kind is Kind.MONTH:
        return wareki.format_month(value if isinstance(value, date) else _month(str(value)))
    if kind is Kind.MONEY:
        return format_yen(parse_yen(str(value)))
    if kind is Kind.COUNT:
        return f"{int(value)}"
    return _lines(str(value)) if kind in (Kind.TEXT, Kind.LONG) else str(value)


def _lines(text: str) -> str:
    """What somebody typed into a form: browsers end lines with CR LF, and tabs come with what is pasted."""
    return re.sub(r"\r\n?", "\n", text).replace("\t", " ").strip("\n")


def _month(text: str) -> date:
    """2026-12, or 令和8年12月, or any day of the month."""
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return date.fromisoformat(f"{text}-01")
    return wareki.parse_date(f"{text}1日" if text.endswith("月") else text)


def address_lines(address: Address | Withheld) -> dict[str, Any]:
    """An address as a window envelope shows it; nothing of one that is withheld."""
    if isinstance(address, Withheld):
        return {"postal": "", "lines": []}
    postal = address.postal_code.replace("-", "")
    line = f"{address.prefecture}{address.municipality}{address.town}{address.street}"
    lines = [part for part in (line, address.building) if part]
    return {"postal": f"{postal[:3]}-{postal[3:]}" if len(postal) == 7 else postal, "lines": lines}
