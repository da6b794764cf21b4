"""`machimado worker`: run jobs in a process of their own."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from machimado.core.jobs import worker


class Command(BaseCommand):
    help = "Run jobs until told to stop (SIGTERM or Ctrl-C ends after the job in hand)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.check(tags=["production"], include_deployment_checks=True)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, stop)
        worker.run_forever()
