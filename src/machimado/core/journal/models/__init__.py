"""What the journal remembers: entries, the tree over them, and its roots."""

from machimado.core.journal.models.entry import Entry
from machimado.core.journal.models.root import Root
from machimado.core.journal.models.subtree import Subtree

__all__ = ["Entry", "Root", "Subtree"]
