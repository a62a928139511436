"""The ground that charts over time stand on: rules across, moments along, and room for what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skjuts.web.charts.drawing import Label, Line, Scale, Write, room_for

FOOT = 34
HEAD = 18
EDGE = 12


@dataclass(frozen=True, slots=True)
class Room:
    """The size of a drawing, and what is kept: above, to the right, a share of a slot at the ends."""

    width: int
    height: int
    head: int = HEAD
    beside: int = 0
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Where values and moments lie. Moment k has its middle at `across.place(k)`."""

    left: int
    right: int
    top: int
    bottom: int
    up: Scale
    across: Scale

    @property
    def slot(self) -> float:
        """How far apart two moments lie."""
        return (self.across.end - self.across.start) / max(1.0, self.across.high - self.across.low)


def lay_ground(ticks: Sequence[float], moments: Sequence[str], write: Write, room: Room) -> Ground:
    """Ground for moments between the values of the first and the last tick."""
    left = room_for([write(tick) for tick in ticks])
    right = room.width - max(room.beside, EDGE, 0 if room.inset else room_for(moments[-1:]) // 2)
    bottom = room.height - FOOT
    slot = (right - left) / max(1.0, len(moments) - 1 + 2 * room.inset)
    up = Scale(ticks[0], ticks[-1], bottom, room.head)
    across = Scale(0, len(moments) - 1, left + slot * room.inset, right - slot * room.inset)
    return Ground(left, right, room.head, bottom, up, across)


def rule(ground: Ground, ticks: Sequence[float]) -> Iterator[Line]:
    """Rules across at the ticks."""
    for tick in ticks:
        y = ground.up.place(tick)
        yield Line(ground.left, y, ground.right, y, "zero" if tick == 0 else "guide")


def write_ticks(ground: Ground, ticks: Sequence[float], write: Write) -> Iterator[Label]:
    """The values of the rules, left of them."""
    for tick in ticks:
        yield Label(ground.left - 8, ground.up.place(tick) + 4, write(tick), "end")


def write_moments(ground: Ground, moments: Sequence[str]) -> Iterator[Label]:
    """As many moments as have room, evenly apart, the last always among them."""
    step = max(1, -int(-room_for(moments) // max(1.0, ground.slot)))
    for k in range(len(moments) - 1, -1, -step):
        yield Label(ground.across.place(k), ground.bottom + 20, moments[k], "middle")
