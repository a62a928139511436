"""Plain text, and nothing that a program would read as more."""

from __future__ import annotations

from skjuts.apps.vault.errors import RefusedFile

_ALLOWED = frozenset("\t\n\r\f")


def check_text(content: bytes) -> bytes:
    """UTF-8 without control characters, and no mark-up (SVG, HTML, XML); raises `RefusedFile`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile(field="file") from None
    has_controls = any(one < " " and one not in _ALLOWED for one in text) or "\x7f" in text
    if has_controls or text.lstrip().startswith("<"):
        raise RefusedFile(field="file")
    return content
