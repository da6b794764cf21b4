"""PDFs that an official may open: whole, without password, without anything that runs.

A reader finds objects where the table of offsets points, be it into a comment or the bytes of a stream, and unpacks
object streams by their filters. So whatever could be an object is read, wherever it stands, and object streams are
taken in the one form that programs write: packed once, by Flate, without a predictor.
"""

import re
import zlib
from collections.abc import Iterator

from machimado.core.files import refusals

NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
RUNS = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR)(?![A-Za-z])"
)
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
OBJECT = re.compile(rb"[\s\0]obj(?![A-Za-z])")
STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\r|\n)")
OBJECT_STREAM = re.compile(rb"/ObjStm(?![A-Za-z])")
FIRST = re.compile(rb"/First(?![A-Za-z])")
FILTERS = re.compile(rb"/\w*Decode\w*|/Crypt(?![A-Za-z])")
MOST_UNPACKED = 50_000_000
MOST_WORDS = 100_000  # no true file of ten megabytes comes near; looking through more would take seconds
PIECE = 1 << 16


def check(data: bytes) -> None:
    """Raises Refused: damaged, encrypted, or with scripts, programs or files inside."""
    if b"%%EOF" not in data[-2048:]:
        raise refusals.damaged()
    if max(data.count(b"stream"), data.count(b"#")) > MOST_WORDS:
        raise refusals.unsafe()
    if ENCRYPTED.search(_plain_names(data)):
        raise refusals.encrypted()
    for objects in (_readable(data), *_object_streams(data)):
        if RUNS.search(_plain_names(objects)):
            raise refusals.unsafe()


def _plain_names(data: bytes) -> bytes:
    """Names may hide behind #xx escapes: /J#61vaScript."""
    return NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)


def _readable(data: bytes) -> bytes:
    """The file without the content of those streams that hold no object: pictures hold any bytes by chance."""
    parts, position = [], 0
    for start in STREAM.finditer(data):
        if start.start() < position:
            continue
        end = data.find(b"endstream", start.end())
        parts.append(data[position : start.end()])
        position = start.end() if end < 0 else end
        if end < 0:
            break
        body = data[start.end() : end]
        if OBJECT.search(body):
            parts.append(body)
    return b"".join([*parts, data[position:]])


def _object_streams(data: bytes) -> Iterator[bytes]:
    """What stands in object streams (PDF 1.5). Raises Refused where one is packed otherwise, or beyond all measure."""
    room, before = MOST_UNPACKED, 0
    for start in STREAM.finditer(data):
        head = _plain_names(data[before : start.start()])
        before = start.end()
        if _holds_objects(head):
            if FILTERS.findall(head) != [b"/FlateDecode"]:
                raise refusals.unsafe()
            objects = _unpacked(data, start.end(), room)
            room -= len(objects)
            yield objects


def _holds_objects(head: bytes) -> bool:
    """Readers do not all ask for the type: /First, which only object streams have among streams, is enough for some."""
    if OBJECT_STREAM.search(head):
        return True
    own = max((found.end() for found in OBJECT.finditer(head)), default=0)
    return bool(FIRST.search(head, own))


def _unpacked(data: bytes, position: int, room: int) -> bytes:
    """To the end that the packed bytes themselves know; `endstream` may stand among them."""
    unpacker, parts = zlib.decompressobj(), []
    while position < len(data) and not unpacker.eof:
        try:
            parts.append(unpacker.decompress(data[position : position + PIECE], max(1, room + 1)))
        except zlib.error as error:
            raise refusals.unsafe() from error
        room -= len(parts[-1])
        if room <= 0:
            raise refusals.unsafe()
        position += PIECE
    return b"".join(parts)
