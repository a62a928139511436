"""What a certificate tells and what a permit grants, as typed values with a written form. Pure.

A certificate asks what a person can do, never what they suffer from. Field names follow the facts that rule
books ask for (`core/regulations/facts.yaml`), so that nothing is asked twice.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Self
from uuid import UUID

import msgspec


class Aid(StrEnum):
    """What the rider brings or needs to move."""

    CRUTCHES = "crutches"
    WALKER = "walker"
    FOLDING_WHEELCHAIR = "folding_wheelchair"
    WHEELCHAIR = "wheelchair"
    ELECTRIC_WHEELCHAIR = "electric_wheelchair"
    SCOOTER = "scooter"
    STRETCHER = "stretcher"
    STAIR_CLIMBER = "stair_climber"
    OXYGEN = "oxygen"
    ASSISTANCE_DOG = "assistance_dog"
    CHILD_SEAT = "child_seat"


class Seat(StrEnum):
    """Where and how the rider must sit."""

    FRONT = "front"
    REAR = "rear"
    TWO_SEATS = "two_seats"
    NEAR_DOOR = "near_door"
    LYING = "lying"


class Direction(StrEnum):
    """Which ways the trips go."""

    TO_CARE = "to_care"
    FROM_CARE = "from_care"
    BETWEEN_CARE = "between_care"


class RideAloneReason(StrEnum):
    """The classes of reason to ride without others. The class goes to the booking, never to the vehicle."""

    INFECTION_RISK = "infection_risk"
    SENSITIVE_TO_INFECTION = "sensitive_to_infection"
    DISTRESS = "distress"
    SPACE = "space"
    TIME_LIMIT = "time_limit"


class ValidityKind(StrEnum):
    """For how long a certificate is to hold: for one visit, for visits that recur, for a time, a season."""

    SINGLE = "single"
    SERIES = "series"
    PERIOD = "period"
    SEASONAL = "seasonal"


class EscortReason(StrEnum):
    """The classes of reason to bring somebody."""

    CHILD = "child"
    HELP_ON_THE_WAY = "help_on_the_way"
    HELP_AT_VISIT = "help_at_visit"
    ORIENTATION = "orientation"
    SAFETY = "safety"


class _Written(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Values with a written form that is the same for equal values."""

    def encode(self) -> str:
        """As JSON."""
        return msgspec.json.encode(self, order="deterministic").decode()

    @classmethod
    def decode(cls, text: str) -> Self:
        """Read it again. Raises `msgspec.ValidationError`."""
        return msgspec.json.decode(text or "{}", type=cls)


class CodeSaid(msgspec.Struct, frozen=True, array_like=True):
    """A code of an authority's list, with its words as they were when it was chosen."""

    system: str
    code: str
    text: str

    @property
    def key(self) -> str:
        """What tells it from other codes."""
        return f"{self.system}|{self.code}"


class CertificateContent(_Written, frozen=True, kw_only=True):
    """Everything that a certificate tells. In a draft anything may be missing.

    `oxygen_dl_per_min`: decilitres a minute. `note` stays with the authority and never goes to a vehicle.
    `visit_start_s`, `visit_end_s`: seconds of the day, of the first visit. `care_unit`: the unit that is
    visited, when it is one of the registers'. `season`: as in `Terms`. `trips` are one-way trips.
    """

    travel_mode: str | None = None
    purpose: str | None = None
    residence: str | None = None
    care_place: str | None = None
    care_region: str | None = None
    care_unit: UUID | None = None
    visit_day: dt.date | None = None
    visit_start_s: int | None = None
    visit_end_s: int | None = None
    stated_reason: str | None = None
    walking_limit_m: int | None = None
    boards_steps: bool | None = None
    sits_upright: bool | None = None
    finds_way: bool | None = None
    waits_alone: bool | None = None
    rides_with_others: bool | None = None
    can_go_by_car: bool | None = None
    can_transfer: bool | None = None
    is_confused: bool | None = None
    is_infectious: bool | None = None
    care_on_the_way: str | None = None
    aids: frozenset[Aid] = frozenset()
    oxygen_dl_per_min: int | None = None
    seats: frozenset[Seat] = frozenset()
    door_to_door: bool = False
    escorts: int = 0
    escort_reason: EscortReason | None = None
    ride_alone_reason: RideAloneReason | None = None
    directions: frozenset[Direction] = frozenset()
    from_place: str = ""
    to_place: str = ""
    validity: ValidityKind | None = None
    visits_per_week: int | None = None
    trips: int | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    season: tuple[int, int] | None = None
    longest_ride_s: int | None = None
    interpreter: str = ""
    can_be_remote: bool | None = None
    can_be_by_team: bool | None = None
    can_be_nearer: bool | None = None
    codes: tuple[CodeSaid, ...] = ()
    note: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it certifies: the kinds that `training` delegates."""
        alone = ("ride_alone",) if self.ride_alone_reason else ()
        return ("trip", *(("escort",) if self.escorts else ()), *alone)

    def list_missing(self) -> tuple[str, ...]:
        """List the fields without which it cannot be issued."""
        needed = ["travel_mode", "purpose", "directions", "trips", "valid_from", "valid_to", "is_infectious"]
        needed += ["escort_reason"] if self.escorts else []
        needed += ["oxygen_dl_per_min"] if Aid.OXYGEN in self.aids else []
        needed += ["season"] if self.validity is ValidityKind.SEASONAL else []
        return tuple(name for name in needed if getattr(self, name) in (None, frozenset()))

    def carry_over(self) -> CertificateContent:
        """What a copy begins with: the abilities and needs without the days and the number of trips."""
        gone = ("valid_from", "valid_to", "trips", "visit_day", "visit_start_s", "visit_end_s")
        return msgspec.structs.replace(self, **dict.fromkeys(gone))


class Terms(_Written, frozen=True, kw_only=True):
    """What a permit lets a person have on the ride: for bookings and vehicles, and nothing about health.

    `season`: first and last day of each year as month and day (`(1001, 430)`), None for the whole year.
    """

    travel_modes: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    season: tuple[int, int] | None = None
    trips: int | None = None
    reassess_on: dt.date | None = None
    directions: frozenset[Direction] = frozenset()
    aids: frozenset[Aid] = frozenset()
    seats: frozenset[Seat] = frozenset()
    door_to_door: bool = False
    escorts: int = 0
    ride_alone: bool = False
    longest_ride_s: int | None = None
    reserves_change: bool = False

    def widens(self, other: Terms) -> bool:
        """Whether it gives more than the other terms in any respect."""
        return any(
            (
                not set(self.travel_modes) <= set(other.travel_modes),
                not self.directions <= other.directions,
                self.escorts > other.escorts,
                self.ride_alone and not other.ride_alone,
                _is_more(self.trips, other.trips),
                _is_more(self.valid_to, other.valid_to),
            )
        )


class Visit(_Written, frozen=True):
    """From where to where, and when: what the timetable is asked. Seconds of the day; '' is not known."""

    home: str = ""
    place: str = ""
    start_s: int | None = None
    end_s: int | None = None


class ApplicationContent(_Written, frozen=True, kw_only=True):
    """What the applicant says: in their own words, and as answers to the facts that rules ask for.

    `facts`: fact id to a value as JSON has it. `travel_mode`: what is asked for.
    """

    travel_mode: str | None = None
    trips: int | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    words: str = ""
    facts: dict[str, bool | int | str | list[str]] = {}


def is_in_season(season: tuple[int, int] | None, day: dt.date) -> bool:
    """Whether a day lies in the part of the year; winter service runs over the new year."""
    if season is None:
        return True
    first, last = season
    today = day.month * 100 + day.day
    return first <= today <= last if first <= last else today >= first or today <= last


def _is_more[T: (int, dt.date)](one: T | None, other: T | None) -> bool:
    """Whether one limit is wider; None is no limit."""
    if other is None:
        return False
    return one is None or one > other
