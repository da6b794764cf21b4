"""The seal holds, breaks with the bytes, and is ours alone."""

import os
import stat
from pathlib import Path

import pytest
from django.test import override_settings

from machimado.core.operations import production
from machimado.engines.documents import api as documents
from machimado.engines.documents import authority, sealing, typesetting
from machimado.engines.documents.tests.conftest import AT

PLAIN = '#set document(title: "x")\n#set text(font: mincho, lang: "ja")\n= 題\n#t(d.a)'


@pytest.fixture
def paper(db: None) -> bytes:
    return typesetting.typeset(PLAIN, {"a": "本文"}, at=AT)


def test_a_sealed_paper_is_intact_and_ours(paper: bytes) -> None:
    sealed = sealing.seal(paper)
    assert sealed.startswith(paper)
    assert sealing.check(sealed).good


def test_any_change_breaks_the_seal(paper: bytes) -> None:
    sealed = bytearray(sealing.seal(paper))
    sealed[len(paper) // 2] ^= 1
    check = sealing.check(bytes(sealed))
    assert not check.good


def test_another_citys_seal_is_not_ours(paper: bytes, tmp_path: object) -> None:
    sealed = sealing.seal(paper)
    with override_settings(MACHIMADO_SEAL=tmp_path):
        sealing.forget()
        check = sealing.check(sealed)
    sealing.forget()
    assert check.present
    assert not check.ours


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"not a pdf", b"%PDF-1.7\n" + b"\x00" * 2000])
def test_junk_has_no_seal(junk: bytes, db: None) -> None:
    assert not sealing.check(junk).present


def test_the_key_is_for_its_owner_only(paper: bytes) -> None:
    sealing.seal(paper)
    assert stat.S_IMODE(os.stat(sealing.paths().key).st_mode) == 0o600


def test_production_brings_its_own_key(tmp_path: object) -> None:
    with override_settings(MODE="production", MACHIMADO_SEAL=tmp_path):
        with pytest.raises(documents.SealMissing, match="置いてください"):
            sealing.ensure()
        authority.make(sealing.paths(), city="白石市", at=AT)
        with pytest.raises(documents.SealMissing, match="試験用"):
            sealing.ensure()


def test_the_same_data_gives_the_same_bytes(paper: bytes) -> None:
    assert typesetting.typeset(PLAIN, {"a": "本文"}, at=AT) == paper


def test_production_does_not_start_with_a_test_seal(tmp_path: Path, db: None) -> None:
    with override_settings(MODE="production", MACHIMADO_SEAL=tmp_path):
        assert sealing.faults() == []
        authority.make(sealing.paths(), city="白石市", at=AT)
        (fault,) = sealing.faults()
        assert "is a test seal" in fault
        assert fault in production.faults()
        sealing.paths().certificate.write_bytes(b"not a certificate")
        assert "cannot be read" in sealing.faults()[0]
