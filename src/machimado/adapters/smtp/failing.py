"""The failing stand-in: for tests and for rehearsing an outage."""

from machimado.engines.messaging import api as messaging


class FailingMail:
    """E-mail that meets one given error after the other, and the last one for ever."""

    name = messaging.EMAIL

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors) or [messaging.TemporaryError("the mail server is down")]
        self.tried: list[str] = []

    def targets(self, account_id: str) -> list[str]:
        return []

    def gone(self, target: str) -> None:
        pass

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        self.tried.append(outgoing.key)
        raise self._errors.pop(0) if len(self._errors) > 1 else self._errors[0]
