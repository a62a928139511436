"""PNG, chunk by chunk: those that make the picture are kept, texts, times and unknown ones are not."""

from __future__ import annotations

import struct
import zlib

from skjuts.apps.vault.checks.sizes import require_size
from skjuts.apps.vault.errors import RefusedFile

PNG_START = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"}
)
_HEADER_BYTES = 13


def clean_png(content: bytes) -> bytes:
    """The picture alone, up to its end; raises `RefusedFile` when the file is not whole."""
    kept, at, seen = bytearray(PNG_START), len(PNG_START), set[bytes]()
    while b"IEND" not in seen:
        kind, body, end = _chunk(content, at)
        if not seen:
            _require_header(kind, body)
        if kind in _KEPT:
            kept += content[at:end]
        elif kind[:1].isupper():
            raise _broken()
        seen.add(kind)
        at = end
    if b"IDAT" not in seen:
        raise _broken()
    return bytes(kept)


def _chunk(content: bytes, at: int) -> tuple[bytes, bytes, int]:
    if len(content) < at + 12:
        raise _broken()
    (length,) = struct.unpack_from(">I", content, at)
    end = at + 12 + length
    if end > len(content):
        raise _broken()
    kind, body = content[at + 4 : at + 8], content[at + 8 : end - 4]
    if zlib.crc32(kind + body) != struct.unpack_from(">I", content, end - 4)[0]:
        raise _broken()
    return kind, body, end


def _require_header(kind: bytes, body: bytes) -> None:
    if kind != b"IHDR" or len(body) != _HEADER_BYTES:
        raise _broken()
    require_size(*struct.unpack_from(">II", body))


def _broken() -> RefusedFile:
    return RefusedFile("Bilden är inte hel.", field="file")
