"""Files that must not come in, and what is taken off those that may."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib

import pytest

from skjuts.adapters.virus_scan.known_test_file import EICAR, KnownTestFile
from skjuts.apps.vault.checks import MOST_BYTES, clean_content
from skjuts.apps.vault.errors import RefusedFile
from skjuts.apps.vault.services.attachments import clean_name

Image = pytest.importorskip("PIL.Image")
PLACE = b"59 19 N, hemma hos mig"


def picture(form: str, **options: object) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.effect_noise((64, 40), 50).convert("RGB").save(out, form, **options)
    return out.getvalue()


def exif(orientation: int = 6) -> object:
    """What a phone writes: how it was held, and where."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010E] = PLACE.decode()
    return told


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects; the structure is enough to be opened leniently."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R " + trailer + b">>\nstartxref\n0\n%%EOF\n"


def packed(content: bytes, told: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream object."""
    data = zlib.compress(content, 9)
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (told, len(data), data)


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"comment": PLACE}])
def test_jpeg_when_cleaned_keeps_the_picture_and_how_it_is_turned(options: dict[str, object]) -> None:
    """A photographed power of attorney must not tell where the kitchen table stands."""
    original = picture("JPEG", exif=exif(), **options)
    assert PLACE in original
    cleaned = clean_content(original + b"<html>trailing</html>")
    assert (cleaned.kind, PLACE in cleaned.content, b"trailing" in cleaned.content) == ("jpeg", False, False)
    after = Image.open(io.BytesIO(cleaned.content))
    assert after.getexif()[0x0112] == 6
    assert after.tobytes() == Image.open(io.BytesIO(original)).tobytes()


def test_png_when_cleaned_keeps_the_picture_alone() -> None:
    """Texts and times go; the pixels stay."""
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Comment", PLACE.decode())
    original = picture("PNG", pnginfo=told, exif=exif())
    cleaned = clean_content(original + b"PK\x05\x06 zip")
    assert (cleaned.kind, PLACE in cleaned.content, cleaned.content[-8:-4]) == ("png", False, b"IEND")
    assert Image.open(io.BytesIO(cleaned.content)).tobytes() == Image.open(io.BytesIO(original)).tobytes()


def test_pdf_when_harmless_is_kept_as_it_is() -> None:
    """Signed documents must not change by a byte."""
    pikepdf = pytest.importorskip("pikepdf")
    out = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    content = out.getvalue()
    cleaned = clean_content(content)
    assert (cleaned.kind, cleaned.content) == ("pdf", content)


def test_text_when_plain_is_kept() -> None:
    """Swedish letters included."""
    assert clean_content("Fullmakt för Åsa\r\n".encode()).kind == "text"


NESTED = packed(zlib.compress(b"0" * 1_000_000), b"/Filter [/FlateDecode /FlateDecode]")
HOSTILE = {
    "empty": b"",
    "too large": b"a" * (MOST_BYTES + 1),
    "svg": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "html": b"\xef\xbb\xbf  <script>alert(1)</script>",
    "xml entities": b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>',
    "zip": b"PK\x03\x04" + b"\0" * 40,
    "program": b"MZ\x90\0" + b"\0" * 40,
    "office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "gif": b"GIF89a" + b"\0" * 20,
    "latin-1": "åäö".encode("latin-1"),
    "nul": b"abc\0def",
    "escape": b"abc\x1b[2J",
    "pdf with zip behind": pdf(b"<< /Type /Catalog >>") + b"PK\x03\x04" + b"\0" * 40,
    "pdf with script": pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
    "pdf with escaped script": pdf(b"<< /OpenAction << /S /J#61vaScr#69pt /JS (app.alert(1)) >> >>"),
    "pdf with packed script": pdf(packed(b"1 0 << /S /JavaScript >>", b"/Type /ObjStm /Filter /FlateDecode")),
    "pdf with oddly packed objects": pdf(packed(b"1 0 <<>>", b"/Type /ObjStm /Filter /LZWDecode")),
    "pdf with predicted objects": pdf(
        packed(b"1 0", b"/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>")
    ),
    "pdf with file": pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"),
    "pdf with program": pdf(b"<< /A << /S /Launch /F (cmd.exe) >> >>"),
    "pdf with form": pdf(b"<< /AcroForm << /XFA [] >> >>"),
    "pdf locked": pdf(b"<<>>", trailer=b"/Encrypt 5 0 R "),
    "pdf bomb": pdf(packed(b"0" * 250_000_000)),
    "pdf nested bomb": pdf(NESTED),
    "pdf cut": pdf(b"<<>>")[:-8],
    "jpeg cut": picture("JPEG")[:-40],
    "jpeg without a picture": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9",
    "png cut": picture("PNG")[:-20],
    "png changed": picture("PNG")[:20] + b"\xff" + picture("PNG")[21:],
    "png bomb": b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0"))
    + chunk(b"IEND", b""),
    "png without extent": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b""),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_file_when_hostile_is_refused_in_little_memory(content: bytes) -> None:
    """Every one of them, whatever it is called, and none fills the worker."""
    tracemalloc.start()
    try:
        with pytest.raises(RefusedFile):
            clean_content(content)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_jpeg_when_any_byte_is_cut_or_changed_never_raises_anything_else() -> None:
    """A parser of hostile bytes must fail in its own words."""
    whole = picture("JPEG", exif=exif())
    for at in range(0, len(whole), 7):
        for broken in (whole[:at], whole[:at] + bytes((whole[at] ^ 0xFF,)) + whole[at + 1 :]):
            try:
                clean_content(broken)
            except RefusedFile:
                continue


def test_eicar_when_scanned_is_known_wherever_it_stands() -> None:
    """The way to try that a scanner is asked at all."""
    scan = KnownTestFile()
    assert scan.find_threat(b"abc" + EICAR) == "Eicar-Test-Signature"
    assert scan.find_threat(b"abc") == ""


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\fullmakt.pdf.exe", "fullmakt.pdf.pdf"),
        ("brev\r\nSet-Cookie: a=b.pdf", "brevSet-Cookie: a=b.pdf"),
        ("\u202efdp.brev.exe", "fdp.brev.pdf"),
        ("", "bilaga.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("å" * 300, "å" * 115 + ".pdf"),
    ],
)
def test_name_when_hostile_becomes_a_plain_one(told: str, kept: str) -> None:
    """It is shown and offered for saving, and is never a path."""
    assert clean_name(told, "pdf") == kept
