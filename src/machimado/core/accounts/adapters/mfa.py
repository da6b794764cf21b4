"""allauth's questions about second factors, answered: secrets are encrypted, officials keep one."""

import base64

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machimado.core.accounts import second_factor
from machimado.core.accounts.models import Account
from machimado.core.keys import api as keys

PURPOSE = "accounts.second_factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("番号が違います。いま表示されている番号を入れてください。"),
        "cannot_delete_authenticator": _(
            "職員のサインインには、2つめの確認が一ついります。先に別の方法を追加してください。"
        ),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.encrypt(text.encode(), purpose=PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.decrypt(base64.b64decode(encrypted_text), purpose=PURPOSE).decode()

    def build_totp_svg(self, url: str) -> str:
        """An inline SVG without style attributes: the policy of headers allows neither them nor data: addresses."""
        return str(segno.make(url, error="m").svg_inline(border=3, title="QR", light="white", omitsize=True))

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """The first passkey is that of the device in the hand; the others are counted."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("この端末") if number == 1 else gettext("%(n)s番めのパスキー") % {"n": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not getattr(authenticator.user, "is_official", False):
            return True
        return bool(second_factor.others(authenticator))


def reencrypt() -> int:
    """Close every secret anew under the active key; returns how many were rewritten."""
    secrets = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    return sum(_reencrypt(key) for key in list(secrets.values_list("pk", flat=True)))


@transaction.atomic
def _reencrypt(key: int) -> int:
    """One row, locked: a recovery code that is used meanwhile stays used."""
    authenticator = Authenticator.objects.select_for_update().filter(pk=key).first()
    if authenticator is None:
        return 0
    adapter, rewritten = SecondFactorAdapter(), 0
    for name in ("secret", "seed"):
        if name in authenticator.data and not keys.is_current(base64.b64decode(authenticator.data[name])):
            authenticator.data[name] = adapter.encrypt(adapter.decrypt(authenticator.data[name]))
            rewritten += 1
    if rewritten:
        authenticator.save(update_fields=["data"])
    return rewritten
