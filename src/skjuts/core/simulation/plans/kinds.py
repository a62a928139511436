"""Changes told by kind of vehicle and by share, so that they fit every day of a period whatever its fleet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from skjuts.core.planning.problem import Vehicle
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.plans.changes import AreaSplit, Contracts, Exclusive, Fleet, Tolerances
from skjuts.core.simulation.plans.past_day import PastDay
from skjuts.core.tariffs.contract import KmBand, Tariff

LEAST_PERCENT = -100


class VehicleKind(StrEnum):
    """What a vehicle can carry at most, in the order of what it costs."""

    SEATED = "seated"
    WHEELCHAIR = "wheelchair"
    STRETCHER = "stretcher"


def kind_of(vehicle: Vehicle) -> VehicleKind:
    """The most demanding rider that one of its layouts takes."""
    if any(one.stretchers for one in vehicle.layouts):
        return VehicleKind.STRETCHER
    has_room = any(one.wheelchairs for one in vehicle.layouts)
    return VehicleKind.WHEELCHAIR if has_room else VehicleKind.SEATED


def list_of_kind(day: PastDay, kind: VehicleKind) -> list[Vehicle]:
    """The day's vehicles of a kind, by id."""
    return sorted((one for one in day.problem.vehicles if kind_of(one) is kind), key=lambda one: one.id)


@dataclass(frozen=True, slots=True)
class Resized:
    """More vehicles of a kind, as copies spread over those that are there, or fewer, taken evenly."""

    kind: VehicleKind
    by: int

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when there are too few of the kind that day."""
        own = list_of_kind(day, self.kind)
        count = abs(self.by)
        if not own or (self.by < 0 and count > len(own)):
            raise BadScenario(f"Dagen {day.id} har bara {len(own)} fordon av det slaget.", field="fleet")
        chosen = [own[number * len(own) // count % len(own)] for number in range(count)]
        if self.by < 0:
            return Fleet(removed=tuple(one.id for one in chosen)).apply(day)
        copies = (replace(one, id=f"{one.id}+{number}") for number, one in enumerate(chosen, start=1))
        return Fleet(added=tuple(copies)).apply(day)


@dataclass(frozen=True, slots=True)
class DetourCaps:
    """How much longer than direct one may sit: whole per cent more or less than the day's own table."""

    percent: int

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` for less than no detour at all."""
        if self.percent < LEAST_PERCENT:
            raise BadScenario("Omvägen kan inte bli kortare än ingen.", field="detour")
        caps = day.problem.rules.ride_caps
        widened = tuple(
            one._replace(max_detour_s=one.max_detour_s * (100 + self.percent) // 100) for one in caps
        )
        return Tolerances(ride_caps=widened).apply(day)


@dataclass(frozen=True, slots=True)
class Repriced:
    """Every contract's prices raised or lowered by whole per cent, part by part."""

    start_percent: int = 0
    km_percent: int = 0
    time_percent: int = 0
    guarantee_percent: int = 0

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` for a price below nothing."""
        shares = (self.start_percent, self.km_percent, self.time_percent, self.guarantee_percent)
        if min(shares) < LEAST_PERCENT:
            raise BadScenario("Ett pris kan inte sänkas med mer än hundra procent.", field="contracts")
        return Contracts(tuple(self._price(one) for one in day.problem.tariffs.values())).apply(day)

    def _price(self, tariff: Tariff) -> Tariff:
        return replace(
            tariff,
            start_ore=_raise(tariff.start_ore, self.start_percent),
            minimum_ore=_raise(tariff.minimum_ore, self.start_percent),
            km_bands=tuple(
                KmBand(one.from_m, _raise(one.per_km_ore, self.km_percent)) for one in tariff.km_bands
            ),
            approach_per_km_ore=_raise(tariff.approach_per_km_ore, self.km_percent),
            return_per_km_ore=_raise(tariff.return_per_km_ore, self.km_percent),
            per_minute_ore=_raise(tariff.per_minute_ore, self.time_percent),
            waiting_per_minute_ore=_raise(tariff.waiting_per_minute_ore, self.time_percent),
            guaranteed_per_hour_ore=_raise(tariff.guaranteed_per_hour_ore, self.guarantee_percent),
        )


@dataclass(frozen=True, slots=True)
class KindExclusive:
    """Every vehicle of a kind drives for nobody else; those that are guaranteed hours already keep theirs."""

    kind: VehicleKind
    per_hour_ore: int

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when there is none of the kind."""
        own = list_of_kind(day, self.kind)
        if not own:
            raise BadScenario(f"Dagen {day.id} har inga fordon av det slaget.", field="exclusive")
        bound = tuple(one.id for one in own if not one.guaranteed)
        return Exclusive(bound, self.per_hour_ore).apply(day)


@dataclass(frozen=True, slots=True)
class HomeAreas:
    """Each vehicle takes only those who live in the area where it stands when the day begins."""

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when a place, or the place where a vehicle stands, has no area."""
        areas = {}
        for one in day.problem.vehicles:
            if one.start_place is None or one.start_place not in day.areas:
                raise BadScenario(f"Fordonet {one.id} börjar inte dagen i något område.", field="areas")
            areas[one.id] = day.areas[one.start_place]
        return AreaSplit(areas).apply(day)


def _raise(ore: int, percent: int) -> int:
    """Whole öre, halves up."""
    return (ore * (100 + percent) + 50) // 100
