"""What a server's refusal means. Its words are not kept: they quote the address."""

from machimado.engines.messaging import api as messaging


def refused(code: int) -> Exception:
    """4xx: try again (greylisting, a full mailbox). 5xx: it will not help (RFC 5321 4.2.1)."""
    if code >= 500:
        return messaging.PermanentError(f"refused: {code}")
    return messaging.TemporaryError(f"not now: {code}")
