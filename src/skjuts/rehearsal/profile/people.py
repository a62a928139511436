"""Who travels, from where, why and with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Area:
    """Which counties the day covers; none named means all."""

    counties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How many requests a weekday holds, and how many places the matrix may have."""

    requests: int
    place_limit: int


@dataclass(frozen=True, slots=True)
class Homes:
    """Where people live: localities by population, and the scatter between them."""

    rural_share: float
    rural_min_m: float
    rural_max_m: float
    town_density_per_km2: float


@dataclass(frozen=True, slots=True)
class Care:
    """Where care is given when no list says so, and who goes where."""

    hospital_min_population: int
    lone_hospital_min_population: int
    lone_hospital_reach_m: float
    main_hospital_reach_m: float
    residents_per_hospital: int
    centre_min_population: int
    residents_per_centre: int
    residents_per_errand: int
    residents_per_school: int
    errand_reach_m: float
    main_hospital_share: float
    own_centre_share: float
    far_max_round_min: float
    far_hospitals: dict[str, float]


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A part of the day, in hours, and how often it is drawn."""

    from_h: float
    to_h: float
    weight: float


@dataclass(frozen=True, slots=True)
class Purpose:
    """One reason to travel: where to, when, how long, and by what rule of time."""

    destination: Literal["hospital", "health_centre", "far_hospital", "patient_hotel", "errand", "school"]
    share: float
    weekdays: tuple[int, ...]
    one_way_share: float
    arrivals: tuple[ClockSpan, ...]
    visit_min: tuple[int, int]
    will_call_share: float
    mobility: str
    priority: int
    time_rule: Literal["arrive_by", "depart_at"]


@dataclass(frozen=True, slots=True)
class Mobility:
    """The shares of loads, escorts and needs among riders of one kind."""

    wheelchair_share: float
    stretcher_share: float
    escort_share: float
    ride_alone_share: float
    infection_share: float
    needs: dict[str, float]


@dataclass(frozen=True, slots=True)
class Riders:
    """What holds for every rider: service times and companions."""

    second_escort_share: float
    attendant_share: float
    seat_service_s: int
    wheelchair_service_s: int
    stretcher_service_s: int
    stair_service_s: int
