"""Form fields: take what people type (full and half width, hyphens, either kana), normalise, explain what is wrong."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from machimado.kernel import clock, kana, money, wareki
from machimado.ui import widgets
from machimado.ui.context import language

_HYPHENS = re.compile(r"[-‐‑‒–—―−ー－ｰ\s()（）〒]")


def narrow(value: str) -> str:
    """Digits, letters and signs in half width."""
    return unicodedata.normalize("NFKC", value).strip()


class EraDateField(forms.MultiValueField):
    """A date typed as 年号 + 年月日. Gives a date; stores nothing but ISO."""

    widget = widgets.EraDateWidget

    def __init__(self, *, autocomplete: str = "", era: str = "R", past: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.EraDateWidget(autocomplete=autocomplete, era=era))
        kwargs.setdefault(
            "error_messages", {"required": _("日付を入力してください。例：令和 7 年 4 月 1 日")}
        )
        self.past = past
        super().__init__(
            fields=tuple(forms.CharField(required=False) for _part in widgets.EraDateWidget.PARTS),
            require_all_fields=False,
            **kwargs,
        )

    def clean(self, value: Any) -> date | None:
        era, *numbers = [str(part or "") for part in (value or ["", "", "", ""])]
        if not any(numbers):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return self._dated(era, numbers)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = widgets.EraDateWidget().decompress(initial)
        return before != [str(part or "") for part in (data or before)]

    def _dated(self, era_key: str, numbers: list[str]) -> date:
        names = (_t("年"), _t("月"), _t("日"))
        missing = [name for name, number in zip(names, numbers, strict=True) if not number.strip()]
        if missing:
            raise ValidationError(
                _t("%(parts)sを入力してください。") % {"parts": "・".join(missing)}, code="incomplete"
            )
        year, month, day = (self._number(n, name) for n, name in zip(numbers, names, strict=True))
        found = self._day(era_key, year, month, day)
        if self.past and found > clock.today():
            raise ValidationError(_t("きょうより前の日付を入力してください。"), code="future")
        return found

    @staticmethod
    def _number(typed: str, name: str) -> int:
        plain = narrow(typed).rstrip("年月日")
        if plain == "元":
            return 1
        if not plain.isascii() or not plain.isdigit():
            raise ValidationError(
                _t("%(part)sは数字で入力してください。例：4") % {"part": name}, code="number"
            )
        return int(plain)

    @staticmethod
    def _day(era_key: str, year: int, month: int, day: int) -> date:
        try:
            if era_key == widgets.WESTERN:
                return wareki.parse_date(f"{year:04}-{month}-{day}")
            return wareki.from_era(era_key, year, month, day)
        except wareki.InvalidDate as invalid:
            raise ValidationError(invalid.text.in_language(language()), code="calendar") from invalid


class PostalCodeField(forms.CharField):
    """郵便番号 as seven digits without hyphen."""

    def __init__(self, *, fills: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.PostalCodeWidget(fills=fills))
        kwargs.setdefault("label", _("郵便番号"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        digits = _HYPHENS.sub("", narrow(str(value or "")))
        if digits and not re.fullmatch(r"[0-9]{7}", digits):
            raise ValidationError(_t("郵便番号は7けたの数字です。例：989-0292"), code="postal")
        return digits


class PhoneField(forms.CharField):
    """A telephone number as digits, a leading + kept."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "tel", "class": "md-input--20"}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        digits = _HYPHENS.sub("", narrow(str(value or "")))
        if digits and not re.fullmatch(r"0[0-9]{9,10}|\+[0-9]{8,15}", digits):
            raise ValidationError(
                _t("電話番号を市外局番から入力してください。例：0224-22-1111"), code="phone"
            )
        return digits


class KanaField(forms.CharField):
    """A reading: hiragana, half-width and full-width katakana all come out as full-width katakana."""

    def to_python(self, value: Any) -> str:
        reading = kana.katakana(super().to_python(value) or "")
        if reading and not kana.is_kana(reading):
            raise ValidationError(_t("ふりがなで入力してください。例：しろいし　はなこ"), code="kana")
        return reading


class MoneyField(forms.IntegerField):
    """Whole yen."""

    widget = widgets.MoneyWidget

    def to_python(self, value: Any) -> int | None:
        if value in (None, ""):
            return None
        try:
            return value if isinstance(value, int) else money.parse_yen(str(value))
        except money.InvalidAmount as invalid:
            raise ValidationError(invalid.text.in_language(language()), code="money") from invalid


class FileField(forms.FileField):
    widget = widgets.FileWidget
