"""`machimado restore FOLDER`: bring a backup back into an empty database, and verify it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from machimado.core.operations.backup import RestoreRefused, restore
from machimado.core.operations.engine import CopyFailed
from machimado.kernel import clock


class Command(BaseCommand):
    help = "Restore a backup into an empty database; repeat the shreddings since; verify the journal."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = restore(options["folder"], at=clock.now())
        except (RestoreRefused, CopyFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"files: {report.files}, shredded again: {report.shredded}")
        if report.faults:
            raise CommandError("The journal does not verify:\n" + "\n".join(report.faults))
        self.stdout.write("The journal verifies.")
