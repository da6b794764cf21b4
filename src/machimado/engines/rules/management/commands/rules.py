"""`machimado rules explain 宛名番号 制度` prints why; `check` runs every example; `town` counts; `list` lists."""

import time
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from machimado.core.definitions.api import DefinitionError
from machimado.engines.rules import api as rules
from machimado.engines.rules import evaluating, snapshot
from machimado.kernel import clock


class Command(BaseCommand):
    help = "Explain, check and count rules."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["explain", "check", "town", "list"])
        parser.add_argument("words", nargs="*", help="explain: 宛名番号 制度")
        parser.add_argument("--on", type=date.fromisoformat, help="基準日 (today)")

    def handle(self, *args: Any, **options: Any) -> None:
        at: date = options["on"] or clock.today()
        try:
            getattr(self, f"_{options['verb']}")(at, options["words"])
        except DefinitionError as error:
            raise CommandError(str(error)) from error

    def _explain(self, at: date, words: list[str]) -> None:
        if len(words) != 2:
            raise CommandError("machimado rules explain 宛名番号 制度 のように書いてください。")
        self.stdout.write(rules.explain(words[1], person=words[0], at=at))

    def _list(self, at: date, _words: list[str]) -> None:
        for key in rules.keys(at=at):
            self.stdout.write(f"{key}: {rules.rule(key, at=at).title}")

    def _check(self, at: date, _words: list[str]) -> None:
        wrong = 0
        for key in rules.keys(at=at):
            faults = rules.examples_of(key, at=at)
            wrong += len(faults)
            count = len(rules.rule(key, at=at).examples)
            self.stdout.write(f"{'×' if faults else '○'} {key}: 例 {count}件(2つの計算方法)")
            for fault in faults:
                self.stdout.write(f"    {fault}")
        if wrong:
            raise CommandError(f"{wrong}件の誤りがあります。")

    def _town(self, at: date, _words: list[str]) -> None:
        began = time.monotonic()
        town = snapshot.town(at=at)
        read = time.monotonic()
        found = list(evaluating.over_register(town, at))
        taken = time.monotonic() - read
        counts = Counter((row.rule, row.answer) for row in found)
        for key in rules.keys(at=at):
            yes, unknown = counts[key, "yes"], counts[key, "unknown"]
            self.stdout.write(f"{key}: はい {yes:,} / 確認が必要 {unknown:,}")
        self.stdout.write(
            f"{at} 現在、住民 {len(town.people):,} 人: 名簿を読む {read - began:.2f} 秒、すべてのルール {taken:.2f} 秒"
        )
