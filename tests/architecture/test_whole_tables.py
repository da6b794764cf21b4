"""No page and no look at one person reads a whole table that grows with the town: SQLite's own plan of each query says so.

A partial index that the planner cannot use, a condition that no index serves: both look well on a small town and read
the whole register for one person of a large one. (PostgreSQL reads small tables whole whatever indexes they have.)
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from machimado.core.jobs import api as jobs
from machimado.engines.rules import api as rules
from machimado.kernel import clock
from machimado.kernel.access import Role
from tests.architecture.people import ME
from tests.architecture.test_permissions import KNOWN, ROWS, arguments, ask
from tests.architecture.world import World, world

__all__ = ["world"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans"),
]
WHOLE = re.compile(r"SCAN (?!CONSTANT)(\w+)( USING)?")
SMALL = {
    "django_migrations",
    "machimado_demo_birth",  # the demo's own
    "machimado_demo_stamp",
    "definitions_editionrecord",  # what packs hold
    "residents_protection",  # few, and all of them are asked for
    "vocabulary_ledger",  # one row a list
    "guidance_touch",  # a queue, emptied at once
    "jobs_job",  # a queue
}


def whole_tables(queries: CaptureQueriesContext) -> Iterator[tuple[str, str]]:
    """The tables that a plan walks from end to end, with the query."""
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            sql = query["sql"]
            if not sql.startswith(("SELECT", "UPDATE", "DELETE")):
                continue
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            for *_, step in cursor.fetchall():
                found = WHOLE.match(step)
                first_rows = found and found[2] and " LIMIT " in sql  # in an index's order
                if found and found[1] not in SMALL and not first_rows:
                    yield found[1], f"{step}: {sql[:400]}"


@pytest.mark.parametrize(
    "url", [url for url in KNOWN if "GET" in ROWS[url.name].methods], ids=lambda url: url.name
)
def test_a_page_reads_no_table_whole(url: object, world: World) -> None:
    name = url.name  # type: ignore[attr-defined]
    row = ROWS[name]
    role = Role.RESIDENT if Role.RESIDENT in row.allowed else min(row.allowed)
    mine = row.owned and role is Role.RESIDENT
    address = reverse(name, kwargs=arguments(row, world, mine=mine))
    with CaptureQueriesContext(connection) as seen:
        ask(world, role, "GET", address, row)
    found = [query for _, query in whole_tables(seen)]
    assert not found, f"{role} {address}"


def test_rules_about_one_person_read_no_table_whole(world: World) -> None:
    rules.outcomes_for(ME, at=clock.today())
    with CaptureQueriesContext(connection) as seen:
        rules.outcomes_for(ME, at=clock.today())
    assert [query for _, query in whole_tables(seen)] == []


def test_work_in_the_background_reads_no_table_whole(world: World) -> None:
    jobs.drain(at=clock.now(), limit=1_000)
    with CaptureQueriesContext(connection) as seen:
        jobs.drain(at=clock.now(), limit=1_000)
    assert [query for _, query in whole_tables(seen)] == []


def test_a_table_read_whole_is_found() -> None:
    from machimado.core.residents.models import PersonVersion

    with CaptureQueriesContext(connection) as seen:
        list(PersonVersion.objects.filter(family="白石"))
        list(PersonVersion.objects.filter(father=ME))
    assert [table for table, _ in whole_tables(seen)] == ["residents_personversion"]
