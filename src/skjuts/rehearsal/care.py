"""Where care is given: the listed places, and for counties without a list places by rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.rehearsal.geography import (
    CarePlace,
    Locality,
    county,
    list_care_places,
    list_localities,
    offset,
)
from skjuts.rehearsal.homes import town_radius_m
from skjuts.rehearsal.profile.people import Care

HOSPITAL = "hospital"
FAR_HOSPITAL = "far_hospital"
HEALTH_CENTRE = "health_centre"
PATIENT_HOTEL = "patient_hotel"
ERRAND = "errand"
SCHOOL = "school"


def list_region_care(
    rng: np.random.Generator, care: Care, counties: Sequence[str], density_per_km2: float
) -> list[CarePlace]:
    """The hospitals, health centres, patient hotels, schools and errands of the counties.

    A county with a listed place of a kind has only its listed ones of that kind; the others get
    theirs by rule, spread over their locality, with invented names.
    """
    listed = [place for place in list_care_places() if county(place.municipality) in counties]
    places = list(listed)
    localities = [one for one in list_localities() if county(one.municipality) in counties]
    for code, group in groupby(localities, key=lambda one: county(one.municipality)):
        own = list(group)
        kinds = {place.kind for place in listed if county(place.municipality) == code}
        if HOSPITAL not in kinds:
            places += _hospitals(rng, care, own, density_per_km2)
        if HEALTH_CENTRE not in kinds:
            places += _health_centres(rng, care, own, density_per_km2)
        places += _everyday_places(rng, care, own, density_per_km2)
    return places


def list_far_care(care: Care) -> list[tuple[CarePlace, float]]:
    """The hospitals of the long tail with their weights.

    Without weights in the profile: the main hospital of every county, weighted by the population
    of the largest town.
    """
    listed = [place for place in list_care_places() if place.kind in (HOSPITAL, FAR_HOSPITAL)]
    if care.far_hospitals:
        return [(place, care.far_hospitals[place.id]) for place in listed if place.id in care.far_hospitals]
    far: list[tuple[CarePlace, float]] = []
    for code, group in groupby(list_localities(), key=lambda one: county(one.municipality)):
        town = max(group, key=lambda one: one.population)
        named = [place for place in listed if county(place.municipality) == code]
        by_rule = _place(HOSPITAL, "Sjukhus", town, 0, (town.lat, town.lon))
        far.append((named[0] if named else by_rule, float(town.population)))
    return far


def _hospitals(
    rng: np.random.Generator, care: Care, localities: Sequence[Locality], density: float
) -> list[CarePlace]:
    lone = list_apart(
        [one for one in localities if one.population >= care.lone_hospital_min_population],
        care.lone_hospital_reach_m,
    )
    largest = max(localities, key=lambda one: one.population)
    return [
        place
        for town in localities
        if town is largest or town in lone or town.population >= care.hospital_min_population
        for place in _spread(
            rng, HOSPITAL, "Sjukhus", town, 1 + town.population // care.residents_per_hospital, density
        )
    ]


def _health_centres(
    rng: np.random.Generator, care: Care, localities: Sequence[Locality], density: float
) -> list[CarePlace]:
    places: list[CarePlace] = []
    for _, group in groupby(localities, key=lambda one: one.municipality):
        own = list(group)
        largest = max(own, key=lambda one: one.population)
        for town in own:
            if town is largest or town.population >= care.centre_min_population:
                count = 1 + town.population // care.residents_per_centre
                places += _spread(rng, HEALTH_CENTRE, "Hälsocentral", town, count, density)
    return places


def list_apart(localities: Sequence[Locality], apart_m: float) -> list[Locality]:
    """The largest localities such that no two are nearer each other than `apart_m`."""
    chosen: list[Locality] = []
    for one in sorted(localities, key=lambda one: -one.population):
        points = unit_vectors((other.lat, other.lon) for other in chosen)
        if not chosen or crow_m(unit_vectors([(one.lat, one.lon)]), points).min() > apart_m:
            chosen.append(one)
    return chosen


def _everyday_places(
    rng: np.random.Generator, care: Care, localities: Sequence[Locality], density: float
) -> list[CarePlace]:
    places: list[CarePlace] = []
    for _, group in groupby(localities, key=lambda one: one.municipality):
        own = list(group)
        for town in [one for one in own if one.population] or own[:1]:
            errands = 1 + town.population // care.residents_per_errand
            schools = 1 + town.population // care.residents_per_school
            places += _spread(rng, ERRAND, "Påhittat besöksmål", town, errands, density)
            places += _spread(rng, SCHOOL, "Påhittad skola", town, schools, density)
    return places


def _spread(
    rng: np.random.Generator, kind: str, title: str, town: Locality, count: int, density: float
) -> list[CarePlace]:
    centres = np.tile([[town.lat, town.lon]], (count, 1))
    radius = float(town_radius_m(np.array([town.population], dtype=np.float64), density)[0])
    metres = radius * 0.8 * np.sqrt(rng.uniform(size=count))
    metres[0] = 0.0
    points = offset(centres, metres, rng.uniform(0, 2 * np.pi, count))
    return [_place(kind, title, town, index, (lat, lon)) for index, (lat, lon) in enumerate(points)]


def _place(kind: str, title: str, town: Locality, index: int, point: tuple[float, float]) -> CarePlace:
    number = f" {index + 1}" if index else ""
    return CarePlace(
        f"{kind}-{town.municipality}-{town.name}-{index + 1}".lower().replace(" ", "-"),
        f"{title} i {town.name}{number}",
        kind,
        town.municipality,
        float(point[0]),
        float(point[1]),
    )
