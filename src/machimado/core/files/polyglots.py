"""Files with two faces: a picture that is also a web page, a PDF that is also an archive."""

from machimado.core.files import refusals
from machimado.core.files.outward import PDF

ACTIVE = (b"<script", b"<html", b"<!doctype", b"<?php", b"http://www.w3.org/2000/svg")
ZIP_END = b"PK\x05\x06"
ZIP_END_LENGTH = 22


def refuse_second_faces(media_type: str, data: bytes) -> None:
    """Refuse what another program would take for something else. Raises Refused."""
    if _ends_as_zip(data):
        raise refusals.unsafe()
    if media_type == PDF:
        return  # a PDF may well speak of HTML in its text; its own check looks for what runs
    lowered = data.lower()
    if any(token in lowered for token in ACTIVE) or b"%PDF-1." in data:
        raise refusals.unsafe()


def _ends_as_zip(data: bytes) -> bool:
    """Archives are read from the end: a zip's last record, up to 65,535 bytes of comment after it."""
    tail = data[-(65_535 + ZIP_END_LENGTH) :]
    position = tail.rfind(ZIP_END)
    while position >= 0:
        record = tail[position : position + ZIP_END_LENGTH]
        if len(record) == ZIP_END_LENGTH:
            comment = int.from_bytes(record[20:22], "little")
            if position + ZIP_END_LENGTH + comment <= len(tail) and record[4:8] == b"\0\0\0\0":
                return True
        position = tail.rfind(ZIP_END, 0, position)
    return False
