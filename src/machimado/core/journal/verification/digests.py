"""What entries attest: other rooms say how to read it again."""

import hashlib
from collections.abc import Callable, Iterable

from machimado.core.journal.verification.faults import Fault, Kind

Reader = Callable[[str], bytes | None]

_readers: dict[str, Reader] = {}
_outside: set[str] = set()


def attest(kind: str, reader: Reader) -> None:
    """Let verification read again what entries of this digest kind attest: `reader(id)` gives its bytes, None if gone."""
    _readers[kind] = reader


def attest_outside(*kinds: str) -> None:
    """Say that what these digests attest lies outside the house (a file that somebody handed in): nobody here can read it
    again, whoever holds it can compare.
    """
    _outside.update(kinds)


def check_digests(digests: Iterable[tuple[str, str, str]], *, gone_is_fine: bool) -> list[Fault]:
    """Compare each attested thing with its digest. What was shredded with its entry may be gone."""
    faults = []
    for kind, name, sha256 in digests:
        fault = _compare(kind, name, sha256)
        if fault is Kind.MISSING and gone_is_fine:
            continue
        if fault is not None:
            faults.append(Fault(kind, name, "sha256", fault))
    return faults


def _compare(kind: str, name: str, sha256: str) -> Kind | None:
    if kind in _outside:
        return None
    reader = _readers.get(kind)
    if reader is None:
        return Kind.MISSING
    try:
        content = reader(name)
    except Exception:  # noqa: BLE001 - whatever stumbles over altered bytes has found them
        return Kind.ALTERED
    if content is None:
        return Kind.MISSING
    return None if hashlib.sha256(content).hexdigest() == sha256 else Kind.ALTERED
