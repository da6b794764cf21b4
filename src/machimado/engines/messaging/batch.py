"""Many letters as one PDF for the printer."""

import io
from collections.abc import Iterable


def join(pdfs: Iterable[bytes]) -> bytes:
    """The letters one after the other, each filled up to whole sheets: printed on both sides, no letter begins on
    another person's back page.
    """
    from pypdf import PdfReader, PdfWriter  # slow to load, and needed by the printer alone

    writer = PdfWriter()
    for pdf in pdfs:
        reader = PdfReader(io.BytesIO(pdf))
        for page in reader.pages:
            writer.add_page(page)
        if len(reader.pages) % 2:
            writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
