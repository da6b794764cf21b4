"""Looking at what was handed in: how much, how many, and what it really is."""

from typing import BinaryIO

from machimado.core.files import refusals, shapes
from machimado.core.files.outward import UploadPolicy


def taken(content: BinaryIO | bytes, *, policy: UploadPolicy, already: int) -> bytes:
    """The bytes, where their number and the number of files fit the policy. Never reads more than one byte too many."""
    room(policy, already=already)
    data = content if isinstance(content, bytes) else content.read(policy.max_bytes + 1)
    if not data:
        raise refusals.empty()
    if len(data) > policy.max_bytes:
        raise refusals.too_large(policy.max_bytes)
    return data


def room(policy: UploadPolicy, *, already: int) -> None:
    """Whether one more file fits the policy. Raises Refused."""
    if already >= policy.max_count:
        raise refusals.too_many(policy.max_count)


def media_type(data: bytes, *, policy: UploadPolicy) -> str:
    """The media type that the content shows, checked through. Raises Refused; the file's name is never believed."""
    found = shapes.recognise(data)
    if found is None or found not in policy.types:
        raise refusals.wrong_type(policy.types)
    shapes.check(found, data)
    return found
