"""`machimado keys create|rotate|reencrypt|status`."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from machimado.core.keys import api as keys
from machimado.core.keys import keyring, store
from machimado.kernel import clock


class Command(BaseCommand):
    help = "Make, rotate and inspect the keyring."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("create", help="make the first keyring; copy it to a safe, apart from the backups")
        verbs.add_parser("rotate", help="make a new key and close everything anew under it")
        verbs.add_parser("reencrypt", help="go on with a rotation that was interrupted")
        verbs.add_parser("status", help="list the keys by id and date")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])()
        except keyring.KeyringError as error:
            raise CommandError(str(error)) from error

    def create(self) -> None:
        path = store.path()
        if path.exists():
            raise CommandError(f"There is a keyring at {path} already; it was left as it is.")
        store.create(path)
        self.stdout.write(f"Made {path}. Without this file nobody can read the data: keep a copy in a safe.")

    def rotate(self) -> None:
        self._report(keys.rotate(at=clock.now()))

    def reencrypt(self) -> None:
        self._report(keys.reencrypt())

    def status(self) -> None:
        ring = store.ring()
        for key in sorted(ring.keys.values(), key=lambda key: key.made):
            self.stdout.write(f"{key.id}  {key.made}{'  active' if key.id == ring.active else ''}")

    def _report(self, progress: Iterable[keys.Progress]) -> None:
        for one in progress:
            self.stdout.write(f"{one.place}: {one.rewritten}")
        self.stdout.write(
            "Everything is closed by the active key. Old keys stay in the ring for old backups.\n"
            f"Copy {store.path()} to the safe again: without its newest key what is written from now on is lost."
        )
