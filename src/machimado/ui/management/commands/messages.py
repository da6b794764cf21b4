"""`machimado messages`: compile every room's catalogues; `--missing en` names what a language still lacks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from machimado.ui import catalogues


class Command(BaseCommand):
    help = "Compile the interface's catalogues (gettext), or list what is not translated."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", metavar="LOCALE", help="en or ja_Easy")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["missing"]:
            self._missing(options["missing"])
            return
        done = catalogues.compile_stale()
        if options["verbosity"]:
            self.stdout.write(f"{len(done)} compiled, {len(catalogues.files()) - len(done)} up to date")

    def _missing(self, locale: str) -> None:
        lacking = 0
        for room in sorted({path.parent for path in catalogues.HOUSE.rglob("apps.py")}):
            for msgid in catalogues.missing(room, locale):
                self.stdout.write(f"{room.name}: {msgid}")
                lacking += 1
        if lacking:
            raise CommandError(f"{lacking} texts without {locale}")
