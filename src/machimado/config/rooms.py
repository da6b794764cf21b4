"""The installed rooms and what each brings."""

from importlib.util import find_spec

from django.conf import settings


def rooms() -> list[str]:
    """The installed packages of the house, lower layers first."""
    return [name for name in settings.INSTALLED_APPS if name.startswith("machimado.")]


def with_module(module: str) -> list[str]:
    """Those rooms that have a module of this name."""
    return [room for room in rooms() if find_spec(f"{room}.{module}")]
