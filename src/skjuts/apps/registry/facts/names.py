"""Names as the search compares them: small letters without marks, one blank between words."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ð": "d", "đ": "d", "ł": "l", "þ": "t", "ß": "s"})
_OTHERS = re.compile(r"[^a-z0-9]+")


def searchable_name(*names: str) -> str:
    """`Åsa`, `Ljung-Öberg` → `asa ljung oberg`. Writing without dots and accents finds the same people."""
    lowered = " ".join(names).casefold().translate(_LETTERS)
    plain = "".join(one for one in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(one))
    return _OTHERS.sub(" ", plain).strip()
