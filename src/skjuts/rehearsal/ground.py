"""The day's places: homes, destinations and depots, with their time-of-day zones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.network.slowdown_table import ASSUMED_SOURCE, Peak, tabulate_slowdown
from skjuts.core.network.travel_times import Point, TravelTimes
from skjuts.rehearsal.geography import METRES_PER_DEGREE, Points, list_localities
from skjuts.rehearsal.homes import town_radius_m
from skjuts.rehearsal.profile import Profile

FINEST_CELL_M = 50.0
CELL_GROWTH = 1.25


def snap_homes(points: Points, limit: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Choose at most `limit` homes to stand for all, and say which of the chosen stands for each.

    Returns (kept, stands_for): the indices of the kept homes, and for every home its position
    among the kept. Homes share the first home of their cell in a grid just coarse enough.
    """
    cell_m = 0.0
    while True:
        kept, stands_for = _first_in_cells(points, cell_m)
        if len(kept) <= limit:
            return kept, stands_for
        cell_m = cell_m * CELL_GROWTH or FINEST_CELL_M


def _first_in_cells(points: Points, cell_m: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if cell_m == 0.0:
        everyone = np.arange(len(points))
        return everyone, everyone
    width = METRES_PER_DEGREE * np.cos(np.radians(points[:, :1].mean()))
    cells = np.floor(points * [METRES_PER_DEGREE, width] / cell_m).astype(np.int64)
    _, first, inverse = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    position = np.empty_like(order)
    position[order] = np.arange(len(order))
    return first[order], position[inverse.reshape(-1)]


def zone_of_points(profile: Profile, points: Points) -> NDArray[np.int64]:
    """The row of the time-of-day table for each point: the worst town that it lies in."""
    zone = np.zeros(len(points), dtype=np.int64)
    where = unit_vectors(map(tuple, points))
    for row, rules in enumerate(profile.slowdown.zones):
        towns = [town for town in list_localities() if town.population >= rules.min_population > 0]
        if not towns:
            continue
        people = np.array([town.population for town in towns], dtype=np.float64)
        radius = town_radius_m(people, profile.homes.town_density_per_km2)
        distance = crow_m(where, unit_vectors((town.lat, town.lon) for town in towns))
        zone[(distance <= radius).any(axis=1)] = row
    return zone


def tabulate_zones(profile: Profile) -> NDArray[np.int32]:
    """The profile's time-of-day table, permille, shape (zones, 96)."""
    return tabulate_slowdown(
        [
            [Peak(round(peak.from_h * 3600), round(peak.to_h * 3600), peak.permille) for peak in zone.peaks]
            for zone in profile.slowdown.zones
        ]
    )


def measure_travel(
    travel_times: TravelTimes, places: Sequence[Place], slowdown: NDArray[np.int32]
) -> TravelMatrix:
    """Ask for every pair of places and put the time-of-day table beside the answer."""
    points = [Point(place.lat, place.lon) for place in places]
    legs = travel_times.legs(points, points)
    return TravelMatrix(
        legs.array, f"{legs.provenance.source}; {ASSUMED_SOURCE}", legs.provenance.is_estimate, slowdown
    )
