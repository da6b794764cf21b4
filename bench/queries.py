"""How many questions a page and a submission ask of the database, with as many cases and with ten times as many.

Limits: a page at most 15, a submission at most 30.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from bench import _table as table
from bench._ground import fresh_database, on_both
from bench.submission import User, bare_cases, drafts, sign_in, submit

CASES = 100
PAGE, SUBMIT = 15, 30
PUBLIC = (
    "/",
    "/procedures/",
    "/procedures/児童手当認定請求/",
    "/procedures/児童手当認定請求/start/",
    "/promotion/",
    "/life/",
)
OWN = ("/", "/my/", "/my/looks/", "/my/notices/", "/my/preferences/", "/my/children/", "/my/account/", "/acting/",
       "/drafts/", "/cases/", "/procedures/")  # fmt: skip
DRAFT = ("", "お仕事/", "児童/", "check/")
DESK = ("/desk/", "/desk/cases/", "/desk/people/", "/desk/letters/")


def main() -> int:
    if "BENCH_ONE" not in os.environ:
        table.head("page")
    return on_both("queries", measure)


def measure() -> int:
    with fresh_database("machimado.config.settings_test") as vendor:
        from django.conf import settings

        settings.ROOT_URLCONF = "bench._submission"
        user, other = sign_in(2)
        official = desk()
        few, many = (counts(user, other, official, cases) for cases in (CASES, 9 * CASES))
    failed = 0
    for name, count in many.items():
        most = SUBMIT if name == "POST submission" else PAGE
        failed += table.row(
            f"queries with {10 * CASES:,} cases (floor: with {CASES})", vendor, name,
            ours=count, floor=few[name], limit=str(most), holds=max(count, few[name]) <= most,
        )  # fmt: skip
    return int(failed > 0)


def desk() -> Any:
    """An official who receives and reviews."""
    from django.test import Client

    from machimado.core.accounts import testing
    from machimado.kernel.access import Role

    posts = [("子ども家庭課", role) for role in (Role.RECEPTION, Role.REVIEW)]
    return testing.sign_in(Client(), testing.make_official("1001", *posts), section="子ども家庭課")


def counts(user: User, neighbour: User, official: Any, cases: int) -> dict[str, int]:
    """After `cases` more of another resident and a fiftieth of that of one's own. Each page twice: the second counts."""
    from django.test import Client

    bare_cases([user], cases // 50)
    bare_cases([user, neighbour], cases)
    client = user[0]
    draft, sent = drafts([user], 2)
    submit(client, sent)
    case = newest()
    found = {f"{path} (signed out)": asked(Client(), path) for path in PUBLIC}
    found |= {path: asked(client, path) for path in OWN}
    found |= {f"/drafts/…/{path}": asked(client, f"/drafts/{draft}/{path}") for path in DRAFT}
    found |= {
        "/cases/…/": asked(client, f"/cases/{case}/"),
        "/cases/…/receipt/": asked(client, f"/cases/{case}/receipt/"),
    }
    found |= {path: asked(official, path) for path in DESK}
    found["/desk/cases/…/"] = asked(official, f"/desk/cases/{case}/")
    found["POST submission"] = queries(lambda: submit(client, draft))
    return found


def newest() -> Any:
    from machimado.engines.procedures.models import Case

    return Case.objects.order_by("-id").values_list("id", flat=True)[0]


def asked(client: Any, path: str) -> int:
    client.get(path)
    answers: list[Any] = []
    count = queries(lambda: answers.append(client.get(path)))
    assert answers[0].status_code in (200, 302), (path, answers[0].status_code)
    return count


def queries(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        work()
    return len(
        [query for query in seen if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    )


if __name__ == "__main__":
    sys.exit(main())
