"""`machimado backup FOLDER`: the database, the files and the roots; not the keyring, which you keep elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from machimado.core.operations.backup import backup
from machimado.core.operations.engine import CopyFailed
from machimado.kernel import clock


class Command(BaseCommand):
    help = "Write a backup into a new folder below FOLDER."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(str(backup(options["folder"], at=clock.now())))
        except (CopyFailed, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
