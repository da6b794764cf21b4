"""What residents and officials type to be linked, and to choose."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machimado.core.accounts import codes
from machimado.ui.fields import EraDateField, KanaField, PostalCodeField
from machimado.ui.widgets import RadioChoices


def plain_number(value: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", value) if each.isalnum())


class LinkRequestForm(forms.Form):
    """氏名カナ, 生年月日, and 郵便番号 or 宛名番号."""

    kana = KanaField(
        label=_("氏名のふりがな"),
        help_text=_("例：しろいし　はなこ"),
        max_length=200,
        error_messages={"required": _("氏名のふりがなを入力してください。例：しろいし　はなこ")},
    )
    birth_date = EraDateField(label=_("生年月日"), past=True, era="S", autocomplete="bday")
    postal_code = PostalCodeField(
        label=_("住民票の住所の郵便番号"),
        required=False,
        help_text=_("郵便番号か宛名番号の、どちらかを入力してください。例：989-0292"),
    )
    number = forms.CharField(
        label=_("宛名番号"),
        required=False,
        max_length=20,
        help_text=_("市からの通知書に書いてあります。"),
    )
    postal_code.need = number.need = _("どちらか必須")

    def clean_number(self) -> str:
        return plain_number(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("postal_code") and not cleaned.get("number"):
            self.add_error("postal_code", _("郵便番号か宛名番号のどちらかを入力してください。例：989-0292"))
        return cleaned

    def typed(self) -> dict[str, str]:
        """The answers as the job wants them."""
        found = self.cleaned_data
        return {
            "kana": found["kana"],
            "birth_date": found["birth_date"].isoformat(),
            "postal_code": found["postal_code"],
            "number": found["number"],
        }


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("手紙に書いてある番号"),
        help_text=_("例：ABCD-2345-WXYZ。小さい文字でも、ハイフンがなくてもかまいません。"),
        max_length=40,
        error_messages={"required": _("手紙に書いてある12文字の番号を入力してください。")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        code = codes.plain(self.cleaned_data["code"])
        if len(code) != sum(codes.GROUPS):
            raise forms.ValidationError(_("番号は12文字です。手紙をもう一度見て、全部入力してください。"))
        return code


class CounterLinkForm(forms.Form):
    """What the official at the counter types, after having looked at the identity document."""

    DOCUMENTS = [
        ("個人番号カード", _("マイナンバーカード")),
        ("運転免許証", _("運転免許証")),
        ("旅券", _("パスポート")),
        ("在留カード", _("在留カード・特別永住者証明書")),
        ("二点確認", _("その他の書類2点")),
    ]

    number = forms.CharField(label=_("宛名番号"), max_length=20)
    ticket = forms.CharField(
        label=_("本人の画面に出ている8けたの番号"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    document = forms.ChoiceField(label=_("確かめた本人確認書類"), choices=DOCUMENTS, widget=RadioChoices)

    def clean_number(self) -> str:
        return plain_number(self.cleaned_data["number"])

    def clean_ticket(self) -> str:
        return plain_number(self.cleaned_data["ticket"])


class CounterUnlinkForm(forms.Form):
    number = forms.CharField(label=_("宛名番号"), max_length=20)

    def clean_number(self) -> str:
        return plain_number(self.cleaned_data["number"])
