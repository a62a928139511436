"""Where riders live: localities by population, and the scatter of farms and villages between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.rehearsal.draws import flags
from skjuts.rehearsal.geography import (
    Locality,
    Points,
    county,
    is_in_lake,
    is_inside,
    list_areas,
    offset,
    to_plane,
)
from skjuts.rehearsal.profile.people import Homes

MAX_TRIES = 12
"""A home that has found no dry ground by then stands at its locality's own point."""


@dataclass(frozen=True, slots=True, eq=False)
class HomeDraw:
    """Homes: their points and the index of the locality each belongs to."""

    points: Points
    locality: NDArray[np.int64]
    is_rural: NDArray[np.bool_]


def draw_homes(
    rng: np.random.Generator, localities: Sequence[Locality], count: int, homes: Homes
) -> HomeDraw:
    """Draw `count` homes in the localities' municipalities.

    Town homes lie within the disc that their locality's population needs; rural homes
    `rural_min_m` to `rural_max_m` from a locality, each locality as likely as another. Both
    stand on dry land: rural ones in their own municipality, town ones in their own county.
    """
    population = np.array([locality.population for locality in localities], dtype=np.float64)
    is_rural = flags(rng, count, homes.rural_share)
    chosen = rng.choice(len(localities), size=count, p=population / population.sum())
    chosen[is_rural] = rng.integers(len(localities), size=int(is_rural.sum()))
    reach_m = town_radius_m(population, homes.town_density_per_km2)[chosen]
    least_m = np.where(is_rural, homes.rural_min_m, 0.0)
    most_m = np.where(is_rural, homes.rural_max_m, reach_m)
    centres = np.array([(locality.lat, locality.lon) for locality in localities])[chosen]
    points = centres.copy()
    waiting = np.arange(count)
    for _ in range(MAX_TRIES):
        square = rng.uniform(least_m[waiting] ** 2, most_m[waiting] ** 2)
        tried = offset(centres[waiting], np.sqrt(square), rng.uniform(0, 2 * np.pi, len(waiting)))
        settled = _is_on_land(tried, [localities[index] for index in chosen[waiting]], is_rural[waiting])
        points[waiting[settled]] = tried[settled]
        waiting = waiting[~settled]
        if not len(waiting):
            break
    return HomeDraw(points, chosen, is_rural)


def town_radius_m(population: NDArray[np.float64], density_per_km2: float) -> NDArray[np.float64]:
    """The radius of the disc that holds a locality's people."""
    return 1000 * np.sqrt(population / density_per_km2 / np.pi)


def _is_on_land(
    points: Points, localities: Sequence[Locality], is_rural: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    plane, areas = to_plane(points), list_areas()
    own = np.array([locality.municipality for locality in localities])
    inside = np.zeros(len(points), dtype=np.bool_)
    for code in np.unique(own):
        mine = np.flatnonzero(own == code)
        inside[mine] = is_inside(plane[mine], areas[code])
    own_county = np.array([county(code) for code in own])
    may_cross = ~is_rural & ~inside
    for code, area in areas.items():
        strays = np.flatnonzero(may_cross & (own_county == county(code)))
        if len(strays):
            inside[strays] |= is_inside(plane[strays], area)
    return inside & ~is_in_lake(plane)
