"""`machimado serve`: the server, with the worker in the same process."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from machimado.core.operations import assets, production


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # the demo starts without; production does not
    help = "Serve this front of the house; with it run the jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default=os.environ.get("BIND") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            self.check()
        faults = production.faults()
        if faults:
            raise CommandError("Not started:\n" + "\n".join(f"- {fault}" for fault in faults))
        if (
            settings.MODE != "production"
            and not production.is_loopback(options["bind"])
            and os.environ.get("DEMO_PUBLIC") != "1"
        ):
            raise CommandError(
                "Not started: the demo lets everyone in as anyone, so it serves this machine only.\n"
                "Leave BIND out, or set DEMO_PUBLIC=1 if you mean it."
            )
        production.mark()
        call_command("messages", verbosity=0)
        os.umask(0o077)  # what is written from here on is for this user's eyes only
        assets.collect()
        serve(options["bind"], options["port"], threads=options["threads"])


def serve(bind: str, port: int, *, threads: int) -> None:
    """Run until told to stop. SQLite has one writer, so one process; PostgreSQL gets two."""
    from granian import Granian
    from granian.constants import Interfaces

    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite")
    Granian(
        "machimado.config.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if sqlite else 2,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_enabled=False,
    ).serve()
