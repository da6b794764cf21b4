"""The door of operations: what may be served, and where."""

from machimado.core.operations.production import is_loopback, refuse_when

__all__ = ["is_loopback", "refuse_when"]
