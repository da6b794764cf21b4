"""`machimado town build [--seed S] [--as-of DATE]` draws the town; `machimado town tick [--days N]` lets days pass."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from machimado.core.jobs import api as jobs
from machimado.demo import town_life
from machimado.demo.preparing import Spoilt, build_town
from machimado.kernel import clock


class Command(BaseCommand):
    help = "The synthetic town: build it, or let days pass in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        build = verbs.add_parser("build", help="draw the town and take it into an empty register")
        build.add_argument("--seed", default="")
        build.add_argument("--as-of", type=date.fromisoformat, default=None)
        tick = verbs.add_parser("tick", help="let days pass: births, deaths, moves, marriages")
        tick.add_argument("--days", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "build":
            try:
                build_town(seed=options["seed"], as_of=options["as_of"], tell=self.stdout.write)
            except Spoilt as error:
                raise CommandError(str(error)) from error
        else:
            self._tick(options["days"])

    def _tick(self, days: int) -> None:
        if days < 1:
            raise CommandError("--days は 1 以上にしてください。")
        try:
            tally = town_life.tick(days)
        except town_life.NoTown as error:
            raise CommandError("町がまだありません。`machimado demo prepare` で作ってください。") from error
        jobs.drain(at=clock.now(), limit=100_000)
        happened = "、".join(f"{event} {count}" for event, count in sorted(tally.items()))
        self.stdout.write(
            f"{clock.today().isoformat()} になりました。{happened or '動きはありませんでした'}。"
        )
