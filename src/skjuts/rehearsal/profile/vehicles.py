"""How many vehicles, of which kinds, on which duties, at what prices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShiftHours:
    """One interval of duty, in hours, and its break (0 = none)."""

    start_h: float
    end_h: float
    break_min: int


@dataclass(frozen=True, slots=True)
class ShiftPattern:
    """The duty of a vehicle over the day, and how often it is drawn."""

    weight: float
    hours: tuple[ShiftHours, ...]


@dataclass(frozen=True, slots=True)
class Shifts:
    """The duties: two that cover the longest journeys, and the ordinary ones."""

    cover_early: tuple[ShiftHours, ...]
    cover_late: tuple[ShiftHours, ...]
    patterns: tuple[ShiftPattern, ...]


@dataclass(frozen=True, slots=True)
class LayoutTable:
    """One furnishing of a vehicle."""

    seats: int = 0
    wheelchairs: int = 0
    stretchers: int = 0
    attendants: int = 0


@dataclass(frozen=True, slots=True)
class VehicleKind:
    """A kind of vehicle: how common, how furnished, how paid."""

    name: str
    share: float
    layouts: tuple[LayoutTable, ...]
    guaranteed_share: float
    open_end_share: float
    qualifications: dict[str, float]


@dataclass(frozen=True, slots=True)
class Fleet:
    """How many vehicles, where, of which kinds and on which duties."""

    vehicles_per_request: float
    base_reach_m: float
    local_share: float
    carriers_per_municipality: int
    area_price_spread: float
    shifts: Shifts
    kinds: dict[str, VehicleKind]


@dataclass(frozen=True, slots=True)
class KmBandTable:
    """The price of each kilometre beyond a distance."""

    from_m: int
    per_km_ore: int


@dataclass(frozen=True, slots=True)
class TariffTable:
    """The price level of one kind of vehicle under one kind of contract."""

    km_bands: tuple[KmBandTable, ...]
    per_minute_ore: int
    waiting_per_minute_ore: int
    approach_per_km_ore: int
    return_per_km_ore: int
    start_ore: int = 0
    minimum_ore: int = 0
    guaranteed_hours: float = 0.0
    guaranteed_per_hour_ore: int = 0


@dataclass(frozen=True, slots=True)
class TariffPair:
    """Paid as it runs, or with guaranteed hours."""

    variable: TariffTable
    guaranteed: TariffTable
