"""A small town in its own database: run in the server's environment, it prints the sessions that the browser may use.

python -m tests.journeys.town   →  {"cookie": "<its name>", "sessions": {"健": ["<session>", …], …}}
"""

import json
import sys
from datetime import date
from pathlib import Path

import django

RESIDENTS = {"健": "70000001", "美咲": "70000002", "渡邉子": "70000011", "一郎": "70000021"}
STORIES = ("phone", "desktop-no-js", "keyboard", "narrow-no-js")
"""Each way of living the story has a couple of its own, who have no child yet: 父-phone, 母-phone …"""
COUPLES = (*STORIES, "telephone")
for number, story in enumerate(COUPLES):
    RESIDENTS[f"父-{story}"] = str(70000101 + 10 * number)
    RESIDENTS[f"母-{story}"] = str(70000102 + 10 * number)
UNLINKED = "登録前"
OFFICIALS = {
    "受付": "RECEPTION",
    "審査": "REVIEW",
    "決裁": "DECISION",
    "管理": "ADMINISTRATION",
    "監査": "AUDIT",
    "窓口": "RECEPTION",
}
SECTION = "子ども家庭課"
SECTIONS = {"窓口": "市民課"}
"""Where an official acts who does not act in 子ども家庭課."""
SESSIONS_EACH = 40
KNOWN_SINCE = date(2021, 5, 1)
"""From then on the city's list of recipients is whole: who is not in it receives nothing."""


def build() -> dict[str, list[str]]:
    """Migrate, load the packs, the register and the accounts. Gives sessions by name."""
    from django.core.management import call_command
    from django.db import transaction

    from machimado.core.jobs import api as jobs
    from machimado.demo.models import Stamp
    from machimado.kernel import clock

    quiet = {"stdout": sys.stderr}
    call_command("migrate", verbosity=0, interactive=False, **quiet)
    call_command("packs", "load", **quiet)
    call_command("residents", "import", _beside("people.csv"), "--full", **quiet)
    call_command(
        "ledger", "import", "児童手当受給", _beside("recipients.csv"), complete_from=KNOWN_SINCE, **quiet
    )
    jobs.drain(at=clock.now())
    with transaction.atomic():
        Stamp.objects.create(seed="journeys", as_of=clock.today(), built_at=clock.now())
        return {name: sessions(account, section_of(name)) for name, account in accounts().items()}


def section_of(who: str) -> str:
    return SECTIONS.get(who, SECTION)


def _beside(name: str) -> str:
    return str(Path(__file__).with_name(name))


def accounts() -> dict[str, object]:
    from machimado.core.accounts import testing
    from machimado.kernel.access import Role

    known: dict[str, object] = {UNLINKED: testing.make_resident("unlinked@example.jp")}
    for number, (name, person) in enumerate(RESIDENTS.items()):
        known[name] = testing.make_resident(f"resident{number}@example.jp", person=person)
    for number, (name, role) in enumerate(OFFICIALS.items()):
        known[name] = testing.make_official(f"30{number:02}", (section_of(name), Role[role]))
    return known


def sessions(account: object, section: str) -> list[str]:
    """As many signed-in sessions as the journeys may need: signing out of one ends only that one."""
    from django.conf import settings
    from django.test import Client

    from machimado.core.accounts import testing

    return [
        testing.sign_in(Client(), account, section=section).cookies[settings.SESSION_COOKIE_NAME].value  # type: ignore[arg-type]
        for _ in range(SESSIONS_EACH)
    ]


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    made = {"cookie": settings.SESSION_COOKIE_NAME, "sessions": build()}
    print(json.dumps(made))  # noqa: T201
