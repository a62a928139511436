"""Names on the map, the busiest first, none on top of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LETTER_WIDTH = 0.64
"""Width of a letter, in font sizes, in the widest of the fonts that the page asks for."""
LONGEST = 26
NARROW = 1.9
"""How much larger, against the map, names are set where the page is narrow."""


class Wish(NamedTuple):
    """A name that wants to stand beside a point."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place; `anchor` is start or end, `is_major` names have room on narrow pages too."""

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

    @classmethod
    def around(cls, left: float, middle: float, width: float, size: float) -> _Box:
        """The room of a line of text of this size."""
        return cls(left, middle - size * 0.6, left + width, middle + size * 0.6)

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
        self._taken_narrow: list[_Box] = []

    def place_beside(self, wishes: Iterable[Wish], size: float, most: int) -> list[Label]:
        """Place as many names as there is room for beside their points, in order."""
        labels: list[Label] = []
        for wish in wishes:
            if len(labels) == most:
                break
            label = self._place(wish, size)
            if label is not None:
                labels.append(label)
        return labels

    def place_over(self, wishes: Iterable[Wish], size: float) -> list[Label]:
        """Place the names that have room right over their points."""
        labels = []
        for wish in wishes:
            width = (LETTER_WIDTH + 0.08) * size * len(wish.name)
            if self._take(self._taken, _Box.around(wish.x - width / 2, wish.y, width, size)):
                y = round(wish.y + size / 3, 2)
                labels.append(Label(round(wish.x, 2), y, wish.name, "middle", is_major=True))
        return labels

    def _place(self, wish: Wish, size: float) -> Label | None:
        """Right of the point if there is room, else left, else nowhere."""
        text = wish.name if len(wish.name) <= LONGEST else f"{wish.name[: LONGEST - 1]}…"
        width, gap = LETTER_WIDTH * size * len(text), size * 0.45
        for anchor, x in (("start", wish.x + gap), ("end", wish.x - gap)):
            left = x if anchor == "start" else x - width
            if self._take(self._taken, _Box.around(left, wish.y, width, size)):
                left = x if anchor == "start" else x - width * NARROW
                large = _Box.around(left, wish.y, width * NARROW, size * NARROW)
                is_major = self._take(self._taken_narrow, large)
                return Label(round(x, 2), round(wish.y + size / 3, 2), text, anchor, is_major)
        return None

    def _take(self, taken: list[_Box], box: _Box) -> bool:
        """Take the room for a name, if it is free."""
        is_inside = box.left >= 0 and box.right <= self._frame[0]
        is_inside = is_inside and box.top >= 0 and box.bottom <= self._frame[1]
        if not is_inside or any(box.overlaps(other) for other in taken):
            return False
        taken.append(box)
        return True
