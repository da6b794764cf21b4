"""The catalogues of the interface: each room's `locale/<language>/LC_MESSAGES/django.po`, msgids in Japanese."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages import Catalog, mofile, pofile

HOUSE = Path(__file__).resolve().parents[1]


def files(house: Path = HOUSE) -> list[Path]:
    """Every catalogue of the house."""
    return sorted(house.rglob("locale/*/LC_MESSAGES/django.po"))


def compile_stale(house: Path = HOUSE) -> list[Path]:
    """Compile the catalogues that changed since they were compiled; which."""
    done = []
    for po in files(house):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            _compile(po, mo)
            done.append(po)
    return done


def _compile(po: Path, mo: Path) -> None:
    """Whole or not at all: another process may read or compile the same catalogue now."""
    with NamedTemporaryFile(dir=mo.parent, suffix=".tmp", delete=False) as out:
        mofile.write_mo(out, _read(po))
    Path(out.name).replace(mo)


def used(room: Path) -> set[str]:
    """The msgids that a room's templates and code use."""
    return set(_in_templates(room)) | set(_in_templates(room, kind="txt")) | set(_in_code(room))


def read_by_residents(room: Path) -> set[str]:
    """The msgids of a room's pages that stand outside its desk's."""
    return set(_in_templates(room, leave_out="desk"))


def in_pages(house: Path = HOUSE) -> set[str]:
    """The msgids that stand only in pages, which can show readings; a mail cannot."""
    rooms = {po.parents[3] for po in files(house)}
    pages, mails = (
        {words for room in rooms for words in _in_templates(room, kind=kind)} for kind in ("html", "txt")
    )
    return pages - mails


def missing(room: Path, locale: str) -> list[str]:
    """Msgids of a room that its catalogue of this locale does not translate."""
    known: set[str] = set()
    for po in HOUSE.glob(f"**/locale/{locale}/LC_MESSAGES/django.po"):
        known |= {_first(message.id) for message in _read(po) if message.id and message.string}
    return sorted(used(room) - known)


def _first(identity: str | list[str] | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _read(po: Path) -> Catalog:
    with po.open("rb") as source:
        return pofile.read_po(source, ignore_obsolete=True)


def _in_templates(room: Path, *, kind: str = "html", leave_out: str = "") -> Iterator[str]:
    from io import BytesIO

    from django.utils.translation.template import templatize

    for file in sorted(room.glob(f"templates/**/*.{kind}")):
        if leave_out and leave_out in str(file.relative_to(room)):
            continue
        code = templatize(file.read_text(encoding="utf-8"), origin=str(file))
        yield from _extract(BytesIO(code.encode()))


def _in_code(room: Path) -> Iterator[str]:
    for file in sorted(room.glob("**/*.py")):
        if "tests" not in file.parts and "migrations" not in file.parts:
            with file.open("rb") as source:
                yield from _extract(source)


def _extract(source: object) -> Iterator[str]:
    from babel.messages.extract import DEFAULT_KEYWORDS, extract

    keywords = {
        **DEFAULT_KEYWORDS,
        "_t": None,
        "gettext_lazy": None,
        "gettext_noop": None,
        "pgettext_lazy": ((1, "c"), 2),
    }
    for _line, found, *_rest in extract("python", source, keywords=keywords):  # type: ignore[arg-type]
        yield _first(found)
