"""Names on the map, the busiest first, none on top of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LETTER_WIDTH = 0.64
"""Width of a letter, in font sizes, in the widest of the fonts that the page asks for."""
LONGEST = 26
FEW = 5
"""So many names are kept where the page is narrow."""


class Wish(NamedTuple):
    """A name that wants to stand beside a point."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place; `anchor` is start or end, `is_major` names stay on narrow pages."""

    x: float
    y: float
    text: str
    anchor: str
    is_major: bool


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and self.right > other.left
            and self.top < other.bottom
            and self.bottom > other.top
        )


class LabelBoard:
    """Places names on a drawing of a width and height; a name never covers an earlier one."""

    def __init__(self, width: float, height: float) -> None:
        self._frame = (width, height)
        self._taken: list[_Box] = []

    def place_beside(self, wishes: Iterable[Wish], size: float, most: int) -> list[Label]:
        """Place as many names as there is room for beside their points, in order."""
        labels: list[Label] = []
        for wish in wishes:
            if len(labels) == most:
                break
            text = wish.name if len(wish.name) <= LONGEST else f"{wish.name[: LONGEST - 1]}…"
            width, gap = LETTER_WIDTH * size * len(text), size * 0.45
            for anchor, left in (("start", wish.x + gap), ("end", wish.x - gap - width)):
                if self._take(left, wish.y, width, size):
                    x = left if anchor == "start" else left + width
                    y = wish.y + size / 3
                    labels.append(Label(round(x, 2), round(y, 2), text, anchor, len(labels) < FEW))
                    break
        return labels

    def place_over(self, wishes: Iterable[Wish], size: float) -> list[Label]:
        """Place the names that have room right over their points."""
        labels = []
        for wish in wishes:
            width = (LETTER_WIDTH + 0.08) * size * len(wish.name)
            if self._take(wish.x - width / 2, wish.y, width, size):
                y = wish.y + size / 3
                labels.append(Label(round(wish.x, 2), round(y, 2), wish.name, "middle", is_major=True))
        return labels

    def _take(self, left: float, middle: float, width: float, size: float) -> bool:
        """Take the room for a name, if it is free."""
        box = _Box(left, middle - size * 0.6, left + width, middle + size * 0.6)
        is_inside = box.left >= 0 and box.right <= self._frame[0] and box.top >= 0
        if not is_inside or box.bottom > self._frame[1] or any(box.overlaps(b) for b in self._taken):
            return False
        self._taken.append(box)
        return True
