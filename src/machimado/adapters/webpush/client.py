"""The real client: Web Push (RFC 8030), encrypted for the device (RFC 8291), signed by the city (RFC 8292)."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from machimado.adapters.webpush import endpoints, subscriptions, vapid
from machimado.engines.messaging import api as messaging
from machimado.kernel import clock

TIMEOUT = 15.0
TTL = 3 * 24 * 60 * 60  # seconds that a push service keeps it for a phone that is off
TITLE = "まちまど"


class NoAnswer(messaging.TemporaryError):
    """The push service could not be reached."""


class WebPushChannel:
    """Notifications on phones and computers. They say that there is something, never what or about whom."""

    name = messaging.PUSH
    panel = "webpush/device.html"

    def __init__(self, *, contact: str) -> None:
        self._contact = contact
        self._rest = messaging.Rest()

    def targets(self, account_id: str) -> list[str]:
        return subscriptions.of(account_id)

    def gone(self, target: str) -> None:
        subscriptions.remove(target)

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        """Push to one device. The Topic is the same at every attempt: a second one replaces the first."""
        info = subscriptions.info(outgoing.target)
        if info is None:
            raise messaging.PermanentError("unsubscribed")
        if not endpoints.allowed(str(info["endpoint"])):
            raise messaging.PermanentError("not a push service", gone=True)
        host = str(urlsplit(str(info["endpoint"])).netloc)
        self._rest.check(host, at=clock.now())
        try:
            return self._post(info, outgoing)
        except (NoAnswer, messaging.UnknownOutcome):
            self._rest.begin(host, at=clock.now())
            raise

    def _post(self, info: dict[str, Any], outgoing: messaging.Outgoing) -> messaging.Receipt:
        import requests
        from pywebpush import webpush

        try:
            response: Any = webpush(
                info,
                data=payload(outgoing),
                vapid_private_key=vapid.private_key(),
                vapid_claims={"sub": f"mailto:{self._contact}"},
                ttl=TTL,
                timeout=TIMEOUT,
                headers={"Topic": outgoing.key, "Urgency": "high" if outgoing.urgent else "normal"},
                requests_session=_session(),
            )
        except requests.exceptions.ReadTimeout as error:
            raise messaging.UnknownOutcome("no answer") from error
        except requests.exceptions.RequestException as error:
            raise NoAnswer(f"no connection: {type(error).__name__}") from error
        except Exception as error:
            raise _refused(error) from error
        return messaging.Receipt(str(response.status_code))


def payload(outgoing: messaging.Outgoing) -> str:
    """What the service worker shows: a general title and text, and where a tap leads."""
    return json.dumps(
        {
            "title": TITLE,
            "body": outgoing.body,
            "link": outgoing.link,
            "lang": "en" if outgoing.language == "en" else "ja",
            "tag": outgoing.key,
        },
        ensure_ascii=False,
    )


def _session() -> Any:
    """A session that follows no redirect: an endpoint may not send us elsewhere."""
    import requests

    class Straight(requests.Session):
        def request(self, *args: Any, **kwargs: Any) -> requests.Response:
            return super().request(*args, **{**kwargs, "allow_redirects": False})

    return Straight()


def _refused(error: Exception) -> Exception:
    """404, 410: the subscription is gone. 429, 5xx: later, when the service says. Others: it will not help."""
    response = getattr(error, "response", None)
    if response is None:
        return messaging.PermanentError(f"cannot be encrypted: {type(error).__name__}", gone=True)
    code = response.status_code
    if code in (404, 410):
        return messaging.PermanentError(str(code), gone=True)
    if code == 429 or code >= 500:
        return messaging.TemporaryError(str(code), retry_after=_seconds(response.headers.get("Retry-After")))
    return messaging.PermanentError(str(code))


def _seconds(retry_after: str | None) -> int | None:
    """Retry-After in either of its forms (RFC 9110 10.2.3), a day at most."""
    if not retry_after:
        return None
    try:
        seconds = int(retry_after)
    except ValueError:
        try:
            when: datetime = parsedate_to_datetime(retry_after)
        except ValueError:
            return None
        when = when if when.tzinfo else when.replace(tzinfo=UTC)  # "-0000"
        seconds = int((when - clock.now()).total_seconds())
    return min(max(seconds, 0), 86_400)
