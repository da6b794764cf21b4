"""Nobody who may not learn it finds a withheld address: every page, file and PDF, as everyone else.

A mother and her child fled and are under 支援措置. Their address stands in the register and nowhere else; each role
and each other resident, the father whom they left among them, crawls every URL that answers to GET and every link in it.
"""

import logging
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from machimado.core.accounts import testing
from machimado.core.journal import api as journal
from machimado.core.journal.models import Entry
from machimado.kernel.access import OFFICIALS, Role
from tests.architecture.people import FLED, FLED_CHILD, LEFT, PEOPLE, SECRET_BUILDING, SECRET_STREET
from tests.architecture.urls import every_row, every_url
from tests.architecture.world import World, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db
ROWS = every_row()
NEEDLES = (SECRET_STREET, SECRET_BUILDING, "秘密沢", "かくれが荘")
LINK = re.compile(r"""(?:href|src|action)=["'](/[^"'#]*)""")
SKIPPED = ("/static/", "/accounts/logout/", "/demo/")
MOST_PAGES = 300
QUERIES = ("小原", FLED)


def browsers(world: World) -> Iterator[tuple[str, Client]]:
    yield "匿名", world.client(Role.ANONYMOUS)
    yield "住民", world.client(Role.RESIDENT)
    yield (
        "元の家族",
        testing.sign_in(
            Client(raise_request_exception=False), testing.make_resident("left@example.jp", person=LEFT)
        ),
    )
    yield (
        "つながっていない人",
        testing.sign_in(Client(raise_request_exception=False), testing.make_resident("new@example.jp")),
    )
    for role in sorted(OFFICIALS):
        yield role.value, world.client(role)


@pytest.fixture(scope="module")
def claimed(world: World) -> dict[str, object]:
    """The mother who fled has handed in a claim and begun another: her address may stand in the answers."""
    from machimado.engines.procedures.tests.world import _things

    account = testing.make_resident("izumi@example.jp", person=FLED)
    return {f"other_{name}": thing for name, thing in _things(account, FLED).items()}


def addresses(world: World, things: dict[str, object] | None = None) -> Iterator[str]:
    """Every URL that answers to GET and whose arguments are known, and searches in each of them."""
    known = world.things | (things or {})
    for url in every_url():
        row = ROWS.get(url.name)
        if row is None or "GET" not in row.methods or not set(row.sample.values()) <= set(known):
            continue
        address = reverse(url.name, kwargs={name: known[thing] for name, thing in row.sample.items()})
        yield address
        if not url.arguments and not url.name.startswith(("account", "mfa", "ui:")):
            yield from (f"{address}?q={query}" for query in QUERIES)


def text_of(response: object) -> str:
    content = b"".join(response) if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined, call-overload]
    if content.startswith(b"%PDF-"):
        return pdf_text(content)
    return unescape(content.decode(errors="replace"))


def pdf_text(content: bytes) -> str:
    import io

    import pypdf

    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def crawl(client: Client, start: list[str]) -> Iterator[tuple[str, str]]:
    waiting, seen = list(dict.fromkeys(start)), set(start)
    while waiting and len(seen) < len(start) + MOST_PAGES:
        address = waiting.pop(0)
        response = client.get(address)
        text = text_of(response)
        yield address, text + str(response.headers)
        for link in [*LINK.findall(text), response.headers.get("Location", "")]:
            if link.startswith("/") and link not in seen and not link.startswith(SKIPPED):
                seen.add(link)
                waiting.append(link)


def needles_in(text: str) -> list[str]:
    bare = re.sub(r"<wbr>|<[^>]+>|[\s\u200b]", "", text)
    return [needle for needle in NEEDLES if needle in text or needle in bare]


def test_nobody_else_finds_the_address_on_any_page(
    world: World, claimed: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    start = [address for address in addresses(world, claimed) if not address.startswith(SKIPPED)]
    found, visited = [], 0
    with caplog.at_level(logging.DEBUG):
        for who, client in browsers(world):
            for address, text in crawl(client, start):
                visited += 1
                without_query = text.replace(address, "") if "?q=" in address else text
                found += [
                    f"{who} {address}: {each}" for each in needles_in(without_query) if each not in address
                ]
    assert visited > 300
    assert not found, "\n".join(found)
    assert not needles_in(caplog.text), "the address stands in a log"


def test_the_crawl_would_find_it(world: World) -> None:
    """The same eyes do find an address that is not withheld, and this one where its owner looks."""
    assert needles_in(f"<td>{SECRET_STREET[:3]}<wbr>{SECRET_STREET[3:]}</td>")
    own = testing.sign_in(Client(), testing.make_resident("fled@example.jp", person=FLED))
    assert own.get("/my/account/").status_code == 200


def test_neither_the_journal_nor_the_cache_holds_it(world: World) -> None:
    for entry in Entry.objects.all():
        assert not needles_in(str(entry.__dict__))
    assert not needles_in(str(getattr(cache, "_cache", "")))
    assert not [each for each in journal.entries(limit=1000) if needles_in(str(each))]


def test_whoever_fled_is_named_to_nobody_outside_the_desk(world: World) -> None:
    """Not only the address: the father does not meet mother or child at all."""
    names = {each.given for each in PEOPLE if each.number in {FLED, FLED_CHILD}}
    client = testing.sign_in(
        Client(raise_request_exception=False), testing.make_resident("left2@example.jp", person=LEFT)
    )
    start = [
        address
        for address in addresses(world)
        if "?" not in address and not address.startswith((*SKIPPED, "/desk/"))
    ]
    for address, text in crawl(client, start):
        assert not {FLED, FLED_CHILD} & set(re.findall(r"\d{8}", text)), address
        assert not [name for name in names if f"小原{name}" in re.sub(r"<[^>]+>|\s", "", text)], address
