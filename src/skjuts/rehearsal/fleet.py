"""The vehicles of an invented day: by municipality, of several kinds, on duties, under contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from skjuts.core.planning.problem import Break, Load, Shift, Vehicle
from skjuts.core.tariffs.contract import KmBand, Tariff
from skjuts.rehearsal.care import list_apart
from skjuts.rehearsal.draws import apportion, spread
from skjuts.rehearsal.geography import Locality, county, list_municipalities
from skjuts.rehearsal.profile import Profile
from skjuts.rehearsal.profile.vehicles import ShiftHours, TariffTable, VehicleKind

BREAK_AFTER_S = 3 * 3600
"""No break in a duty's first three hours."""
MOSTLY = 0.5
"""A covering vehicle is paid as most of its kind are."""
GUARANTEED_LEAST_H = 8.0
"""Guaranteed hours are sold for whole days, not for split ones."""


@dataclass(frozen=True, slots=True)
class Depot:
    """Where vehicles stand at night: a locality's point."""

    id: str
    locality: Locality


@dataclass(frozen=True, slots=True)
class FleetDraw:
    """A day's vehicles, their depots and contracts."""

    vehicles: tuple[Vehicle, ...]
    depots: tuple[Depot, ...]
    tariffs: Mapping[str, Tariff]
    municipalities: tuple[str, ...]
    """The home municipality of each vehicle."""
    cover: frozenset[str]
    """Ids of the vehicles that serve their whole county."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided about a vehicle before it is built."""

    kind: str
    home: Locality
    hours: tuple[ShiftHours, ...]
    is_cover: bool
    is_guaranteed: bool


def draw_fleet(
    rng: np.random.Generator,
    profile: Profile,
    localities: Sequence[Locality],
    riders_by_municipality: Mapping[str, int],
    requests: int,
) -> FleetDraw:
    """Draw the vehicles: two of each kind per base that cover the longest journeys, then the rest.

    There are `vehicles_per_request` of them for each request, though never fewer than the cover.
    """
    plans = _plan_cover(profile, localities)
    rest = max(0, round(requests * profile.fleet.vehicles_per_request) - len(plans))
    plans += _plan_rest(rng, profile, localities, riders_by_municipality, rest)
    vehicles = tuple(_build(rng, profile, plan, number) for number, plan in enumerate(plans, start=1))
    depots = {plan.home: Depot(_depot_id(plan.home), plan.home) for plan in plans}
    return FleetDraw(
        vehicles,
        tuple(depots.values()),
        _draw_tariffs(rng, profile, plans),
        tuple(plan.home.municipality for plan in plans),
        frozenset(vehicle.id for vehicle, plan in zip(vehicles, plans, strict=True) if plan.is_cover),
    )


def _plan_cover(profile: Profile, localities: Sequence[Locality]) -> list[_Plan]:
    shifts = profile.fleet.shifts
    return [
        _Plan(name, base, hours, is_cover=True, is_guaranteed=kind.guaranteed_share >= MOSTLY)
        for base in list_bases(localities, profile.fleet.base_reach_m)
        for name, kind in profile.fleet.kinds.items()
        for hours in (shifts.cover_early, shifts.cover_late)
    ]


def list_bases(localities: Sequence[Locality], reach_m: float) -> list[Locality]:
    """Each county's largest locality, and the municipal towns that lie far from every other base."""
    bases: list[Locality] = []
    for _, group in groupby(localities, key=lambda one: county(one.municipality)):
        towns = [
            max(own, key=lambda one: one.population)
            for _, own in groupby(group, key=lambda one: one.municipality)
        ]
        bases += list_apart(towns, reach_m)
    return bases


def _plan_rest(
    rng: np.random.Generator,
    profile: Profile,
    localities: Sequence[Locality],
    riders_by_municipality: Mapping[str, int],
    count: int,
) -> list[_Plan]:
    kinds = list(profile.fleet.kinds.items())
    kind_of = spread(rng, count, [kind.share for _, kind in kinds])
    towns = {code: list(group) for code, group in groupby(localities, key=lambda one: one.municipality)}
    codes = list(towns)
    riders = np.array([riders_by_municipality.get(code, 0) for code in codes], dtype=np.float64)
    even = np.full(len(codes), profile.fleet.local_share / len(codes))
    weights = even + (1 - profile.fleet.local_share) * riders / riders.sum()
    home_of = np.repeat(np.arange(len(codes)), apportion(count, list(weights)))
    plans: list[_Plan] = []
    for position, municipality in enumerate(home_of):
        name, kind = kinds[kind_of[position]]
        home = _draw_depot(rng, towns[codes[municipality]])
        is_guaranteed = bool(rng.uniform() < kind.guaranteed_share)
        hours = _draw_hours(rng, profile, is_guaranteed=is_guaranteed)
        plans.append(_Plan(name, home, hours, is_cover=False, is_guaranteed=is_guaranteed))
    return plans


def _draw_depot(rng: np.random.Generator, localities: Sequence[Locality]) -> Locality:
    weight = np.sqrt([1.0 + one.population for one in localities])
    return localities[int(rng.choice(len(localities), p=weight / weight.sum()))]


def _draw_hours(rng: np.random.Generator, profile: Profile, *, is_guaranteed: bool) -> tuple[ShiftHours, ...]:
    patterns = [
        pattern
        for pattern in profile.fleet.shifts.patterns
        if not is_guaranteed or min(one.end_h - one.start_h for one in pattern.hours) >= GUARANTEED_LEAST_H
    ]
    weight = np.array([pattern.weight for pattern in patterns])
    return patterns[int(rng.choice(len(patterns), p=weight / weight.sum()))].hours


def _build(rng: np.random.Generator, profile: Profile, plan: _Plan, number: int) -> Vehicle:
    kind = profile.fleet.kinds[plan.kind]
    is_open = not plan.is_guaranteed and bool(rng.uniform() < kind.open_end_share)
    depot = _depot_id(plan.home)
    return Vehicle(
        id=f"{kind.name}-{number:04d}",
        tariff=_tariff_id(profile, plan),
        layouts=tuple(
            Load(one.seats, one.wheelchairs, one.stretchers, one.attendants) for one in kind.layouts
        ),
        shifts=tuple(_build_shift(hours) for hours in plan.hours),
        start_place=depot,
        end_place=None if is_open else depot,
        qualifications=_draw_qualifications(rng, kind, plan),
        carrier=_carrier(profile, plan, number),
        guaranteed=plan.is_guaranteed,
    )


def _build_shift(hours: ShiftHours) -> Shift:
    start, end = round(hours.start_h * 3600), round(hours.end_h * 3600)
    if not hours.break_min:
        return Shift(start, end)
    rest = Break(start + BREAK_AFTER_S, end - hours.break_min * 60, hours.break_min * 60)
    return Shift(start, end, (rest,))


def _draw_qualifications(rng: np.random.Generator, kind: VehicleKind, plan: _Plan) -> frozenset[str]:
    """A covering vehicle has whatever its kind can have."""
    return frozenset(
        name
        for name, share in sorted(kind.qualifications.items())
        if rng.uniform() < share or (plan.is_cover and share > 0)
    )


def _carrier(profile: Profile, plan: _Plan, number: int) -> str:
    name = list_municipalities()[plan.home.municipality]
    letter = chr(ord("A") + number % profile.fleet.carriers_per_municipality)
    return f"Påhittad Taxi {name} {letter}"


def _depot_id(locality: Locality) -> str:
    return f"depot-{locality.municipality}-{locality.name}".lower().replace(" ", "-")


def _area(profile: Profile, locality: Locality) -> str:
    """Contracts are let by municipality; in a day of several counties, by county."""
    is_regional = len(profile.area.counties) == 1
    return locality.municipality if is_regional else county(locality.municipality)


def _tariff_id(profile: Profile, plan: _Plan) -> str:
    """What the contract is called wherever the plan is shown; the id is all that a tariff has for a name."""
    area = _area(profile, plan.home)
    paid = "garanterad tid" if plan.is_guaranteed else "per körning"
    return f"{list_municipalities().get(area, f'län {area}')}, {profile.fleet.kinds[plan.kind].name}, {paid}"


def _draw_tariffs(rng: np.random.Generator, profile: Profile, plans: Sequence[_Plan]) -> dict[str, Tariff]:
    spread_by = profile.fleet.area_price_spread
    level = {
        area: float(rng.uniform(1 - spread_by, 1 + spread_by))
        for area in sorted({_area(profile, plan.home) for plan in plans})
    }
    tariffs: dict[str, Tariff] = {}
    for plan in sorted(plans, key=lambda plan: _tariff_id(profile, plan)):
        pair = profile.tariffs[plan.kind]
        table = pair.guaranteed if plan.is_guaranteed else pair.variable
        key = _tariff_id(profile, plan)
        tariffs[key] = _price(key, table, level[_area(profile, plan.home)])
    return tariffs


def _price(key: str, table: TariffTable, level: float) -> Tariff:
    def ore(amount: int) -> int:
        return round(amount * level / 10) * 10

    return Tariff(
        id=key,
        start_ore=ore(table.start_ore),
        km_bands=tuple(KmBand(band.from_m, ore(band.per_km_ore)) for band in table.km_bands),
        per_minute_ore=ore(table.per_minute_ore),
        waiting_per_minute_ore=ore(table.waiting_per_minute_ore),
        approach_per_km_ore=ore(table.approach_per_km_ore),
        return_per_km_ore=ore(table.return_per_km_ore),
        minimum_ore=ore(table.minimum_ore),
        guaranteed_s=round(table.guaranteed_hours * 3600),
        guaranteed_per_hour_ore=ore(table.guaranteed_per_hour_ore),
    )
