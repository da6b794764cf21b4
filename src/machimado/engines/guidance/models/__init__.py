"""Tables of this room."""

from machimado.engines.guidance.models.due import Completion, Dismissal, DueItem
from machimado.engines.guidance.models.round import Round, Touch

__all__ = ["Completion", "Dismissal", "DueItem", "Round", "Touch"]
