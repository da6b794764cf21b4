"""`machimado journal verify|seal|root|receipt`."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from machimado.core.journal import api as journal
from machimado.kernel import clock


class Command(BaseCommand):
    help = "Check, seal and prove the journal."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("verify", help="check every entry, root and attested thing; exit 1 on a fault")
        verbs.add_parser("seal", help="seal what is committed now")
        verbs.add_parser("root", help="print the newest root as it is published")
        receipt = verbs.add_parser("receipt", help="print the receipt of an entry")
        receipt.add_argument("entry", help="the entry's id")
        receipt.add_argument("--size", type=int, help="against the root over so many entries")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["verb"])(**options)

    def verify(self, **options: Any) -> None:
        faults = journal.verify()
        for fault in faults:
            self.stdout.write(f"{fault.sentence()} / {fault}")
        root = journal.newest_root()
        size = root.size if root else 0
        if faults:
            raise CommandError(f"{len(faults)} faults in a journal of {size} sealed entries.")
        self.stdout.write(f"The journal is whole: {size} sealed entries, root {root.root if root else '-'}.")

    def seal(self, **options: Any) -> None:
        journal.seal(at=clock.now())
        self.root()

    def root(self, **options: Any) -> None:
        root = journal.newest_root()
        self.stdout.write(root.published if root else "Nothing is sealed yet.")

    def receipt(self, *, entry: str, size: int | None, **options: Any) -> None:
        try:
            receipt = journal.receipt(UUID(entry), size=size)
        except ValueError:
            raise CommandError("This is no entry's id.") from None
        if receipt is None:
            raise CommandError("There is no sealed entry of this id, or no such root over it.")
        self.stdout.write(receipt.json())
