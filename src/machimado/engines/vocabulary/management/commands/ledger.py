"""`machimado ledger import 児童手当受給 FILE.csv --complete-from 2026-04-01`: take in a list that the city keeps whole.

The CSV (UTF-8) has the columns 受給者宛名番号, 児童宛名番号 (may be empty) and 開始日 (YYYY-MM-DD).
"""

import csv
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from machimado.core.definitions.api import DefinitionError
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel import clock
from machimado.kernel.ref import system

PERSON, CHILD, SINCE = "受給者宛名番号", "児童宛名番号", "開始日"


class Command(BaseCommand):
    help = "Import a list that the city keeps whole: who is not in it is a no, not unknown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["import"])
        parser.add_argument("term")
        parser.add_argument("file", type=Path)
        parser.add_argument("--complete-from", type=date.fromisoformat, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            vocabulary.fact(options["term"])
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                rows = [self._row(line, row) for line, row in enumerate(csv.DictReader(file), start=2)]
        except (DefinitionError, OSError) as error:
            raise CommandError(str(error)) from error
        count = vocabulary.import_ledger(
            options["term"],
            rows,
            complete_from=options["complete_from"],
            by=system("ledger import"),
            at=clock.now(),
        )
        self.stdout.write(f"{options['term']}: {count:,}件を取り込みました。")

    def _row(self, line: int, row: dict[str, str]) -> vocabulary.Receipt:
        try:
            return vocabulary.Receipt(row[PERSON], row.get(CHILD) or "", date.fromisoformat(row[SINCE]))
        except (KeyError, ValueError) as error:
            raise CommandError(
                f"{line}行目: 「{PERSON}」「{CHILD}」「{SINCE}」(例 2026-04-01)の列を確かめてください。何も取り込んでいません。"
            ) from error
