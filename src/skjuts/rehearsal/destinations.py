"""Where riders go: the day's destinations by kind, and how a rider's is chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.travel_times import Point, TravelTimes
from skjuts.rehearsal.care import (
    ERRAND,
    FAR_HOSPITAL,
    HOSPITAL,
    PATIENT_HOTEL,
    SCHOOL,
    list_far_care,
    list_region_care,
)
from skjuts.rehearsal.geography import CarePlace, Locality, county
from skjuts.rehearsal.profile import Profile
from skjuts.rehearsal.profile.people import Care

NEAREST_FAR = 3
"""How many of the far hospitals a rider without a regional list may be sent to."""
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Destinations:
    """All places that riders go to, and the rules of who goes where."""

    places: tuple[CarePlace, ...]
    by_kind: Mapping[tuple[str, str], Indices]
    """The places of each kind in each area: a municipality, a county, or '' for everywhere."""
    care: Care
    main_hospital: dict[str, int]
    """The hospital at each county's largest locality, by county code."""
    county_town: Mapping[str, Point]
    """Each county's largest locality, where its longest duties begin."""
    far: tuple[tuple[int, float], ...]
    """Hospitals of the long tail with their weights."""
    travel_times: TravelTimes

    def choose(
        self, rng: np.random.Generator, kind: str, homes: NDArray[np.float64], municipalities: Sequence[str]
    ) -> Indices:
        """One destination index for each home, by the rule of the kind."""
        if kind == HOSPITAL:
            return self._choose_hospital(rng, homes, municipalities)
        if kind == FAR_HOSPITAL:
            return self._choose_far(rng, homes, municipalities)
        if kind == PATIENT_HOTEL:
            among = self._of_kind(kind)
            return among[self._crow_m(homes, among).argmin(axis=1)]
        chosen = np.zeros(len(homes), dtype=np.int64)
        codes = np.array(municipalities)
        for code in np.unique(codes):
            mine = np.flatnonzero(codes == code)
            among = self._of_kind(kind, str(code))
            chosen[mine] = self._choose_local(rng, kind, homes[mine], among)
        return chosen

    def _choose_hospital(
        self, rng: np.random.Generator, homes: NDArray[np.float64], municipalities: Sequence[str]
    ) -> Indices:
        among = self._of_kind(HOSPITAL)
        distance = self._crow_m(homes, among)
        main = self._list_main(municipalities)
        main_m = distance[np.arange(len(homes)), np.searchsorted(among, main)]
        is_drawn = rng.uniform(size=len(homes)) < self.care.main_hospital_share
        to_main = is_drawn & (main_m <= self.care.main_hospital_reach_m)
        return np.where(to_main, main, among[distance.argmin(axis=1)])

    def _choose_local(
        self, rng: np.random.Generator, kind: str, homes: NDArray[np.float64], among: Indices
    ) -> Indices:
        distance = self._crow_m(homes, among)
        if kind == ERRAND:
            weight = 1 / (1 + distance / self.care.errand_reach_m)
            return among[_draw_rows(rng, weight)]
        nearest = among[distance.argmin(axis=1)]
        if kind == SCHOOL:
            return nearest
        own = rng.uniform(size=len(homes)) < self.care.own_centre_share
        return np.where(own, nearest, rng.choice(among, size=len(homes)))

    def _choose_far(
        self, rng: np.random.Generator, homes: NDArray[np.float64], municipalities: Sequence[str]
    ) -> Indices:
        among = np.array([index for index, _ in self.far], dtype=np.int64)
        weight = np.tile([weight for _, weight in self.far], (len(homes), 1))
        round_s, direct_s = self._measure_rounds(homes, municipalities, among)
        weight[round_s > self.care.far_max_round_min * 60] = 0.0
        if not self.care.far_hospitals:
            rank = direct_s.argsort(axis=1).argsort(axis=1)
            weight[(rank == 0) | (rank > NEAREST_FAR)] = 0.0
        too_far = weight.sum(axis=1) == 0
        weight[too_far] = 1.0
        near = self._of_kind(HOSPITAL)
        nearest = near[self._crow_m(homes, near).argmin(axis=1)]
        return np.where(too_far, nearest, among[_draw_rows(rng, weight)])

    def _measure_rounds(
        self, homes: NDArray[np.float64], municipalities: Sequence[str], among: Indices
    ) -> tuple[Indices, Indices]:
        """Seconds of the round county town - home - far hospital - county town, and of its middle leg."""
        codes = sorted(self.county_town)
        home_points = [Point(*home) for home in homes]
        towns = [self.county_town[code] for code in codes]
        far = [Point(self.places[index].lat, self.places[index].lon) for index in among]
        own = np.array([codes.index(county(code)) for code in municipalities], dtype=np.int64)
        ask = self.travel_times.legs
        to_home = ask(towns, home_points).array[own, np.arange(len(homes)), 0]
        direct = ask(home_points, far).array[:, :, 0].astype(np.int64)
        back = ask(far, towns).array[:, own, 0].T
        return to_home[:, None] + direct + back, direct

    def _list_main(self, municipalities: Sequence[str]) -> Indices:
        return np.array([self.main_hospital[county(code)] for code in municipalities], dtype=np.int64)

    def _of_kind(self, kind: str, municipality: str = "") -> Indices:
        """The places of a kind in a municipality, or in its county when it has none of its own."""
        own = self.by_kind.get((kind, municipality))
        return self.by_kind[kind, county(municipality)] if own is None else own

    def _crow_m(self, homes: NDArray[np.float64], among: Indices) -> NDArray[np.float64]:
        targets = [(self.places[index].lat, self.places[index].lon) for index in among]
        return crow_m(unit_vectors(map(tuple, homes)), unit_vectors(targets))


def list_destinations(
    rng: np.random.Generator, profile: Profile, localities: Sequence[Locality], travel_times: TravelTimes
) -> Destinations:
    """Gather the destinations of a region whose localities these are."""
    counties = sorted({county(one.municipality) for one in localities})
    places = list_region_care(rng, profile.care, counties, profile.homes.town_density_per_km2)
    index_of = {place.id: index for index, place in enumerate(places)}
    far: list[tuple[int, float]] = []
    for place, weight in list_far_care(profile.care):
        if place.id not in index_of:
            index_of[place.id] = len(places)
            places.append(place._replace(kind=FAR_HOSPITAL))
        far.append((index_of[place.id], weight))
    towns = _county_towns(localities)
    main = _main_hospitals(places, towns)
    return Destinations(
        tuple(places), _sort_by_kind(places), profile.care, main, towns, tuple(far), travel_times
    )


def _sort_by_kind(places: Sequence[CarePlace]) -> dict[tuple[str, str], Indices]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        for area in {"", county(place.municipality), place.municipality}:
            found[place.kind, area].append(index)
    return {key: np.array(indices, dtype=np.int64) for key, indices in found.items()}


def _county_towns(localities: Sequence[Locality]) -> dict[str, Point]:
    towns: dict[str, Point] = {}
    for one in sorted(localities, key=lambda one: one.population):
        towns[county(one.municipality)] = Point(one.lat, one.lon)
    return towns


def _main_hospitals(places: Sequence[CarePlace], towns: Mapping[str, Point]) -> dict[str, int]:
    hospitals: dict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        if place.kind == HOSPITAL:
            hospitals[county(place.municipality)].append(index)
    main: dict[str, int] = {}
    for code, town in towns.items():
        points = unit_vectors((places[index].lat, places[index].lon) for index in hospitals[code])
        main[code] = hospitals[code][int(crow_m(unit_vectors([town]), points)[0].argmin())]
    return main


def _draw_rows(rng: np.random.Generator, weight: NDArray[np.float64]) -> Indices:
    """Draw one column per row by weight."""
    cumulated = weight.cumsum(axis=1)
    drawn = rng.uniform(size=len(weight)) * cumulated[:, -1]
    return (cumulated <= drawn[:, None]).sum(axis=1)
