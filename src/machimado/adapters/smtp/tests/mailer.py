"""`python mailer.py prepare N | work SEED | settle`: the outbox's worker, which kills itself at the worst moments."""

import os
import random
import signal
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from machimado.adapters.smtp.client import Server, SmtpChannel  # noqa: E402
from machimado.core.jobs import api as jobs  # noqa: E402
from machimado.core.jobs import worker  # noqa: E402
from machimado.engines.messaging import api as messaging  # noqa: E402
from machimado.engines.messaging import outbox  # noqa: E402
from machimado.engines.messaging.models import Delivery  # noqa: E402
from machimado.kernel import clock  # noqa: E402

DEADLY = 0.05
REAL = SmtpChannel(Server.from_url(os.environ["MAILER_SMTP"]), sender="m@example.jp")


class Mortal:
    """The real channel, with death before and after the mail is handed over."""

    name = messaging.EMAIL
    chance: random.Random | None = None

    def targets(self, account_id: str) -> list[str]:
        return []

    def gone(self, target: str) -> None:
        pass

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        self.perhaps_die()
        receipt = REAL.deliver(outgoing)
        self.perhaps_die()
        return receipt

    def perhaps_die(self) -> None:
        if self.chance is not None and self.chance.random() < DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)


def main(role: str, argument: str = "") -> None:
    messaging.register_channel(channel := Mortal())
    if role == "prepare":
        call_command("migrate", verbosity=0)
        for number in range(int(argument)):
            target = f"p{number}@example.jp"
            outbox.mail(target=target, subject="x", body="x", at=clock.now(), extra={})
    elif role == "work":
        channel.chance = random.Random(argument)
        worker.run_forever()
    else:
        later = clock.now().replace(year=clock.now().year + 1)  # all leases and waits are over
        jobs.reap(at=later)
        while jobs.drain(at=later):
            pass
    states = Delivery.objects.values_list("state", flat=True)
    sys.stdout.write(" ".join(sorted(set(states))))


main(*sys.argv[1:])
