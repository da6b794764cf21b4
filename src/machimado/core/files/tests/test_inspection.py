"""What is taken and what is not: told by content alone."""

import base64
import io
import zlib

import pikepdf
import pytest

from machimado.core.files import inspection
from machimado.core.files.api import Refused, UploadPolicy
from machimado.core.files.tests.makers import archive, heic, jpeg, pdf, png, stream, webp

POLICY = UploadPolicy()


def reason(data, policy=POLICY):
    with pytest.raises(Refused) as caught:
        inspection.media_type(data, policy=policy)
    return caught.value.text.ja


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "application/pdf"),
        (pdf(stream(b"BT (/Encrypt and /JavaScript are only words here) Tj ET")), "application/pdf"),
        (jpeg(), "image/jpeg"),
        (jpeg() + b"motion photo of a phone" * 10, "image/jpeg"),
        (png(), "image/png"),
        (webp(), "image/webp"),
        (heic(), "image/heic"),
    ],
    ids=["pdf", "pdf with words", "jpeg", "jpeg of a phone", "png", "webp", "heic"],
)
def test_true_files_are_taken(data, kind):
    assert inspection.media_type(data, policy=POLICY) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\0" + bytes(100),
        archive(),
        b"GIF89a" + bytes(20),
        b"just words",
        b"\n" + pdf(),
        b"\xff\xfe<html>",
    ],
)
def test_other_kinds_are_refused_with_what_to_do(data):
    assert reason(data).startswith("このファイルは受け取れません。")


@pytest.mark.parametrize(
    "data",
    [
        jpeg(comment=b"<script>alert(1)</script>"),
        jpeg() + b"<HTML><body>",
        jpeg() + archive(),
        png() + archive(),
        png() + b"anything",
        pdf() + archive(),
        heic()[:-32] + b"<script>alert(document)</script>",
        webp() + b"tail",
    ],
)
def test_files_with_two_faces_are_refused(data):
    assert "安全に開けない" in reason(data)


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        pdf(b"<< /S /J#61vaScript >>"),
        pdf(b"<< /S /Launch /F (cmd.exe) >>"),
        pdf(b"<< /Type /EmbeddedFile >>"),
        pdf(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"),
        pdf(stream(b"5 0 << /S /JavaScript /JS (x) >>", b"/Type /ObjStm /Filter /FlateDecode")),
    ],
    ids=["script", "escaped name", "program", "file", "files", "script in an object stream"],
)
def test_pdfs_that_run_something_are_refused(data):
    assert "安全に開けない" in reason(data)


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
PACKED = zlib.compress(b"5 0 " + SCRIPT)


def objects(content, head):
    return b"<< /Type /ObjStm /N 1 /First 4 " + head + b" >>\nstream\n" + content + b"\nendstream"


def hidden_behind(word):
    """Packed by a stored block in which the word that ends a stream stands before the script."""
    packer = zlib.compressobj(0)
    return packer.compress(b"5 0 (" + word + b") " + SCRIPT) + packer.flush()


@pytest.mark.parametrize(
    "data",
    [
        pdf() + b"%stream\n7 0 obj\n" + SCRIPT + b"\nendobj\n%endstream\n%%EOF\n",
        pdf(b"<< /Length 60 >>\nstream\n7 0 obj " + SCRIPT + b" endobj\nendstream"),
        pdf(b"<< /Length 60 >>\nstream\n7 0%a remark\nobj " + SCRIPT + b" endobj\nendstream"),
        pdf(objects(b"5 0 " + SCRIPT, b"")),
        pdf(objects(base64.a85encode(PACKED), b"/Filter [/ASCII85Decode /FlateDecode]")),
        pdf(objects(zlib.compress((b"5 0 " + SCRIPT).hex().encode()), b"/Filter [/FlateDecode /ASCIIHexDecode]")),
        pdf(objects(PACKED, b"/Filter 9 0 R")),
        pdf(objects(PACKED, b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>")),
        pdf(objects(PACKED, b"/Filter /FlateDecode").replace(b"/ObjStm", b"/Obj#53tm")),
        pdf(objects(PACKED, b"/Filter /FlateDecode").replace(b"/Type /ObjStm", b"")),
        pdf(objects(PACKED, b"/Filter /FlateDecode").replace(b"stream\n", b"stream\r", 1)),
        pdf(b"%stream\n" + objects(PACKED, b"/Filter /FlateDecode")),
        pdf(objects(hidden_behind(b"endstream"), b"/Filter /FlateDecode")),
        pdf(b"<< /S /GoToR /F (//evil.example/share/x.pdf) >>"),
    ],
    ids=[
        "in a comment", "in a stream", "in a stream with a remark", "objects not packed", "packed as text", "packed twice", "filter elsewhere",
        "predictor", "escaped type", "no type", "return alone", "after a false start", "behind a false end", "file elsewhere",
    ],
)  # fmt: skip
def test_nothing_that_runs_hides_from_the_look(data):
    assert "安全に開けない" in reason(data)


@pytest.mark.parametrize("word", [b"stream\n", b"#41", b"stream\nendstream "])
def test_a_pdf_that_only_makes_work_is_refused_before_it_does(word):
    assert "安全に開けない" in reason(pdf(word * 150_000))


def test_a_picture_that_holds_the_bytes_by_chance_is_taken():
    assert inspection.media_type(
        pdf(stream(b"", b"/Subtype /Image").replace(b"stream\n", b"stream\n\x88/JS\x91", 1)), policy=POLICY
    )


def test_a_true_pdf_with_packed_objects_is_taken_and_its_script_found():
    for script in (False, True):
        made = pikepdf.new()
        made.add_blank_page()
        if script:
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        out = io.BytesIO()
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert b"/ObjStm" in out.getvalue()
        if script:
            assert "安全に開けない" in reason(out.getvalue())
        else:
            assert inspection.media_type(out.getvalue(), policy=POLICY) == "application/pdf"


def test_a_pdf_with_a_password_is_refused_with_a_sentence():
    words = reason(pdf(trailer=b"/Encrypt 9 0 R"))
    assert words == "パスワードのついたPDFは市役所で開けません。パスワードを外したPDFを選んでください。"


def test_an_object_stream_that_unpacks_without_end_is_refused():
    bomb = stream(bytes(60_000_000), b"/Type /ObjStm /Filter /FlateDecode")
    assert "安全に開けない" in reason(pdf(bomb))


@pytest.mark.parametrize("make", [png, jpeg, webp, heic])
def test_pictures_beyond_all_measure_are_refused_without_unpacking(make):
    size = (16_000, 16_000) if make is webp else (40_000, 40_000)
    data = make(*size, rows=1) if make is png else make(*size)
    assert "縦横が大きすぎ" in reason(data)


@pytest.mark.parametrize("make", [png, jpeg, heic, pdf, webp])
def test_halves_are_refused(make):
    data = make()
    assert "こわれて" in reason(data[: len(data) // 2])


def test_a_flipped_bit_in_a_png_is_seen():
    data = bytearray(png())
    data[20] ^= 1
    assert "こわれて" in reason(bytes(data))


def test_a_policy_narrows_the_kinds():
    only_pictures = UploadPolicy(types=frozenset({"image/png"}))
    assert "PNG" in reason(pdf(), only_pictures)


def test_nothing_is_read_beyond_the_limit():
    class Endless:
        asked = 0

        def read(self, size):
            self.asked += size
            return b"\xff" * size

    source = Endless()
    with pytest.raises(Refused) as caught:
        inspection.taken(source, policy=UploadPolicy(max_bytes=2_000_000), already=0)
    assert source.asked == 2_000_001
    assert "2MB" in caught.value.text.ja
    assert caught.value.text.en
    assert caught.value.text.easy


@pytest.fixture(scope="module")
def typeset():
    """A true PDF, with object streams and fonts, as the house itself makes them."""
    import typst

    return typst.compile("#set document(title: [x])\n= 白石市".encode(), pdf_standards=["a-2a"])


def test_a_true_pdf_is_taken(typeset):
    assert inspection.media_type(typeset, policy=POLICY) == "application/pdf"


def test_a_true_pdf_with_a_password_is_refused(typeset):
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    assert "パスワード" in reason(out.getvalue())


def test_a_true_pdf_with_a_script_is_refused(typeset):
    import pypdf
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    out = io.BytesIO()
    writer.write(out)
    assert "安全に開けない" in reason(out.getvalue())
