"""`machimado documents ca`: make this installation's own test authority and seal."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from machimado.engines.documents import authority, sealing
from machimado.kernel import clock


class Command(BaseCommand):
    help = "文書: 試験用の電子印を作る (ca)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        ca = verbs.add_parser("ca", help="試験用の認証局と電子印を作る")
        ca.add_argument("--replace", action="store_true", help="いまある電子印を新しくする")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("本番では、正式な鍵と証明書を置いてください。試験用の電子印は作れません。")
        place = sealing.paths()
        if place.complete() and not options["replace"]:
            raise CommandError(
                f"{place.key.parent} に電子印があります。新しくするときは --replace を付けてください。"
            )
        authority.make(place, city=sealing.city(), at=clock.now())
        sealing.forget()
        self.stdout.write(f"試験用の電子印を作りました: {place.certificate}")
