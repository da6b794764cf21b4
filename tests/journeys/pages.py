"""Every page that can be opened without arguments, from the role × URL table: new rooms are swept as they land."""

from importlib import import_module

from machimado.kernel.access import Access, Role
from tests.journeys.town import SECTIONS

# Fragments, files and pages that only lead elsewhere: no page to sweep.
NOT_PAGES = {"ui:address", "ui:manifest", "ui:service_worker", "ui:icon"}
SIGNED_IN = {
    Role.RESIDENT: "健",
    Role.RECEPTION: "受付",
    Role.DECISION: "決裁",
    Role.ADMINISTRATION: "管理",
    Role.AUDIT: "監査",
}
WITH_ARGUMENTS = [
    ("/life/子どもが生まれた/", ""),
    ("/about/accessibility/", ""),
    ("/about/privacy/", ""),
    ("/promotion/1-1/", ""),
    ("/promotion/2-3/", ""),
    ("/search/?q=引っ越し", ""),
    ("/search/?q=ないことば", ""),
]


def rows() -> dict[str, Access]:
    """The rows of every room that has some."""
    from importlib.util import find_spec

    from machimado.config.rooms import rooms

    found: dict[str, Access] = {}
    for room in rooms():
        if find_spec(f"{room}.access"):
            found |= import_module(f"{room}.access").ROWS
    return found


def pages() -> list[tuple[str, str]]:
    """(path, who) for each GET page without arguments; who is "" where everyone may enter."""
    from django.urls import NoReverseMatch, reverse

    found: list[tuple[str, str]] = []
    for name, row in sorted(rows().items()):
        if "GET" not in row.methods or name in NOT_PAGES:
            continue
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        found.append((path, who_opens(row)))
    return [*found, *WITH_ARGUMENTS]


def who_opens(row: Access) -> str:
    if Role.ANONYMOUS in row.allowed:
        return ""
    if row.section:
        return next(who for who, section in SECTIONS.items() if section == row.section)
    return next((who for role, who in SIGNED_IN.items() if role in row.allowed), "審査")
