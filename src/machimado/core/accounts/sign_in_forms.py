"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as authenticator_app
from allauth.mfa.webauthn import forms as passkeys
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


class AddEmailForm(allauth.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["email"], _("新しいメールアドレス"), EMAIL_EXAMPLE)


def numbered(field: forms.Field, required: Any) -> None:
    """A number that a mail or an app shows: it has one name on every page that asks for it."""
    worded(field, _("番号"))
    field.error_messages["required"] = required


APP_NUMBER = _("アプリに出ている6けたの番号を入力してください。例：123456")


class ConfirmEmailVerificationCodeForm(allauth.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered(self.fields["code"], _("メールに書いてある番号を入力してください。"))


class AuthenticateForm(second_factor.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered(self.fields["code"], APP_NUMBER)


class ReauthenticateForm(second_factor.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered(self.fields["code"], APP_NUMBER)


class ActivateTOTPForm(authenticator_app.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered(self.fields["code"], APP_NUMBER)


def named(field: forms.Field) -> None:
    worded(field, _("パスキーの名前"), _("例：わたしの電話"))
    field.error_messages["required"] = _("パスキーの名前を入力してください。例：わたしの電話")


class AddWebAuthnForm(passkeys.AddWebAuthnForm):
    """An empty name is no error here: the device has made the passkey already when the form arrives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named(self.fields["name"])
        worded(
            self.fields["passwordless"],
            _("パスワードを使わずにサインインする"),
            _("指紋や顔、端末の暗証番号だけで入れます。"),
        )
        self.fields["passwordless"].initial = True


class EditWebAuthnForm(passkeys.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named(self.fields["name"])
