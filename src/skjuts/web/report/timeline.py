"""The vehicles' day as rows of bars: how many are aboard, empty driving, waiting and rest.

A row is a drawing one unit to the minute and `HEIGHT` units high, stretched over the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from skjuts.core.planning.explain import Activity, Lookup, Step
from skjuts.web.report.names import place_name
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


def draw_timeline(lookup: Lookup, runs: Sequence[NumberedRun], units: Units) -> Timeline | None:
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
            RowGroup(carrier, tuple(_draw_row(lookup, run, start_s, end_s, units) for run in group))
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


def _draw_row(lookup: Lookup, run: NumberedRun, start_s: int, end_s: int, units: Units) -> Row:
    shift = run.vehicle.shifts[run.run.shift]
    opens_s, closes_s = max(shift.start_s, start_s), min(shift.end_s, end_s)
    bars = (_draw_bar(lookup, step, start_s, units) for step in run.walk.steps)
    return Row(
        run=run,
        shift_x=_minutes(opens_s - start_s),
        shift_width=_minutes(max(0, closes_s - opens_s)),
        bars=tuple(bar for bar in bars if bar is not None),
        told=_tell(run, units),
    )


def _minutes(time_s: int) -> float:
    return round(time_s / 60, 1)


def _draw_bar(lookup: Lookup, step: Step, start_s: int, units: Units) -> Bar | None:
    level = min(len(step.aboard), MOST_LEVELS)
    looks = {
        Activity.LOADED: (f"aboard-{level}", LEVEL_HEIGHTS[level]),
        Activity.SERVICE: (f"aboard-{level}", LEVEL_HEIGHTS[level]),
        Activity.EMPTY: ("empty", EMPTY_HEIGHT),
        Activity.WAITING: ("waiting", STILL_HEIGHT),
        Activity.BREAK: ("rest", HEIGHT - 4),
    }
    if step.activity not in looks or step.end_s == step.start_s:
        return None
    kind, height = looks[step.activity]
    title = f"{units.clock(step.start_s)}–{units.clock(step.end_s)} {_describe(lookup, step)}"
    return Bar(_minutes(step.start_s - start_s), _minutes(step.end_s - step.start_s), height, kind, title)


def _describe(lookup: Lookup, step: Step) -> str:
    origin, target = place_name(lookup, step.origin), place_name(lookup, step.target)
    return {
        Activity.LOADED: f"{len(step.aboard)} ombord, {origin} – {target}",
        Activity.SERVICE: f"på- eller avstigning, {origin}",
        Activity.EMPTY: f"tom, {origin} – {target}",
        Activity.WAITING: f"väntar, {origin}",
        Activity.BREAK: f"rast, {origin}",
        Activity.IDLE: f"står still, {origin}",
    }[step.activity]


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
