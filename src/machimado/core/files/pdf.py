"""PDFs that an official may open: whole, without password, without anything that runs."""

import re
import zlib

from machimado.core.files import refusals

NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
RUNS = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z])"
)
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm")
STREAM = re.compile(rb"stream\r?\n")
MOST_UNPACKED = 50_000_000


def check(data: bytes) -> None:
    """Raises Refused: damaged, encrypted, or with scripts, programs or files inside."""
    if b"%%EOF" not in data[-2048:]:
        raise refusals.damaged()
    if ENCRYPTED.search(_plain_names(data)):
        raise refusals.encrypted()
    if RUNS.search(_plain_names(_outside_streams(data))):
        raise refusals.unsafe()
    for objects in _object_streams(data):
        if RUNS.search(_plain_names(objects)):
            raise refusals.unsafe()


def _plain_names(data: bytes) -> bytes:
    """Names may hide behind #xx escapes: /J#61vaScript."""
    return NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)


def _outside_streams(data: bytes) -> bytes:
    """The objects without the content of their streams: pictures hold any bytes by chance."""
    parts, position = [], 0
    for start in STREAM.finditer(data):
        if start.start() < position:
            continue
        end = data.find(b"endstream", start.end())
        if end < 0:
            break
        parts.append(data[position : start.start()])
        position = end
    return b"".join([*parts, data[position:]])


def _object_streams(data: bytes) -> list[bytes]:
    """What stands in compressed object streams (PDF 1.5). Raises Refused where they unpack beyond all measure."""
    found, room = [], MOST_UNPACKED
    for kind in OBJECT_STREAM.finditer(data):
        start = STREAM.search(data, kind.end())
        if start is None:
            raise refusals.damaged()
        try:
            unpacker = zlib.decompressobj()
            objects = unpacker.decompress(data[start.end() :], room)
        except zlib.error:
            continue
        room -= len(objects)
        if unpacker.unconsumed_tail and not unpacker.eof:
            raise refusals.unsafe()
        found.append(objects)
        if room <= 0:
            raise refusals.unsafe()
    return found
