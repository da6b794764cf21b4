"""The failing stand-in: for tests and for rehearsing an outage."""

from machimado.engines.messaging import api as messaging


class FailingPush:
    """Every account has one device, and each push to it meets the given error."""

    name = messaging.PUSH

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error or messaging.TemporaryError("503")
        self.forgotten: list[str] = []

    def targets(self, account_id: str) -> list[str]:
        return [account_id]

    def gone(self, target: str) -> None:
        self.forgotten.append(target)

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        raise self._error
