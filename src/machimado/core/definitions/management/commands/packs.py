"""`machimado packs load [FOLDER …]`: load packs; `check` says what a load would find; `glossary` prints the words."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from machimado.core.definitions import api as definitions
from machimado.core.definitions.glossary import glossary
from machimado.kernel import clock
from machimado.kernel.ref import system


class Command(BaseCommand):
    help = "Load or check packs of definitions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["load", "check", "glossary"])
        parser.add_argument("folders", nargs="*", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "glossary":
            self.stdout.write(glossary(), ending="")
            return
        folders = options["folders"] or settings.PACKS
        with transaction.atomic():
            for folder in folders:
                self._load(folder)
            if options["verb"] == "check":
                transaction.set_rollback(True)
        definitions.forget()

    def _load(self, folder: Path) -> None:
        try:
            report = definitions.load_pack(folder, by=system("packs load"), at=clock.now())
        except definitions.DefinitionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{report.pack}: 追加 {len(report.added)}, 変更なし {report.unchanged}")
