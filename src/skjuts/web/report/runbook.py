"""The runs in the order of the page: by carrier, then vehicle, numbered from one, with a colour.

Neighbours on the map get different colours: runs are coloured in turn by the direction, seen
from the busiest place, in which they drive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2

from skjuts.core.planning.explain import Explainer, Walk
from skjuts.core.planning.problem import Vehicle
from skjuts.core.planning.solution import Run, StopKind
from skjuts.web.report.names import natural_order

COLOURS = 8
DETAILED_RUNS = 150
"""Runs with a timeline row, a table of stops and explained riders; a bigger day shows its busiest."""


@dataclass(frozen=True, slots=True)
class NumberedRun:
    """A run with its number on the page, its colour and whether its details are shown."""

    number: int
    walk: Walk
    vehicle: Vehicle
    riders: int
    colour: int
    is_detailed: bool

    @property
    def run(self) -> Run:
        """The run itself."""
        return self.walk.run

    @property
    def name(self) -> str:
        """The vehicle, with the shift's number when it has several."""
        shifts = len(self.vehicle.shifts)
        return self.vehicle.id if shifts == 1 else f"{self.vehicle.id}, pass {self.run.shift + 1}"


def number_runs(explainer: Explainer) -> list[NumberedRun]:
    """Number, colour and choose the runs of a plan."""
    vehicles = {walk.run.vehicle: explainer.lookup.get_vehicle(walk.run.vehicle) for walk in explainer.walks}
    walks = sorted(explainer.walks, key=lambda walk: _order(vehicles[walk.run.vehicle], walk))
    riders = [count_riders(walk.run) for walk in walks]
    busiest = set(sorted(range(len(walks)), key=lambda k: (-riders[k], k))[:DETAILED_RUNS])
    colours = _colour(explainer, walks)
    return [
        NumberedRun(k + 1, walk, vehicles[walk.run.vehicle], riders[k], colours[k], k in busiest)
        for k, walk in enumerate(walks)
    ]


def count_riders(run: Run) -> int:
    """How many requests a run serves."""
    return sum(stop.kind is StopKind.PICKUP for stop in run.stops)


def find_busiest_place(walks: Iterable[Walk]) -> str | None:
    """The place with the most pickups and dropoffs."""
    counts = Counter(stop.place for walk in walks for stop in walk.run.stops if stop.request is not None)
    return counts.most_common(1)[0][0] if counts else None


def _order(vehicle: Vehicle, walk: Walk) -> tuple[object, ...]:
    """By carrier and vehicle, numbers inside names read as numbers."""
    return (natural_order(vehicle.carrier), natural_order(vehicle.id), walk.run.shift)


def _colour(explainer: Explainer, walks: Sequence[Walk]) -> list[int]:
    hub_id = find_busiest_place(walks)
    if hub_id is None:
        return []
    places = {place.id: place for place in explainer.lookup.problem.places}
    hub = places[hub_id]
    directions = []
    for k, walk in enumerate(walks):
        stops = [places[stop.place] for stop in walk.run.stops]
        north = sum(place.lat - hub.lat for place in stops)
        east = sum(place.lon - hub.lon for place in stops) / 2
        directions.append((atan2(north, east), k))
    colours = [0] * len(walks)
    for turn, (_, k) in enumerate(sorted(directions)):
        colours[k] = turn % COLOURS
    return colours
