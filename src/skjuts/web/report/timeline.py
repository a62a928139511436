"""The vehicles' day as rows of bars: how many are aboard, empty driving, waiting and rest.

A row is a drawing one unit to the minute and `HEIGHT` units high, stretched over the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from skjuts.core.planning.explain import Activity, Step, Walk
from skjuts.web.report.runbook import NumberedRun
from skjuts.web.report.units import Units

HEIGHT = 24
MOST_LEVELS = 4
LEVEL_HEIGHTS = (0, 9, 14, 19, 24)
EMPTY_HEIGHT = 4
STILL_HEIGHT = 9
MOST_HOURS = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a row; `kind` selects its look."""

    x: float
    width: float
    height: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One run: its shift as a band and its bars, with a sentence that tells the same."""

    run: NumberedRun
    shift_x: float
    shift_width: float
    bars: tuple[Bar, ...]
    told: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one carrier."""

    carrier: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All rows over one time axis of `width` minutes; `marks` are the axis' cells, left to right."""

    width: int
    marks: tuple[str, ...]
    mark_width: int
    groups: tuple[RowGroup, ...]


def draw_timeline(runs: Sequence[NumberedRun], units: Units) -> Timeline | None:
    """Draw the detailed runs; None when nothing drives."""
    shown = [run for run in runs if run.is_detailed]
    if not shown:
        return None
    start_s, end_s, mark_s = _axis(shown, units)
    groups = groupby(shown, key=lambda run: run.vehicle.carrier)
    return Timeline(
        width=(end_s - start_s) // 60,
        marks=tuple(units.clock(time_s) for time_s in range(start_s, end_s, mark_s)),
        mark_width=mark_s // 60,
        groups=tuple(
            RowGroup(carrier, tuple(_draw_row(run, start_s, end_s, units) for run in group))
            for carrier, group in groups
        ),
    )


def _axis(runs: Iterable[NumberedRun], units: Units) -> tuple[int, int, int]:
    """First and last time of the axis and the time between its marks."""
    times = [(run.walk.steps[0].start_s, run.walk.steps[-1].end_s) for run in runs if run.walk.steps]
    first, last = min(t for t, _ in times), max(t for _, t in times)
    mark_s = 3600
    if units.is_foreign or last - first > MOST_HOURS * mark_s:
        mark_s = max(60, -(-(last - first) // 12 // 60) * 60)
    return first // mark_s * mark_s, -(-last // mark_s) * mark_s, mark_s


def _draw_row(run: NumberedRun, start_s: int, end_s: int, units: Units) -> Row:
    shift = run.vehicle.shifts[run.run.shift]
    opens_s, closes_s = max(shift.start_s, start_s), min(shift.end_s, end_s)
    return Row(
        run=run,
        shift_x=_minutes(opens_s - start_s),
        shift_width=_minutes(max(0, closes_s - opens_s)),
        bars=tuple(_list_bars(run.walk, start_s, units)),
        told=_tell(run, units),
    )


def _minutes(time_s: int) -> float:
    return round(time_s / 60, 1)


def _list_bars(walk: Walk, start_s: int, units: Units) -> Iterator[Bar]:
    """One bar for each stretch that looks the same: driving and stops with as many aboard are one."""
    for look, stretch in groupby(walk.steps, key=_look):
        steps = list(stretch)
        begins_s, ends_s = steps[0].start_s, steps[-1].end_s
        if look is not None and ends_s > begins_s:
            yield Bar(
                x=_minutes(begins_s - start_s),
                width=_minutes(ends_s - begins_s),
                height=look.height,
                kind=look.kind,
                title=f"{units.clock(begins_s)}–{units.clock(ends_s)} {look.title}",
            )


class _Look(NamedTuple):
    kind: str
    height: int
    title: str


def _look(step: Step) -> _Look | None:
    """How a step looks; idling is left to the band of the shift."""
    aboard = len(step.aboard)
    level = min(aboard, MOST_LEVELS)
    loaded = _Look(f"aboard-{level}", LEVEL_HEIGHTS[level], f"{aboard} ombord")
    looks = {
        Activity.LOADED: loaded,
        Activity.SERVICE: loaded,
        Activity.EMPTY: _Look("empty", EMPTY_HEIGHT, "tomkörning"),
        Activity.WAITING: _Look("waiting", STILL_HEIGHT, "väntan"),
        Activity.BREAK: _Look("rest", HEIGHT - 4, "rast"),
    }
    return looks.get(step.activity)


def _tell(run: NumberedRun, units: Units) -> str:
    walk = run.walk
    parts = [
        f"{run.name}: {units.clock(walk.leaves_s)} till {units.clock(walk.returns_s)}",
        f"{run.riders} resor",
        f"{units.minutes(walk.seconds(Activity.LOADED, Activity.SERVICE))} med resenärer",
        f"{units.minutes(walk.seconds(Activity.EMPTY))} tomkörning",
        f"{units.minutes(walk.seconds(Activity.WAITING))} väntan",
        f"{units.minutes(walk.seconds(Activity.BREAK))} rast",
    ]
    return ", ".join(parts)
