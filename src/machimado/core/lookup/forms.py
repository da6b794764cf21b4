"""What an official says before looking: whom, and what for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "inquiry": _("本人からの相談・問い合わせ"),
    "case": _("申請・届出の受付や審査"),
    "check": _("記載内容の確認"),
    "letter": _("通知の送付"),
}
"""目的: shown to the person beside who looked and when (閲覧の記録)."""
WORDS = {
    "inquiry": "本人からの相談・問い合わせ",
    "case": "申請・届出の受付や審査",
    "check": "記載内容の確認",
    "letter": "通知の送付",
}
"""The same as the journal keeps them, whatever language the official reads."""


class SearchForm(forms.Form):
    query = forms.CharField(
        label=_("名前・カナ・生年月日・宛名番号"),
        help_text=_(
            "例：髙橋　よしこ／タカハシ S60.4.2。旧字と新字、ひらがなとカタカナは、どちらでもさがせます。"
        ),
        max_length=100,
        error_messages={"required": _("さがす言葉を入れてください。例：山田　太郎")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = forms.ChoiceField(
        label=_("見る目的"),
        help_text=_("だれが、いつ、何のために見たかは、ご本人にも見えます。"),
        choices=[("", _("選んでください")), *PURPOSES.items()],
        error_messages={"required": _("見る目的を選んでください。")},
    )


class PurposeForm(forms.Form):
    purpose = SearchForm.base_fields["purpose"]
