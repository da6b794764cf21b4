"""The world of the permission test: one official of each role, two residents, and what each room adds to it.

A room adds its objects in `tests/world.py`: `build(world) -> dict[name, id]`. Names that begin with `other_` belong to
`world.other`, those that begin with `my_` to `world.resident`; a row's `sample` points at them by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from machimado.config.rooms import rooms
from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.core.definitions import api as definitions
from machimado.kernel import clock
from machimado.kernel.access import OFFICIALS, Role
from machimado.kernel.ref import system
from tests.architecture.people import ME, OTHER, register

SECTION = "子ども家庭課"
COUNTER = "市民課"


@dataclass
class World:
    """Who is in it, and the ids of what belongs to whom."""

    resident: Account
    other: Account
    officials: dict[Role, Account]
    things: dict[str, object] = field(default_factory=dict)

    def client(self, role: Role, *, section: str = "") -> Client:
        """A browser in which somebody of this role is signed in."""
        client = Client(raise_request_exception=False)
        if role is Role.ANONYMOUS:
            return client
        if role is Role.RESIDENT:
            return testing.sign_in(client, self.resident)
        return testing.sign_in(client, self.officials[role], section=section or SECTION)


def build() -> World:
    at = clock.now()
    for pack in settings.PACKS:
        definitions.load_pack(pack, by=system("tests"), at=at)
    register(at=at)
    world = World(
        resident=testing.make_resident("me@example.jp", person=ME),
        other=testing.make_resident("other@example.jp", person=OTHER),
        officials={
            role: testing.make_official(f"20{number:02}", (SECTION, role), (COUNTER, role))
            for number, role in enumerate(sorted(OFFICIALS))
        },
    )
    for room in rooms():
        if find_spec(f"{room}.tests") and find_spec(f"{room}.tests.world"):
            added: dict[str, Any] = import_module(f"{room}.tests.world").build(world)
            world.things.update(added)
    return world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all URLs; each check rolls back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
