"""A dot for each unit on one line: how much they differ, and where one's own unit lies among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _

from skjuts.web.charts.drawing import (
    MARKED,
    SLIM,
    WIDE,
    Caption,
    ChartTable,
    Dot,
    Drawing,
    Label,
    Line,
    LineKind,
    Picture,
    Scale,
    Write,
    choose_ticks,
    room_for,
)
from skjuts.web.charts.rows import write_scale

APART = 9
HEAD, FOOT = 46, 30
OTHER = 1


@dataclass(frozen=True, slots=True)
class UnitValue:
    """One unit's figure."""

    name: str
    value: float


def draw_strip(
    caption: Caption,
    *,
    units: Sequence[UnitValue],
    own: str | None,
    write: Write,
    columns: tuple[str, str],
) -> Drawing:
    """Draw the units and their median; the one named `own` has its own sign and its name and figure.

    Raises ValueError without units, and when `own` is none of them.
    """
    if not units or (own is not None and own not in {unit.name for unit in units}):
        raise ValueError("there is no such unit to show")
    in_order = sorted(units, key=lambda unit: (-unit.value, unit.name))
    rows = tuple((unit.name, write(unit.value)) for unit in in_order)
    wide, slim = (_draw(in_order, own, write, width) for width in (WIDE, SLIM))
    return Drawing(caption, ChartTable(columns, rows), wide, slim)


def _draw(units: Sequence[UnitValue], own: str | None, write: Write, width: int) -> Picture:
    values = [unit.value for unit in units]
    ticks = choose_ticks(min(values), max(values), write=write, about=5 if width > SLIM else 3)
    halves = [room_for([write(tick)]) // 2 for tick in (ticks[0], ticks[-1])]
    across = Scale(ticks[0], ticks[-1], halves[0], width - halves[1])
    levels = _stack([across.place(value) for value in values])
    ground = HEAD + APART * (max(levels) + 1) + 6
    middle = median(values)
    own_value = next((unit.value for unit in units if unit.name == own), None)
    return Picture(
        width,
        ground + FOOT,
        lines=(
            *(_upright(tick, HEAD, ground, across) for tick in ticks),
            Line(across.place(ticks[0]), ground, across.place(ticks[-1]), ground, "zero"),
            _upright(middle, HEAD - 20, ground, across, "reference"),
            *(_upright(unit.value, 20, ground, across, "link") for unit in units if unit.name == own),
        ),
        dots=tuple(_place_dots(units, levels, own, across, ground)),
        labels=(
            *write_scale(ticks, across, write, ground + 20),
            _write_median(middle, own_value, across, write, width),
            *_write_own(units, own, across, write, width),
        ),
    )


def _upright(value: float, top: int, ground: int, across: Scale, kind: LineKind = "guide") -> Line:
    x = across.place(value)
    return Line(x, top, x, ground, kind)


def _place_dots(
    units: Sequence[UnitValue], levels: Sequence[int], own: str | None, across: Scale, ground: int
) -> Iterator[Dot]:
    for unit, level in zip(units, levels, strict=True):
        is_own = unit.name == own
        y = ground - 8 - APART * level
        yield Dot(across.place(unit.value), y, MARKED if is_own else OTHER, strong=is_own)


def _stack(places: Sequence[int]) -> list[int]:
    """The lowest free level of each dot, so that dots that would touch lie above each other."""
    levels: list[int] = []
    for k, place in enumerate(places):
        near = {levels[n] for n in range(k) if abs(places[n] - place) < APART}
        levels.append(next(level for level in range(len(places)) if level not in near))
    return levels


def _write_median(middle: float, own: float | None, across: Scale, write: Write, width: int) -> Label:
    """On the side of its line that leaves the own unit's line alone."""
    text = _("median %(value)s") % {"value": write(middle)}
    x, room = across.place(middle), room_for([text])
    fits_before, fits_after = x >= room, x + room <= width
    is_before = fits_before and (not fits_after or (own is not None and own > middle))
    return Label(x + (-5 if is_before else 5), HEAD - 10, text, "end" if is_before else "start")


def _write_own(
    units: Sequence[UnitValue], own: str | None, across: Scale, write: Write, width: int
) -> Iterator[Label]:
    for unit in units:
        if unit.name == own:
            text, x = f"{unit.name} {write(unit.value)}", across.place(unit.value)
            half = room_for([text]) // 2
            place = min(max(x, half), width - half)
            yield Label(place, 14, text, "middle", MARKED, strong=True)
