"""PDF: kept byte for byte or refused. No scripts, no attached files, no programs, no bombs, no locks.

Names may be written with escapes and objects may lie compressed, so both are undone before looking. What
cannot be looked into is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from skjuts.apps.vault.errors import RefusedFile

PDF_START = b"%PDF-"
MOST_INFLATED = 200_000_000
MOST_AFTER_END = 64
_PIECE = 256 * 1024
_LONGEST_HEADER = 64 * 1024
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?=[\s/<\[(>\]%]|$)"
)
_LOCKED = re.compile(rb"/Encrypt(?=[\s/<\[(]|$)")
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)(?=[\s/\]>])")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+|\d+\s+\d+\s+R)")
_OVERLAP = 32


def check_pdf(content: bytes) -> bytes:
    """The same bytes; raises `RefusedFile`."""
    end = content.rfind(b"%%EOF")
    if end < 0 or len(content) - end - 5 > MOST_AFTER_END or content[end + 5 :].strip():
        raise RefusedFile("PDF-filen är inte hel, eller har något efter sitt slut.", field="file")
    plain = _unescaped(content)
    if _LOCKED.search(plain):
        raise RefusedFile("PDF-filen är låst med lösenord.", field="file", remedy="Spara den utan lösenord.")
    _require_passive(plain)
    left = MOST_INFLATED
    for header, start in _list_streams(content):
        _require_readable(header)
        left -= _look_into(content, start, left)
    return content


def _list_streams(content: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary of each stream and where its bytes begin."""
    for match in _STREAM.finditer(content):
        earliest = max(0, match.start() - _LONGEST_HEADER)
        begins = content.rfind(b"obj", earliest, match.start())
        yield _unescaped(content[max(begins, earliest) : match.start()]), match.end()


def _require_readable(header: bytes) -> None:
    """Objects may lie in a stream that we can open; nothing may be packed twice."""
    written = _FILTER.search(header)
    filters = written[1] if written else b""
    if len(_FLATE.findall(filters + b"]")) > 1:
        raise _bomb()
    if b"/ObjStm" not in header:
        return
    names = re.findall(rb"/\w+", filters)
    if b"/Predictor" in header or (written and names not in ([b"/FlateDecode"], [b"/Fl"])):
        raise RefusedFile("PDF-filen är packad på ett sätt som inte kan granskas.", field="file")


def _look_into(content: bytes, start: int, left: int) -> int:
    """Inflate a stream piece by piece, looking for what is active; the bytes that came out."""
    tail, total = b"", 0
    try:
        for piece in _inflate(memoryview(content)[start:]):
            total += len(piece)
            if total > left:
                raise _bomb()
            _require_passive(_unescaped(tail + piece))
            tail = piece[-_OVERLAP:]
    except zlib.error:
        # Another filter, or none: such streams are looked at where they lie.
        return total
    return total


def _inflate(packed: memoryview) -> Iterator[bytes]:
    inflating = zlib.decompressobj()
    for at in range(0, len(packed), _PIECE):
        given: bytes | memoryview = packed[at : at + _PIECE]
        while given and not inflating.eof:
            yield inflating.decompress(given, _PIECE)
            given = inflating.unconsumed_tail
        if inflating.eof:
            return


def _unescaped(content: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), content) if b"#" in content else content


def _require_passive(content: bytes) -> None:
    if _ACTIVE.search(content):
        raise RefusedFile(
            "PDF-filen innehåller skript, formulär eller bifogade filer.",
            field="file",
            remedy="Skriv ut dokumentet som PDF på nytt och bifoga den.",
        )


def _bomb() -> RefusedFile:
    return RefusedFile("PDF-filen blir orimligt stor när den öppnas.", field="file")
