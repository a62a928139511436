"""The region's rules of time and mixing, what breaking a wish costs, and queues by the hour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RideCapTable:
    """A row of the ride-time table, in minutes."""

    category: str
    direct_up_to_min: int
    max_detour_min: int


@dataclass(frozen=True, slots=True)
class Windows:
    """The region's rules of time, in minutes."""

    early_min: int
    late_min: int
    max_wait_min: int
    dialysis_max_wait_min: int
    ride_caps: tuple[RideCapTable, ...]
    will_call_wait_min: int
    check_in_min: int
    late_tolerance_arrival_min: int
    late_tolerance_return_min: int
    promised_share: float
    margin_min: int
    wait_pair_share: float
    wait_pair_max_visit_min: int
    wait_pair_min_direct_min: int
    same_day_share: float
    same_day_lead_min: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WaveTimes:
    """A hospital's fixed arrivals and departures, in hours; an empty list leaves that side free."""

    arrive_h: tuple[float, ...]
    leave_h: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Waves:
    """The hospitals with fixed times, by place id."""

    hospitals: dict[str, WaveTimes]


@dataclass(frozen=True, slots=True)
class Prices:
    """What it costs to leave somebody, to be late, and to change a published plan."""

    unserved_ore: dict[int, int]
    lateness_per_minute_ore: int
    change_ore: int


@dataclass(frozen=True, slots=True)
class Mixing:
    """Groups that may not share a vehicle, always and under the temporary rule."""

    may_not_mix: tuple[tuple[str, str], ...]
    dialysis_overlay: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Peak:
    """A part of the day in which travel takes longer."""

    from_h: float
    to_h: float
    permille: int


@dataclass(frozen=True, slots=True)
class SlowZone:
    """Localities of at least this population share a row of the time-of-day table."""

    name: str
    min_population: int
    peaks: tuple[Peak, ...]


@dataclass(frozen=True, slots=True)
class Slowdown:
    """The zones of the time-of-day table, from the slightest to the worst."""

    zones: tuple[SlowZone, ...]
