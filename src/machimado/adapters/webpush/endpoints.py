"""Which addresses a push may be sent to: those of the browsers' push services, and no others.

An endpoint comes from the browser, that is, from anybody. Without this, a subscription could make the server call any
address inside the city's network (SSRF).
"""

import base64
import binascii
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

SERVICES = (
    "fcm.googleapis.com",
    "android.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    "web.push.apple.com",
    ".push.apple.com",
)
LONGEST = 1000


class NotAnEndpoint(ValueError):
    """Not a subscription of a browser's push service."""


def allowed(endpoint: str, *, services: Sequence[str] = SERVICES) -> bool:
    """Whether a push may go there: https, the usual port, a known service; or an origin that settings name."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or any(c.isspace() for c in endpoint):
        return False
    try:
        parts = urlsplit(endpoint)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return False
    if f"{parts.scheme}://{parts.netloc}" in settings.MACHIMADO_PUSH_ORIGINS:
        return True
    if parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc:
        return False
    return any(
        host == service or (service.startswith(".") and host.endswith(service)) for service in services
    )


def checked(info: object) -> dict[str, object]:
    """The endpoint and keys of a PushSubscription's JSON, and nothing else. Raises NotAnEndpoint."""
    try:
        endpoint, keys = info["endpoint"], info["keys"]  # type: ignore[index]
        found = {"p256dh": _key(keys["p256dh"], 65), "auth": _key(keys["auth"], 16)}
    except (KeyError, TypeError, binascii.Error, ValueError) as error:
        raise NotAnEndpoint("not a subscription") from error
    if not isinstance(endpoint, str) or not allowed(endpoint):
        raise NotAnEndpoint("not a push service")
    return {"endpoint": endpoint, "keys": found}


def _key(text: str, length: int) -> str:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(raw) != length:
        raise ValueError("wrong length")
    return text
