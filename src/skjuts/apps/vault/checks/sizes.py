"""How large a picture may become when somebody opens it."""

from __future__ import annotations

from skjuts.apps.vault.errors import RefusedFile

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000


def require_size(width: int, height: int) -> None:
    """Refuse pictures without an extent, and those that would fill a memory."""
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE) or width * height > MOST_PIXELS:
        raise RefusedFile("Bildens mått är orimliga.", field="file")
