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
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("this is not a receipt") from error
    texts = (receipt.entry, receipt.personal_digest, receipt.root, *receipt.path)
    if type(receipt.index) is not int or type(receipt.size) is not int:
        raise ValueError("this is not a receipt")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("this is not a receipt")
    return receipt


def verify(receipt_json: str, root: str) -> bool:
    """Whether the entry of the receipt is in the tree of this root: hexadecimal digits, or a published line.

    The path proves the entry. What the receipt says of the root must agree too, and with a published line the size,
    which the digits alone do not tell.
    """
    try:
        receipt = load(receipt_json)
        leaf = merkle.leaf_hash(receipt.entry.encode(), bytes.fromhex(receipt.personal_digest))
        path = [bytes.fromhex(step) for step in receipt.path]
        wanted, size = _root(root)
        agrees = bytes.fromhex(receipt.root) == wanted and size in {None, receipt.size}
        return agrees and merkle.root_from_inclusion(leaf, receipt.index, receipt.size, path) == wanted
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _root(root: str) -> tuple[bytes, int | None]:
    text = root.strip()
    if not text.startswith("{"):
        return bytes.fromhex(text), None
    line = json.loads(text)
    return bytes.fromhex(line["root"]), int(line["size"])


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("python -m machimado.core.journal.receipts RECEIPT.json ROOT\n")
        return 2
    try:
        receipt = Path(arguments[0]).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{arguments[0]} cannot be read: {type(error).__name__}\n")
        return 2
    good = verify(receipt, arguments[1])
    sys.stdout.write(
        "The entry is in the journal of this root.\n" if good else "The receipt does not fit the root.\n"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
