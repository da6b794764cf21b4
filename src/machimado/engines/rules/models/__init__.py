"""Tables of this room."""

from machimado.engines.rules.models.compiled import CompiledSQL

__all__ = ["CompiledSQL"]
