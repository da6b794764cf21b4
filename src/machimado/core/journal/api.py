"""The door of the journal: write what happened, read it, count it, seal it, prove it, check it, shred it."""

from machimado.core.journal.attested import attest_rows
from machimado.core.journal.outside import mark_restored
from machimado.core.journal.proving import RootView, consistency, newest_root, receipt, root, roots
from machimado.core.journal.queries import entries, entry, looks, tally, tally_by
from machimado.core.journal.receipts import Receipt
from machimado.core.journal.recording import look, record
from machimado.core.journal.sealing import seal
from machimado.core.journal.shredding import replay_shreds, shred
from machimado.core.journal.types import Digest, EntryType, EntryView, all_types, register, subscribe
from machimado.core.journal.verification import verify
from machimado.core.journal.verification.digests import attest, attest_outside
from machimado.core.journal.verification.faults import Fault
from machimado.core.journal.verification.faults import Kind as FaultKind

__all__ = [
    "Digest",
    "EntryType",
    "EntryView",
    "Fault",
    "FaultKind",
    "Receipt",
    "RootView",
    "all_types",
    "attest",
    "attest_outside",
    "attest_rows",
    "consistency",
    "entries",
    "entry",
    "look",
    "looks",
    "mark_restored",
    "newest_root",
    "receipt",
    "record",
    "register",
    "replay_shreds",
    "root",
    "roots",
    "seal",
    "shred",
    "subscribe",
    "tally",
    "tally_by",
    "verify",
]
