"""通知の設定."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

HOURS = [(f"{hour:02}:00", format_lazy(_("{hour}時"), hour=hour)) for hour in range(24)]
LANGUAGES = [("ja", "日本語"), ("ja-easy", "やさしい日本語"), ("en", "English")]


class PreferenceForm(forms.Form):
    """Language, channels, quiet hours."""

    language = forms.ChoiceField(label=_("お知らせのことば"), choices=LANGUAGES)
    email = forms.BooleanField(label=_("メールで受け取る"), required=False)
    push = forms.BooleanField(label=_("スマートフォンやパソコンの通知で受け取る"), required=False)
    quiet_from = forms.ChoiceField(label=_("通知を止める時刻"), choices=HOURS)
    quiet_until = forms.ChoiceField(
        label=_("通知を再開する時刻"),
        choices=HOURS,
        help_text=_(
            "この時間に届くはずの通知は、再開する時刻に届きます。急ぎの通知とメールは、すぐに届きます。"
        ),
    )
