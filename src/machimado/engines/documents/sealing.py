"""The electronic seal: a PAdES signature over each issued document, with the city's own key.

The key is read once and kept in memory (reading it costs ten times more than signing). Demo and tests make their own
test authority; production brings its key and certificates and is refused a test one (see README). The library that
signs takes half a second to load, so it is loaded when the first document is sealed or checked.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from machimado.engines.documents import authority, composing
from machimado.kernel import clock

if TYPE_CHECKING:
    from pyhanko.sign import signers
    from pyhanko_certvalidator import ValidationContext

FIELD = "Seal"
READABLE = "市長の電子印"


class SealMissing(Exception):
    """There is no key to seal with; says what to do."""


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What a look at a PDF's seal found. `intact`: the bytes are as sealed; `ours`: sealed by this city's key."""

    present: bool = False
    intact: bool = False
    ours: bool = False

    @property
    def good(self) -> bool:
        return self.present and self.intact and self.ours


def paths() -> authority.Paths:
    """Where this installation's seal lies."""
    folder = Path(settings.MACHIMADO_SEAL)
    return authority.Paths(folder / "seal.key", folder / "seal.crt", folder / "authority.crt")


def seal(pdf: bytes) -> bytes:
    """The PDF with an invisible PAdES B-B signature, appended so that nothing before it changes. Raises SealMissing."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError

    field = fields.SigFieldSpec(
        FIELD,
        readable_field_name=READABLE,
        invis_sig_settings=fields.InvisSigSettings(set_print_flag=True, box_out_of_bounds=True),
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    try:
        out = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, _signer(), new_field_spec=field
        )
    except SigningError as error:
        raise SealMissing(f"電子印を付けられませんでした: {error}") from error
    return bytes(out.getvalue())


def check(pdf: bytes) -> SealCheck:
    """Look at the seal of any PDF, ours or not, however broken. Fetches nothing from the network."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        signatures = reader.embedded_signatures
        if len(signatures) != 1:
            return SealCheck(present=bool(signatures))
        status = validate_pdf_signature(signatures[0], _trust())
    except Exception:  # anyone may hand in any bytes, and a parser of PDF fails in every way there is
        return SealCheck()
    return SealCheck(
        present=True, intact=bool(status.bottom_line and status.intact), ours=bool(status.trusted)
    )


def forget() -> None:
    """Read the key again at the next seal (after `machimado documents ca`; between tests)."""
    _signer.cache_clear()


def ensure() -> authority.Paths:
    """The seal's paths, made on first use in demo and test. Raises SealMissing in production."""
    place = paths()
    if settings.MODE == "production":
        if not place.complete():
            raise SealMissing(
                f"電子印の鍵がありません。{place.key.parent} に seal.key、seal.crt、authority.crt を置いてください。"
            )
        if authority.is_test(place.certificate):
            raise SealMissing("試験用の電子印は本番では使えません。正式な鍵と証明書を置いてください。")
    elif not place.complete():
        authority.make(place, city=city(), at=clock.now())
    return place


def faults() -> list[str]:
    """Why production may not serve with what lies at the seal's place. A city may bring its seal later."""
    certificate = paths().certificate
    if not certificate.exists():
        return []
    try:
        test = authority.is_test(certificate)
    except (OSError, ValueError):
        return [f"The seal's certificate {certificate} cannot be read: put the city's own there, as PEM."]
    return [f"The seal in {certificate.parent} is a test seal: put the city's own there."] if test else []


def city() -> str:
    """Whose seal it is."""
    try:
        return composing.issuer_on(clock.today()).city
    except composing.NoIssuer:
        return "まちまど"


@lru_cache(maxsize=1)
def _signer() -> signers.SimpleSigner:
    from pyhanko.sign import signers

    place = ensure()
    signer = signers.SimpleSigner.load(
        str(place.key), str(place.certificate), ca_chain_files=(str(place.authority),)
    )
    if signer is None:
        raise SealMissing(f"電子印の鍵 {place.key} を読めませんでした。")
    return signer


def _trust() -> ValidationContext:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[load_cert_from_pemder(str(ensure().authority))], allow_fetching=False, moment=clock.now()
    )
