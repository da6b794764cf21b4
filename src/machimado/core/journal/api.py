"""The door of the journal: write what happened, read it, count it, seal it, prove it, check it, shred it."""

from machimado.core.journal.queries import entries, entry, looks, tally, tally_by
from machimado.core.journal.recording import look, record
from machimado.core.journal.sealing import seal
from machimado.core.journal.types import EntryType, all_types, register, subscribe
from machimado.core.journal.views_of import Digest, EntryView

__all__ = [
    "Digest",
    "EntryType",
    "EntryView",
    "all_types",
    "entries",
    "entry",
    "look",
    "looks",
    "record",
    "register",
    "seal",
    "subscribe",
    "tally",
    "tally_by",
]
