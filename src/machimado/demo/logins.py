"""The demo's logins."""


def ensure() -> None:
    """Hand out the logins that are missing."""
