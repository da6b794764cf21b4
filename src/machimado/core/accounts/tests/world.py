"""What accounts adds to the world of the permission test."""

from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from machimado.core.accounts.tests.passkeys import add_passkey


def build(world: Any) -> dict[str, object]:
    for account in [world.resident, *world.officials.values()]:
        TOTP.activate(account, generate_totp_secret())
        RecoveryCodes.activate(account)
        add_passkey(account)
    mine = world.resident.authenticator_set.get(type="webauthn")
    other = add_passkey(world.other, "よその人の鍵")
    return {
        "my_passkey": mine.pk,
        "other_passkey": other.pk,
        "nobody_uid": "0",
        "nobody_key": "set-password",
    }
