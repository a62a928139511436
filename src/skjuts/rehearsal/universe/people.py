"""Invented people: any number of them, the same for the same seed, with test persons' numbers.

Ages lie as patients of patient trips do, far more old than young (assumed; the demo's figures say so).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from skjuts.core.kernel.identifiers import PersonIdentity, list_test_personal_numbers
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.geography import Locality
from skjuts.rehearsal.universe.names import FAMILY, GIVEN, PHONES, STREETS

YEARS = (1926, 2024)
OLD_SHAPE = (2.2, 5.0)
"""Beta distribution of the birth year over `YEARS`: a mean of some 68 years of age (assumed)."""
PHONE_SHARE = 0.85
PROTECTED_SHARE = 0.003


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody who does not exist. `phone` is '' for those who have none."""

    given_name: str
    family_name: str
    born: dt.date
    identity: PersonIdentity
    street: str
    locality: str
    municipality: str
    lat: float
    lon: float
    phone: str
    is_protected: bool


def make_people(seed: int, count: int, localities: Sequence[Locality]) -> Iterator[InventedPerson]:
    """`count` people who live in the localities, more in the larger ones; no number is used twice."""
    rng = stream(seed, "people")
    births = _draw_births(rng, count)
    weights = np.array([one.population for one in localities], dtype=np.float64)
    homes = rng.choice(len(localities), size=count, p=weights / weights.sum())
    used: dict[dt.date, int] = {}
    for born, home in zip(births, homes, strict=True):
        serial = used.get(born, 0)
        numbers = list_test_personal_numbers(born)
        while serial >= len(numbers):
            born += dt.timedelta(days=1)  # noqa: PLW2901  (that day's numbers are used up)
            serial, numbers = used.get(born, 0), list_test_personal_numbers(born)
        used[born] = serial + 1
        yield _make_person(rng, born, numbers[serial], localities[home])


def _draw_births(rng: np.random.Generator, count: int) -> list[dt.date]:
    first, last = dt.date(YEARS[0], 1, 1), dt.date(YEARS[1], 12, 31)
    days = (rng.beta(*OLD_SHAPE, size=count) * (last - first).days).astype(int)
    return [first + dt.timedelta(days=int(one)) for one in days]


def _make_person(
    rng: np.random.Generator, born: dt.date, identity: PersonIdentity, home: Locality
) -> InventedPerson:
    return InventedPerson(
        given_name=GIVEN[int(rng.integers(len(GIVEN)))],
        family_name=FAMILY[int(rng.integers(len(FAMILY)))],
        born=born,
        identity=identity,
        street=f"{STREETS[int(rng.integers(len(STREETS)))]} {int(rng.integers(1, 60))}",
        locality=home.name,
        municipality=home.municipality,
        lat=home.lat,
        lon=home.lon,
        phone=PHONES[int(rng.integers(len(PHONES)))] if rng.uniform() < PHONE_SHARE else "",
        is_protected=bool(rng.uniform() < PROTECTED_SHARE),
    )
