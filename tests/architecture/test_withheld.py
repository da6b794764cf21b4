"""Nobody who may not learn it finds a withheld address: every page, file and PDF, as everyone else.

A mother and her child fled and are under 支援措置; they live with her sister, who is not. Their address stands in the
register and nowhere else; each role and each other resident, the father whom they left among them, crawls every URL that
answers to GET and every link in it.
"""

import logging
import re
from collections.abc import Iterator
from difflib import unified_diff
from html import unescape

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.core.journal import api as journal
from machimado.core.journal.models import Entry
from machimado.engines.guidance.models import DueItem
from machimado.engines.messaging import channels
from machimado.engines.messaging.models import Letter, Message
from machimado.kernel.access import OFFICIALS, Role
from machimado.kernel.ref import Ref
from machimado.kernel.text import LANGUAGES
from tests.architecture.flight import BABY, SISTER, Flight, begin, birth, newborn, seen_by_parents, sister
from tests.architecture.people import FLED, FLED_CHILD, LEFT, PEOPLE, SECRET_BUILDING, SECRET_STREET
from tests.architecture.urls import every_row, every_url
from tests.architecture.world import COUNTER, SECTION, World, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db
ROWS = every_row()
NEEDLES = (SECRET_STREET, SECRET_BUILDING, "秘密沢", "かくれが荘")
LINK = re.compile(r"""(?:href|src|action)=["'](/[^"'#]*)""")
SKIPPED = ("/static/", "/accounts/logout/", "/demo/")
MOST_PAGES = 300
CHANGING = re.compile(r"""(csrfmiddlewaretoken|X-CSRFToken)[^>]*>|type="hidden"[^>]*>|Expires.*?GMT""")
HIDDEN = {FLED, FLED_CHILD, BABY, SISTER}
STEPS = ("", "correction/", "correction/answer/", "proposal/?outcome=認定")
QUERIES = ("小原", FLED)


def browsers(world: World, flight: Flight) -> Iterator[tuple[str, Client]]:
    yield "匿名", world.client(Role.ANONYMOUS)
    yield "住民", world.client(Role.RESIDENT)
    yield "元の家族", visitor(flight.abuser)
    yield "つながっていない人", visitor(testing.make_resident("new@example.jp"))
    for section in (SECTION, COUNTER):
        for role in sorted(OFFICIALS):
            yield f"{section} {role}", world.client(role, section=section)


def visitor(account: Account, language: str = "ja") -> Client:
    client = testing.sign_in(Client(raise_request_exception=False), account)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


@pytest.fixture(scope="module")
def flight(world: World) -> Iterator[Flight]:
    """The mother's case is decided; then a child of hers and the abuser's is born. His pages are kept from before."""
    kept = dict(channels._channels)
    made = begin(world)
    made.before = {language: his_pages(made, world, language) for language in LANGUAGES}
    birth()
    yield made
    channels._channels.clear()
    channels._channels.update(kept)


def his_pages(flight: Flight, world: World, language: str) -> dict[str, str]:
    """All that the abuser's browser can show, without what changes at each request."""
    start = [
        address
        for address in addresses(world, flight.things)
        if "?" not in address and not address.startswith((*SKIPPED, "/desk/"))
    ]
    found = crawl(visitor(flight.abuser, language), start)
    return {address: CHANGING.sub("", text) for address, text in found if "/accounts/" not in address}


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


def posts(flight: Flight) -> list[tuple[str, dict[str, object]]]:
    """What is asked in the body of a request: searches, and letters to print."""
    searches = [{"query": query, "purpose": "inquiry"} for query in (*QUERIES, "おばら", BABY)]
    return [("/desk/people/", each) for each in searches] + [
        ("/desk/letters/batch/", {"letter": [str(each)]}) for each in flight.letters
    ]


def everything(world: World, flight: Flight) -> Iterator[tuple[str, str, str]]:
    start = [each for each in addresses(world, flight.things) if not each.startswith(SKIPPED)]
    start += [f"/desk/people/{number}/?purpose=inquiry" for number in sorted(HIDDEN)]
    start += [f"/desk/cases/{case}/{step}" for case in flight.cases for step in STEPS]
    for who, client in browsers(world, flight):
        for address, text in crawl(client, start):
            yield who, address, text
        for address, data in posts(flight):
            yield who, address, text_of(client.post(address, data))


def test_nobody_else_finds_the_address_on_any_page(
    world: World, flight: Flight, caplog: pytest.LogCaptureFixture
) -> None:
    found, visited = [], 0
    with caplog.at_level(logging.DEBUG):
        for who, address, text in everything(world, flight):
            visited += 1
            without_query = text.replace(address, "") if "?q=" in address else text
            found += [f"{who} {address}: {each}" for each in needles_in(without_query) if each not in address]
    assert visited > 300
    assert not found, "\n".join(found)
    assert not needles_in(caplog.text), "the address stands in a log"


def test_the_crawl_would_find_it(flight: Flight) -> None:
    """The same eyes find the address where its owner looks."""
    assert needles_in(f"<td>{SECRET_STREET[:3]}<wbr>{SECRET_STREET[3:]}</td>")
    own = dict(crawl(visitor(flight.mother), ["/my/"]))
    assert needles_in(own["/my/"])


def test_the_sisters_claims_and_letters_are_there_to_be_read(world: World, flight: Flight) -> None:
    """The crawl looks at her claims, in both states, and none of the letters to that address is in the ordinary queue."""
    reviewer = world.client(Role.REVIEW)
    examined, waiting = ([f"/desk/cases/{case}/{step}" for step in STEPS] for case in flight.cases)
    for address in (examined[0], examined[1], examined[3], waiting[0], waiting[1], waiting[2]):
        assert reviewer.get(address).status_code == 200, address
    letters = [each for each in Letter.objects.filter(id__in=flight.letters) if each.person in HIDDEN]
    assert {each.person for each in letters} == {FLED, FLED_CHILD, SISTER}
    assert all(each.restricted for each in letters)


def test_neither_the_journal_nor_the_cache_holds_it(flight: Flight) -> None:
    for entry in Entry.objects.all():
        assert not needles_in(str(entry.__dict__))
    assert not needles_in(str(getattr(cache, "_cache", "")))
    for each in journal.entries(limit=10_000):
        assert not needles_in(str(each) + "".join(each.sentence(language) for language in LANGUAGES))


def test_no_mail_push_or_message_holds_it(flight: Flight) -> None:
    sent = [each for channel in flight.outside.values() for each in channel.taken]
    assert "izumi@example.jp" in {each.target for each in sent}
    assert not [each for each in sent if needles_in(str(each))]
    assert not [each for each in Message.objects.all() if needles_in(str(each.content))]


def test_nothing_tells_the_abuser_of_the_birth(world: World, flight: Flight) -> None:
    """The other parent and current recipient: no due, message, mail, push, entry or look, and the same pages as before."""
    assert seen_by_parents() == ([FLED_CHILD, BABY], [])
    assert DueItem.objects.filter(person=FLED, about=BABY).exists()
    assert not DueItem.objects.filter(person=LEFT).exists()
    assert not DueItem.objects.filter(claimant=LEFT).exists()
    assert not Message.objects.filter(account_id=flight.abuser.pk, template__contains="児童手当").exists()
    for channel in flight.outside.values():
        assert not [
            each for each in channel.taken if each.target == "left@example.jp" and "児童" in str(each)
        ]
    his = [*journal.entries(subject=Ref("person", LEFT), limit=1000), *journal.looks(Ref("person", LEFT))]
    assert not [each for each in his if each.type.startswith(("guidance", "residents", "procedures"))]
    assert not [each for each in his if BABY in str(each) or FLED in str(each)]


def differing(before: str, after: str) -> list[str]:
    return [line for line in unified_diff(before.split("\n"), after.split("\n"), n=0) if line[3:].strip()][:6]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_abusers_pages_are_the_same_after_the_birth(world: World, flight: Flight, language: str) -> None:
    names = {each.given for each in (*PEOPLE, newborn(), sister()) if each.number in HIDDEN}
    after = his_pages(flight, world, language)
    before = flight.before[language]
    assert sorted(after) == sorted(before)
    changed = {address: differing(before[address], text) for address, text in after.items()}
    assert not {address: lines for address, lines in changed.items() if lines}
    for address, text in after.items():
        assert not HIDDEN & set(re.findall(r"\d{8}", text)), address
        assert not [name for name in names if f"小原{name}" in re.sub(r"<[^>]+>|\s", "", text)], address
