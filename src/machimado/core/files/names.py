"""Names of files that are safe to store, show and send."""

import unicodedata
from urllib.parse import quote

ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
}
FORBIDDEN = set('\\/:*?"<>|;')
LONGEST = 120


def safe_name(name: str, media_type: str) -> str:
    """The person's own name for the file, without paths, controls or direction marks, with the ending of its content."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(each for each in last if unicodedata.category(each)[0] != "C" and each not in FORBIDDEN)
    stem = kept.rsplit(".", 1)[0].strip(" .") if "." in kept else kept.strip(" .")
    return f"{stem[:LONGEST] or 'file'}{ENDINGS.get(media_type, '.bin')}"


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header's value (RFC 6266, RFC 8187): an ASCII stand-in and the name in its own characters."""
    ascii_name = "".join(each if each.isascii() and each.isalnum() or each in "._-" else "_" for each in name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
