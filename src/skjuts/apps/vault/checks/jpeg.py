"""JPEG, segment by segment: the picture is kept, what the camera and the phone wrote about it is not.

Kept are tables, frames, scans, JFIF, Adobe's colour mark and the orientation; gone are Exif (place, time,
thumbnail), XMP, IPTC, comments, and whatever stands after the end.
"""

from __future__ import annotations

import struct

from skjuts.apps.vault.checks.sizes import require_size
from skjuts.apps.vault.errors import RefusedFile

JPEG_START = b"\xff\xd8\xff"
_EOI, _SOS, _APP0, _APP1, _APP14, _COM = 0xD9, 0xDA, 0xE0, 0xE1, 0xEE, 0xFE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_SHORT = 3


def clean_jpeg(content: bytes) -> bytes:
    """The picture alone; raises `RefusedFile` when the file is not whole."""
    kept = bytearray(content[:2])
    orientation, at, has_frame = 1, 2, False
    while True:
        marker, body, end = _segment(content, at)
        if marker == _EOI:
            break
        if marker in _FRAMES:
            require_size(*_extent(body))
            has_frame = True
        if marker == _APP1 and body.startswith(_EXIF):
            orientation = _find_orientation(body[len(_EXIF) :])
        if marker == _SOS:
            end = _end_of_scan(content, end)
        if _is_kept(marker):
            kept += content[at:end]
        at = end
    if not has_frame:
        raise _broken()
    picture = bytes(kept) + bytes((0xFF, _EOI))
    return picture if orientation == 1 else picture[:2] + _orientation_segment(orientation) + picture[2:]


def _segment(content: bytes, at: int) -> tuple[int, bytes, int]:
    """The marker at a place, its body and where it ends."""
    while content[at : at + 2] == b"\xff\xff":
        at += 1
    if len(content) < at + 2 or content[at] != 0xFF:
        raise _broken()
    marker = content[at + 1]
    if marker == _EOI:
        return marker, b"", at + 2
    if len(content) < at + 4:
        raise _broken()
    (length,) = struct.unpack_from(">H", content, at + 2)
    end = at + 2 + length
    if length < 2 or end > len(content):
        raise _broken()
    return marker, content[at + 4 : end], end


def _is_kept(marker: int) -> bool:
    is_application = _APP0 <= marker <= 0xEF
    return marker != _COM and (not is_application or marker in {_APP0, _APP14})


def _extent(body: bytes) -> tuple[int, int]:
    if len(body) < 5:
        raise _broken()
    height, width = struct.unpack_from(">HH", body, 1)
    return width, height


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands; 0xFF00 and restart marks belong to the scan."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        following = content[at + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at
    raise _broken()


def _find_orientation(tiff: bytes) -> int:
    """How the picture is turned (1 to 8); 1 when nothing sensible says so."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 10:
        return 1
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return 1
    (entries,) = struct.unpack_from(f"{order}H", tiff, start)
    for at in range(start + 2, min(start + 2 + 12 * entries, len(tiff) - 11), 12):
        tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, at)
        if tag == _ORIENTATION and kind == _SHORT and 1 <= value <= 8:
            return int(value)
    return 1


def _orientation_segment(orientation: int) -> bytes:
    """An Exif segment that says how the picture is turned, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    body = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _broken() -> RefusedFile:
    return RefusedFile("Bilden är inte hel.", field="file")
