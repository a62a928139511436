"""The map of the runs as paths and labels, ready to be set in the page.

Lines go straight from stop to stop: the plan knows how long a leg takes, not which road it uses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from skjuts.core.planning.explain import Explainer, Lookup
from skjuts.web.report.basemap import Basemap, Extent, load_basemap
from skjuts.web.report.labels import Label, LabelBoard, Wish
from skjuts.web.report.names import map_name
from skjuts.web.report.projection import WIDTH, Drawing, Plane, frame_places, project_places
from skjuts.web.report.runbook import NumberedRun

LABEL_SIZE = 19.0
MOST_LABELS = 14
AREA_SIZE = 17.0
MOST_AREAS = 40
LEAST_VISITS = 3
"""A place is named when so many stops are made there: a home seldom is."""
MOST_LEVELS = 4
"""A line grows with the riders aboard up to this many."""
INSET_HALF_M = 15_000
INSET_FROM_M = 90_000
"""A map wider or higher than this gets an enlargement of its busiest place."""
SCALE_STEPS_KM = (200, 100, 50, 20, 10, 5, 2, 1)
SCALE_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class MapRun:
    """A run's lines by riders aboard (0 = empty), its stops as points, and the box around it."""

    number: int
    colour: int
    title: str
    lines: tuple[tuple[int, str], ...]
    stops: str
    box: str


@dataclass(frozen=True, slots=True)
class Inset:
    """An enlargement: the part of the drawing that it shows, its names and its scale."""

    name: str
    view_box: str
    labels: tuple[Label, ...]
    label_size: float
    scale: Scale


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale bar: where it lies in the drawing and what length it stands for."""

    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything that the map's template draws, in units of a drawing `WIDTH` wide."""

    height: float
    land: str
    lakes: str
    municipalities: str
    municipality_names: tuple[Label, ...]
    labels: tuple[Label, ...]
    runs: tuple[MapRun, ...]
    pickups: str
    dropoffs: str
    unserved: str
    scale: Scale | None
    inset: Inset | None


def draw_map(explainer: Explainer, runs: Sequence[NumberedRun]) -> MapView:
    """Draw every run of a plan over the bundled outlines (foreign instances: over nothing)."""
    lookup = explainer.lookup
    plane = project_places(lookup.problem)
    left_out = [lookup.get_request(item.request).pickup for item in explainer.solution.unserved]
    drawing = Drawing(frame_places(plane, _list_rows(lookup, runs, left_out)))
    points = drawing.points(plane).round(2)
    wishes = _list_wishes(lookup, runs, points)
    board = LabelBoard(WIDTH, drawing.height)
    is_foreign = lookup.problem.unrounded is not None
    base = Basemap((), (), ()) if is_foreign else _crop(load_basemap(), drawing.extent)
    return MapView(
        height=drawing.height,
        land="".join(drawing.ring(ring) for ring in base.land),
        lakes="".join(drawing.ring(ring) for ring in base.lakes),
        municipalities="".join(drawing.ring(ring) for m in base.municipalities for ring in m.rings),
        labels=tuple(board.place_beside(wishes, LABEL_SIZE, MOST_LABELS)),
        municipality_names=tuple(board.place_over(_list_areas(base, drawing), AREA_SIZE)),
        runs=tuple(_draw_run(lookup, run, points) for run in runs),
        pickups=_dots(lookup, points, _list_places(lookup, runs, is_pickup=True)),
        dropoffs=_dots(lookup, points, _list_places(lookup, runs, is_pickup=False)),
        unserved=_dots(lookup, points, left_out),
        scale=None if is_foreign else _scale(drawing, (0.0, 0.0, WIDTH, drawing.height)),
        inset=None if is_foreign else _enlarge(drawing, wishes),
    )


def _list_rows(lookup: Lookup, runs: Iterable[NumberedRun], left_out: Iterable[str]) -> set[int]:
    """The places that the map must show: every stop, and where the unserved wait."""
    stops = (stop.place for run in runs for stop in run.run.stops)
    return {lookup.get_place_index(place) for place in (*stops, *left_out)}


def _list_places(lookup: Lookup, runs: Iterable[NumberedRun], *, is_pickup: bool) -> list[str]:
    riders = (lookup.get_request(s.request) for r in runs for s in r.run.stops if s.request is not None)
    return list(dict.fromkeys(request.pickup if is_pickup else request.dropoff for request in riders))


def _dots(lookup: Lookup, points: Plane, places: Iterable[str]) -> str:
    """Points as strokes without length, so that they keep their size in an enlargement."""
    rows = dict.fromkeys(lookup.get_place_index(place) for place in places)
    return "".join(f"M{points[row, 0]:g},{points[row, 1]:g}h0" for row in rows)


def _list_wishes(lookup: Lookup, runs: Iterable[NumberedRun], points: Plane) -> list[Wish]:
    """The names of the places with most stops, the busiest first."""
    counts = Counter(s.place for run in runs for s in run.run.stops if s.request is not None)
    places = [place for place, visits in counts.most_common() if visits >= LEAST_VISITS]
    named = [(lookup.get_place_index(place), map_name(lookup, place)) for place in places]
    return [Wish(float(points[row, 0]), float(points[row, 1]), name) for row, name in named if name]


def _crop(base: Basemap, extent: Extent) -> Basemap:
    return Basemap(
        land=tuple(ring for ring in base.land if extent.touches(ring)),
        lakes=tuple(ring for ring in base.lakes if extent.touches(ring)),
        municipalities=tuple(m for m in base.municipalities if any(map(extent.touches, m.rings))),
    )


def _list_areas(base: Basemap, drawing: Drawing) -> list[Wish]:
    """The municipalities' names in their middles, when they are few enough to read."""
    wishes = []
    for municipality in base.municipalities:
        middle = np.mean([municipality.rings[0].min(axis=0), municipality.rings[0].max(axis=0)], axis=0)
        if drawing.extent.holds(*middle):
            x, y = drawing.points(middle[None])[0]
            wishes.append(Wish(float(x), float(y), municipality.name))
    return wishes if len(wishes) <= MOST_AREAS else []


def _draw_run(lookup: Lookup, run: NumberedRun, points: Plane) -> MapRun:
    row = {stop.place: lookup.get_place_index(stop.place) for stop in run.run.stops}
    lines: dict[int, list[str]] = defaultdict(list)
    last: dict[int, str] = {}
    for step in run.walk.steps:
        if step.origin == step.target:
            continue
        level = min(len(step.aboard), MOST_LEVELS)
        (x, y), (to_x, to_y) = points[row[step.origin]], points[row[step.target]]
        start = "" if last.get(level) == step.origin else f"M{x:g},{y:g}"
        lines[level].append(f"{start}L{to_x:g},{to_y:g}")
        last = {level: step.target}
    own = points[list(row.values())]
    (left, top), (right, bottom) = own.min(axis=0), own.max(axis=0)
    return MapRun(
        number=run.number,
        colour=run.colour,
        title=f"{run.name} · {run.riders} resor",
        lines=tuple((level, "".join(parts)) for level, parts in sorted(lines.items())),
        stops=_dots(lookup, points, row),
        box=f"{left:g} {top:g} {right - left:g} {bottom - top:g}",
    )


def _scale(drawing: Drawing, view: tuple[float, float, float, float]) -> Scale:
    """A bar in the lower left corner of a view, a round number of kilometres long."""
    left, top, width, height = view
    longest = width * SCALE_SHARE
    per_km = drawing.units_per_metre * 1000
    km = next((step for step in SCALE_STEPS_KM if step * per_km <= longest), SCALE_STEPS_KM[-1])
    return Scale(left + width * 0.03, top + height - width * 0.035, round(km * per_km, 2), f"{km} km")


def _enlarge(drawing: Drawing, wishes: Sequence[Wish]) -> Inset | None:
    """The surroundings of the busiest place, when the map is too large to tell its streets apart."""
    if not wishes or max(drawing.extent.width, drawing.extent.height) < INSET_FROM_M:
        return None
    half, hub = INSET_HALF_M * drawing.units_per_metre, wishes[0]
    left, top, side = hub.x - half, hub.y - half, 2 * half
    size = LABEL_SIZE * side / WIDTH * 1.7
    near = [
        w._replace(x=w.x - left, y=w.y - top) for w in wishes if abs(w.x - hub.x) < half > abs(w.y - hub.y)
    ]
    labels = LabelBoard(side, side).place_beside(near, size, MOST_LABELS)
    moved = (
        Label(round(label.x + left, 2), round(label.y + top, 2), label.text, label.anchor, label.is_major)
        for label in labels
    )
    view = (round(left, 2), round(top, 2), round(side, 2), round(side, 2))
    return Inset(
        hub.name, " ".join(f"{v:g}" for v in view), tuple(moved), round(size, 3), _scale(drawing, view)
    )
