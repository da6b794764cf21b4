"""Tables of this room."""

from machimado.core.definitions.models.edition import EditionRecord

__all__ = ["EditionRecord"]
