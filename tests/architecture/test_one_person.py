"""The residents' front reads of the register only what one person's prefill needs: asked of the database itself."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from machimado.kernel.access import Role
from tests.architecture import people
from tests.architecture.test_permissions import KNOWN, ROWS, arguments
from tests.architecture.world import World, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"\b[89]0000\d{3}\b")
NEAR = {people.ME, people.PARTNER, people.CHILD, "80000001"}
FRONT = [url for url in KNOWN if not re.search(r"_desk:|^demo:", url.name)]


@contextmanager
def register_read() -> Iterator[list[str]]:
    """Every question asked of the register's tables, with its values filled in."""
    asked: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "residents_" in sql and sql.lstrip().upper().startswith("SELECT"):
            asked.append(f"{sql} {params!r}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield asked


def visit(world: World, role: Role, *, mine: bool) -> Iterator[tuple[str, list[str]]]:
    for url in FRONT:
        row = ROWS[url.name]
        address = reverse(url.name, kwargs=arguments(row, world, mine=mine and row.owned))
        for method in row.methods:
            with transaction.atomic(), register_read() as asked:
                world.client(role).generic(method, address)
                transaction.set_rollback(True)
            yield f"{method} {address}", asked


def test_a_resident_reads_themselves_and_those_near_them(world: World) -> None:
    read = 0
    for what, asked in visit(world, Role.RESIDENT, mine=True):
        for question in asked:
            read += 1
            named = set(NUMBER.findall(question))
            assert named, f"{what} reads more than one person: {question[:300]}"
            assert named <= NEAR, f"{what} reads {named - NEAR}"
    assert read > 50


def test_nobody_reads_nothing(world: World) -> None:
    found = {what for what, asked in visit(world, Role.ANONYMOUS, mine=False) if asked}
    assert not found
