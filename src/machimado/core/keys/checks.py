"""A system check: production has its keyring before it serves."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from machimado.core.keys import keyring, store


@register(deploy=False)
def keyring_is_usable(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """In production a keyring exists that its owner alone can read; elsewhere one is made when it is needed."""
    if settings.MODE != "production":
        return []
    try:
        keyring.load(store.path())
    except keyring.KeyringError as error:
        return [Error(str(error), id="keys.E001")]
    return []
