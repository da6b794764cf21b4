"""`machimado demo prepare` makes the demo ready to serve, `machimado demo serve` serves it as well; `machimado demo` says
where to go and how to sign in.
"""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from machimado.core.operations import api as operations
from machimado.demo import logins, preparing


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Make the demo ready, or print its addresses and logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["prepare", "serve", "show"], default="show")
        parser.add_argument("--bind", default=os.environ.get("BIND") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("デモは MACHIMADO_MODE=demo のときだけ使えます。")
        if not operations.is_loopback(options["bind"]) and os.environ.get("DEMO_PUBLIC") != "1":
            raise CommandError(
                "デモはだれでもだれの役にも入れるので、この機械の中だけで動きます。\n"
                "BIND を外すか、わかったうえで公開するなら DEMO_PUBLIC=1 を付けてください。"
            )
        if options["verb"] != "show":
            try:
                preparing.prepare(tell=self.stdout.write)
            except preparing.Spoilt as error:
                raise CommandError(str(error)) from error
        host = f"[{options['bind']}]" if ":" in options["bind"] else options["bind"]
        base = f"http://{host}:{options['port']}"
        self.stdout.write(f"\nまちまど  {base}/\n案内      {base}/demo/\n\n{logins.as_table()}\n")
        if options["verb"] == "serve":
            self.stdout.flush()
            connections.close_all()  # the server's own processes open theirs
            call_command("serve", bind=options["bind"], port=options["port"])
