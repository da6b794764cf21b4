"""From a question to form fields and back: one field for most types, several for names, addresses and accounts."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from machimado.engines.procedures.definitions import Question
from machimado.kernel import telephone, wareki
from machimado.ui import fields as ui
from machimado.ui import widgets

Fields = dict[str, forms.Field]  # by part; "" is the only part of a simple question
TEXT, LONG = 200, 1000


class MonthField(forms.CharField):
    """年月 as "2028-03", shown as 令和10年3月; takes 2028年3月, 2028/3, 令和10年3月."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}", value):
            return wareki.format_month(date.fromisoformat(f"{value}-01"))
        return value

    def to_python(self, value: Any) -> str:
        text = ui.narrow(str(value or ""))
        if not text:
            return ""
        try:
            day = wareki.parse_date(f"{re.sub(r'月$', '', text)}月1日" if "年" in text else f"{text}-1")
        except wareki.InvalidDate:
            raise ValidationError(_t("年と月を入力してください。例：令和10年3月"), code="month") from None
        return f"{day.year:04}-{day.month:02}"


class DigitsField(forms.CharField):
    """Digits in either width; hyphens and spaces are taken out."""

    def __init__(self, *, length: tuple[int, int], example: str, **kwargs: Any) -> None:
        self.length, self.example = length, example
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric", "class": "md-input--10"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        digits = re.sub(r"[-\s]", "", ui.narrow(str(value or "")))
        low, high = self.length
        if digits and not (digits.isdigit() and low <= len(digits) <= high):
            raise ValidationError(_t("数字で入力してください。例：%(example)s") % {"example": self.example})
        return digits


def fields_of(question: Question, language: str, *, required: bool) -> Fields:
    """The fields of one question; `required` follows the definition, except where a paper is recorded as it came."""
    label = question.label.in_language(language)
    common = {"label": label, "required": required}
    if question.help and question.type not in COMPOSITES:
        common["help_text"] = question.help.in_language(language)
    if question.type in COMPOSITES:
        return COMPOSITES[question.type](required)
    return {"": _simple(question, language, common)}


def _simple(question: Question, language: str, common: dict[str, Any]) -> forms.Field:
    if question.type in ("選択", "複数選択"):
        return _choice(question, language, common)
    if question.type == "はい・いいえ":
        choices = [("はい", _("はい")), ("いいえ", _("いいえ"))]
        return forms.ChoiceField(
            choices=choices, widget=widgets.RadioChoices, **_said(common, _("どちらかを選んでください。"))
        )
    if question.type == "日付":
        return ui.EraDateField(**common)
    if question.type == "整数":
        return forms.IntegerField(
            min_value=0, widget=forms.TextInput({"inputmode": "numeric", "class": "md-input--4"}), **common
        )
    if question.type == "長文":
        return forms.CharField(
            max_length=question.maximum or LONG,
            widget=forms.Textarea({"rows": 4}),
            **_said(common, _("入力してください。")),
        )
    if question.type == "文字列":
        return forms.CharField(max_length=question.maximum or TEXT, **_said(common, _("入力してください。")))
    made: forms.Field = _TYPED[question.type](**common)
    return made


def _choice(question: Question, language: str, common: dict[str, Any]) -> forms.Field:
    choices = [(c.value, _choice_words(c, language)) for c in question.choices]
    if question.type == "複数選択":
        return forms.MultipleChoiceField(
            choices=choices, widget=widgets.Checkboxes, **_said(common, _("一つ以上選んでください。"))
        )
    return forms.ChoiceField(
        choices=choices, widget=widgets.RadioChoices, **_said(common, _("一つ選んでください。"))
    )


def _choice_words(choice: Any, language: str) -> str:
    words: str = choice.label.in_language(language)
    return f"{words}({choice.help.in_language(language)})" if choice.help else words


def _said(common: dict[str, Any], required: Any) -> dict[str, Any]:
    return {**common, "error_messages": {"required": required}}


_TYPED: dict[str, Callable[..., forms.Field]] = {
    "金額": ui.MoneyField,
    "年月": lambda **kw: MonthField(widget=forms.TextInput({"class": "md-input--10"}), **kw),
    "電話番号": ui.PhoneField,
    "郵便番号": ui.PostalCodeField,
    "メール": lambda **kw: forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}), **kw),
}


def _text(
    label: Any, required: bool, *, autocomplete: str = "off", maximum: int = 100, example: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=maximum,
        help_text=example,
        widget=forms.TextInput({"autocomplete": autocomplete}),
        error_messages={"required": _("入力してください。")},
    )


def _name(required: bool) -> Fields:
    return {
        "氏": _text(_("姓"), required, autocomplete="family-name"),
        "名": _text(_("名"), required=False, autocomplete="given-name"),
        "氏カナ": ui.KanaField(label=_("姓のふりがな"), required=False, max_length=100),
        "名カナ": ui.KanaField(label=_("名のふりがな"), required=False, max_length=100),
    }


def _address(required: bool) -> Fields:
    return {
        "郵便番号": ui.PostalCodeField(fills="所在地", required=False),
        "所在地": _text(
            _("住所"),
            required,
            autocomplete="street-address",
            maximum=300,
            example=_("例：宮城県白石市大手町1番1号"),
        ),
        "建物": _text(_("建物の名前・部屋番号"), required=False, maximum=200),
    }


def _account(required: bool) -> Fields:
    kinds = [("普通", _("普通")), ("当座", _("当座"))]
    return {
        "金融機関": _text(_("金融機関の名前"), required, example=_("例：ゆうちょ銀行")),
        "支店": _text(_("支店の名前"), required, example=_("例：八一八")),
        "種目": forms.ChoiceField(
            label=_("口座の種類"),
            choices=kinds,
            required=required,
            widget=widgets.RadioChoices,
            error_messages={"required": _("一つ選んでください。")},
        ),
        "番号": DigitsField(
            label=_("口座番号"),
            required=required,
            length=(4, 8),
            example="1234567",
            help_text=_("例：1234567"),
            error_messages={"required": _("口座番号を入力してください。例：1234567")},
        ),
        "名義": ui.KanaField(
            label=_("口座名義(カナ)"),
            required=required,
            max_length=100,
            help_text=_("例：シロイシ ハナコ"),
            error_messages={"required": _("入力してください。")},
        ),
    }


COMPOSITES: Mapping[str, Callable[[bool], Fields]] = {"氏名": _name, "住所": _address, "口座": _account}
NEEDED = {"氏名": ("氏",), "住所": ("所在地",), "口座": ("金融機関", "支店", "種目", "番号", "名義")}


def to_answer(question: Question, cleaned: Mapping[str, Any]) -> Any:
    """Cleaned parts in the JSON shape of an answer."""
    if question.type in COMPOSITES:
        return {part: value or "" for part, value in cleaned.items()}
    value = cleaned[""]
    if question.type == "はい・いいえ":
        return None if value == "" else value == "はい"
    return value.isoformat() if isinstance(value, date) else value


def to_initial(question: Question, value: Any) -> dict[str, Any]:
    """An answer as the initial values of its fields."""
    if question.type in COMPOSITES:
        return dict(value or {})
    if question.type == "はい・いいえ" and value is not None:
        return {"": "はい" if value else "いいえ"}
    if question.type == "電話番号" and value:
        return {"": telephone.written(value)}
    return {"": value}
