"""Pictures, walked through from the first byte to the last; their size in pixels is read, never unpacked."""

import struct
import zlib
from collections.abc import Iterator

from machimado.core.files import refusals

MOST_PIXELS = 120_000_000
LONGEST_SIDE = 30_000
NO_SIZE = {0xC4, 0xC8, 0xCC}


def check_jpeg(data: bytes) -> None:
    for marker, body in _jpeg_segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in NO_SIZE:
            if len(body) < 5:
                raise refusals.damaged()
            height, width = struct.unpack(">HH", body[1:5])
            _check_size(width, height)
            if b"\xff\xd9" not in data:
                raise refusals.damaged()
            return
    raise refusals.damaged()


def check_png(data: bytes) -> None:
    position, kinds = 8, []
    while position + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        body = data[position + 8 : position + 8 + length]
        stated = data[position + 8 + length : position + 12 + length]
        if len(stated) != 4 or zlib.crc32(kind + body) != int.from_bytes(stated, "big"):
            raise refusals.damaged()
        if kind == b"IHDR":
            _check_size(*struct.unpack(">II", body[:8]))
        kinds.append(kind)
        position += 12 + length
        if kind == b"IEND":
            break
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise refusals.damaged()
    if position != len(data):
        raise refusals.unsafe()


def check_webp(data: bytes) -> None:
    length = int.from_bytes(data[4:8], "little") + 8
    if length > len(data):
        raise refusals.damaged()
    if length + length % 2 < len(data):
        raise refusals.unsafe()
    kind, body = data[12:16], data[20:]
    if kind == b"VP8X" and len(body) >= 10:
        size = (int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
    elif kind == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        size = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    elif kind == b"VP8 " and len(body) >= 10:
        size = (int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF)
    else:
        raise refusals.damaged()
    _check_size(*size)


def check_heic(data: bytes) -> None:
    kinds, position = [], 0
    while position + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        if length == 1:
            length = int.from_bytes(data[position + 8 : position + 16], "big")
        if length == 0:
            length = len(data) - position
        if length < 8:
            raise refusals.damaged()
        kinds.append(kind)
        position += length
    if position != len(data) or b"meta" not in kinds:
        raise refusals.damaged()
    found = data.find(b"ispe")
    if found < 0:
        raise refusals.damaged()
    while found >= 0:
        _check_size(*struct.unpack(">II", data[found + 8 : found + 16].ljust(8, b"\0")))
        found = data.find(b"ispe", found + 4, found + 100_000)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise refusals.damaged()
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == 0xDA or length < 2:
            return
        yield marker, data[position + 4 : position + 2 + length]
        position += 2 + length


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise refusals.damaged()
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise refusals.too_many_pixels()
