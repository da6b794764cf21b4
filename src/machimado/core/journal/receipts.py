"""Receipts: proof that an entry is in the journal, for whoever has only the published root. Pure Python, no Django.

    python -m machimado.core.journal.receipts RECEIPT.json ROOT

says whether the receipt belongs to the root (64 hexadecimal digits, or the published line that holds it).
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from machimado.core.journal import merkle


@dataclass(frozen=True)
class Receipt:
    """The entry's canonical public text, the digest of its personal part, its place, and the path to the root."""

    entry: str
    personal_digest: str
    index: int
    size: int
    path: tuple[str, ...]
    root: str

    def json(self) -> str:
        """The receipt as a resident keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @property
    def content(self) -> Any:
        """What the entry says: id, type, at, actor, subject, public fields, digests."""
        return json.loads(self.entry)


def load(text: str) -> Receipt:
    """A receipt from its JSON; raises ValueError if it is none."""
    try:
        fields = json.loads(text)
        receipt = Receipt(**{**fields, "path": tuple(fields["path"])})
    except (TypeError, KeyError) as error:
        raise ValueError("this is not a receipt") from error
    whole = (
        isinstance(receipt.index, int) and isinstance(receipt.size, int) and isinstance(receipt.entry, str)
    )
    if not whole:
        raise ValueError("this is not a receipt")
    return receipt


def verify(receipt_json: str, root: str) -> bool:
    """Whether the entry of the receipt is in the tree of this root: hexadecimal digits, or a published line."""
    try:
        receipt = load(receipt_json)
        leaf = merkle.leaf_hash(receipt.entry.encode(), bytes.fromhex(receipt.personal_digest))
        path = [bytes.fromhex(step) for step in receipt.path]
        return merkle.root_from_inclusion(leaf, receipt.index, receipt.size, path) == _root(root)
    except (ValueError, TypeError, KeyError):
        return False


def _root(root: str) -> bytes:
    text = root.strip()
    return bytes.fromhex(json.loads(text)["root"] if text.startswith("{") else text)


def main(arguments: list[str]) -> int:
    good = verify(Path(arguments[0]).read_text(encoding="utf-8"), arguments[1])
    sys.stdout.write(
        "The entry is in the journal of this root.\n" if good else "The receipt does not fit the root.\n"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
