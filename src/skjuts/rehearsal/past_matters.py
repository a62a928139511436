"""Invented matters of the last year: what rule books are tried again on before a region's own are read in.

Facts are drawn apart from each other, by age and by where one lives: shares are right, but not what goes
together in one person. What the matter is not about stands as in most matters.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np

from skjuts.core.ports.past_matters import WeighedMatter
from skjuts.rehearsal.draws import stream

FILE: Final = "past_matters.toml"
SEED: Final = 1
DAYS: Final = 365
LIFE: Final = ((0, 18), (18, 65), (65, 80), (80, 98))
"""The ages of the bands: from, and up to but not including."""
METRES_A_KM: Final = 1000
KINDS: Final = ("patient_trip",)
SAME_IN_ALL: Final[Mapping[str, object]] = {
    "care_region": "home",
    "team_offered": False,
    "nearer_unit_offered": False,
    "care_on_the_way": "none",
    "flight_proposed": False,
    "road_access": True,
    "stated_reason": "function",
    "has_lma_card": True,
    "care_urgency": "planned",
}


def list_invented_matters(kind: str, first: dt.date, last: dt.date) -> list[WeighedMatter]:
    """The invented matters of a kind decided within some days, latest first; the year ends on the last."""
    if kind not in KINDS:
        return []
    found = [_date(one, last) for one in _draw_matters()]
    return sorted(
        (one for one in found if first <= one.decided_on <= last),
        key=lambda one: (one.decided_on, one.person),
        reverse=True,
    )


def _date(drawn: tuple[int, WeighedMatter], last: dt.date) -> WeighedMatter:
    """A matter that was decided so many days ago, about a trip two weeks later."""
    days_ago, one = drawn
    decided = last - dt.timedelta(days=days_ago)
    return WeighedMatter(
        kind=one.kind,
        person=one.person,
        decided_on=decided,
        travel_day=decided + dt.timedelta(days=14),
        trips=one.trips,
        municipality=one.municipality,
        facts=one.facts,
    )


@cache
def _draw_matters() -> tuple[tuple[int, WeighedMatter], ...]:
    told = _read()
    rng = stream(SEED, "past matters")
    count = told["size"]["matters"]
    people = rng.integers(told["size"]["people"], size=count)
    traits = [_draw_person(rng, told) for _ in range(told["size"]["people"])]
    ago = rng.integers(1, DAYS, size=count)
    return tuple(
        (int(days), _draw_matter(rng, told, int(person), traits[person]))
        for days, person in zip(ago.tolist(), people.tolist(), strict=True)
    )


def _draw_person(rng: np.random.Generator, told: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """Where somebody lives, and what is so of them in every matter."""
    places, people = told["places"], told["people"]
    place = _choose(rng, range(len(places["municipalities"])), places["weights"])
    band = _choose(rng, range(len(LIFE)), people["age_shares"])
    km = places["hospital_km"][place] * float(np.exp(rng.normal(0, places["km_spread"])))
    facts: dict[str, object] = {
        "age": int(rng.integers(*LIFE[band])),
        "distance": round(km * METRES_A_KM),
        "walking_limit": _choose(rng, people["walking_m"], people["walking_weights"][band]),
        "residence": _choose(rng, told["errands"]["residences"], told["errands"]["residence_weights"]),
    }
    facts |= {name: bool(rng.random() < by_age[band]) for name, by_age in told["shares"].items()}
    return str(places["municipalities"][place]), facts


def _draw_matter(
    rng: np.random.Generator, told: Mapping[str, Any], person: int, traits: tuple[str, dict[str, object]]
) -> WeighedMatter:
    """One matter of somebody: the errand, and what traffic there is that day."""
    municipality, facts = traits
    errands, traffic = told["errands"], told["traffic"]
    is_far = int(facts["distance"] > traffic["near_km"] * METRES_A_KM)
    drawn = {
        "purpose": _choose(rng, errands["purposes"], errands["purpose_weights"]),
        "care_place": _choose(rng, errands["care_places"], errands["care_place_weights"]),
    }
    drawn |= {
        name: bool(rng.random() < traffic[name][is_far])
        for name in ("timetable_fits", "feeder_fits", "shuttle_line_fits")
    }
    return WeighedMatter(
        kind=KINDS[0],
        person=person,
        decided_on=dt.date.min,
        travel_day=dt.date.min,
        trips=int(_choose(rng, errands["trips"], errands["trip_weights"])),
        municipality=municipality,
        facts={**SAME_IN_ALL, **facts, **drawn},
    )


def _choose[T](rng: np.random.Generator, values: Sequence[T], weights: Sequence[float]) -> T:
    share = np.asarray(weights, dtype=np.float64)
    return values[int(rng.choice(len(values), p=share / share.sum()))]


@cache
def _read() -> dict[str, dict[str, Any]]:
    """The parameters' values; their provenance is for readers of the file."""
    text = (resources.files("skjuts.rehearsal") / FILE).read_text(encoding="utf-8")
    return {
        part: {name: one["value"] for name, one in held.items()} for part, held in tomllib.loads(text).items()
    }
