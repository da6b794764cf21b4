"""Controls. What was typed stays in them when it was wrong; ids are those that Django's aria-describedby names."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machimado.kernel import wareki

WESTERN = "AD"


class EraDateWidget(forms.MultiWidget):
    """年号 (西暦 included) + 年・月・日. Values travel as era key and three strings, never through a date that failed."""

    template_name = "ui/widgets/era_date.html"
    use_fieldset = True
    PARTS = ("era", "year", "month", "day")

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, autocomplete: str = "", era: str = "R"
    ) -> None:
        choices = [(e.key, e.name) for e in wareki.ERAS] + [(WESTERN, _("西暦"))]
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        bday = {
            part: {"autocomplete": f"bday-{part}"} if autocomplete == "bday" else {} for part in self.PARTS
        }
        self.default_era = era
        super().__init__(
            {
                "era": forms.Select(choices=choices),
                "year": forms.TextInput({**numeric, **bday["year"], "class": "md-input--2", "maxlength": 5}),
                "month": forms.TextInput(
                    {**numeric, **bday["month"], "class": "md-input--2", "maxlength": 4}
                ),
                "day": forms.TextInput({**numeric, **bday["day"], "class": "md-input--2", "maxlength": 4}),
            },
            attrs,
        )

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        if not isinstance(value, date):
            return [self.default_era, "", "", ""]
        era = wareki.era_of(value)
        if era is None:
            return [WESTERN, str(value.year), str(value.month), str(value.day)]
        return [era.key, str(value.year - era.first.year + 1), str(value.month), str(value.day)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in self.PARTS)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("年号"), _("年"), _("月"), _("日"))
        context["parts"] = list(zip(context["widget"]["subwidgets"], labels, strict=True))
        return context


class PostalCodeWidget(forms.TextInput):
    """〒 + 「住所をさがす」. The button submits the form (`name=find_address`); htmx fills the address in place."""

    template_name = "ui/widgets/postal_code.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, fills: str = "") -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "postal-code", **(attrs or {})})
        self.fills = fills

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        prefix = name.rpartition("-")[0]
        context["fills"] = f"id_{prefix}-{self.fills}" if prefix and self.fills else f"id_{self.fills}"
        context["searchable"] = bool(self.fills)
        return context


class RadioChoices(forms.RadioSelect):
    template_name = "ui/widgets/choices.html"
    use_fieldset = True


class Checkboxes(forms.CheckboxSelectMultiple):
    template_name = "ui/widgets/choices.html"
    use_fieldset = True


class MoneyWidget(forms.TextInput):
    template_name = "ui/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "class": "md-input--10", **(attrs or {})})


class FileWidget(forms.FileInput):
    """A plain file control: what was already uploaded is listed beside it by the page that knows."""


class MultipleFileWidget(forms.FileInput):
    allow_multiple_selected = True
