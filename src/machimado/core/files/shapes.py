"""What a file is, told by its content alone."""

from machimado.core.files import pdf, pictures
from machimado.core.files.outward import HEIC, JPEG, PDF, PNG, WEBP
from machimado.core.files.polyglots import refuse_second_faces

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
CHECKS = {
    PDF: pdf.check,
    JPEG: pictures.check_jpeg,
    PNG: pictures.check_png,
    WEBP: pictures.check_webp,
    HEIC: pictures.check_heic,
}


def recognise(data: bytes) -> str | None:
    """The media type whose signature stands at the very start, or None: nothing may stand before it."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return HEIC
    return None


def check(media_type: str, data: bytes) -> None:
    """Walk through the structure that this type must have. Raises Refused."""
    CHECKS[media_type](data)
    refuse_second_faces(media_type, data)
