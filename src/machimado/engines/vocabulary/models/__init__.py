"""Tables of this room."""

from machimado.engines.vocabulary.models.known import KnownFact
from machimado.engines.vocabulary.models.ledger import Ledger

__all__ = ["KnownFact", "Ledger"]
