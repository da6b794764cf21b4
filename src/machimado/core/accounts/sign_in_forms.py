"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

EMAIL = _("メールアドレス")
EMAIL_EXAMPLE = _("例：hanako@example.jp")


def worded(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Our label, no placeholder: what to type stands above the field and stays there."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class LoginForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        worded(self.fields["login"], EMAIL)
        worded(self.fields["password"], _("パスワード"))


class SignupForm(allauth.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["email"], EMAIL, EMAIL_EXAMPLE)
        worded(
            self.fields["password1"],
            _("パスワード"),
            _("10文字以上。好きなことばを3つ続けると、長くて覚えやすくなります。"),
        )


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["email"], EMAIL, EMAIL_EXAMPLE)
