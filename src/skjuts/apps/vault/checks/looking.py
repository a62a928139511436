"""From bytes to a kind and cleaned bytes. The sender's name and type for the file are never asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from skjuts.apps.vault.checks.jpeg import JPEG_START, clean_jpeg
from skjuts.apps.vault.checks.pdf import PDF_START, check_pdf
from skjuts.apps.vault.checks.png import PNG_START, clean_png
from skjuts.apps.vault.checks.text import check_text
from skjuts.apps.vault.errors import RefusedFile
from skjuts.apps.vault.models import Attachment

MOST_BYTES = 15_000_000


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the content is, and what is kept of it."""

    kind: Attachment.Kind
    content: bytes


_STARTS: tuple[tuple[bytes, Attachment.Kind, Callable[[bytes], bytes]], ...] = (
    (PDF_START, Attachment.Kind.PDF, check_pdf),
    (JPEG_START, Attachment.Kind.JPEG, clean_jpeg),
    (PNG_START, Attachment.Kind.PNG, clean_png),
)


def clean_content(content: bytes) -> Cleaned:
    """Judge and clean a file; raises `RefusedFile`. Images lose everything but the picture."""
    if not content:
        raise RefusedFile("Filen är tom.", field="file")
    if len(content) > MOST_BYTES:
        raise RefusedFile("Filen är större än 15 MB.", field="file")
    for start, kind, clean in _STARTS:
        if content.startswith(start):
            return Cleaned(kind, clean(content))
    return Cleaned(Attachment.Kind.TEXT, check_text(content))
