"""Changes by kind and share, on a road that one can count on: 50 kr an order, 10 kr a kilometre, 5 empty."""

from __future__ import annotations

from time import monotonic

import pytest

from skjuts.core.planning.problem import Load, RideCap
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.plans import (
    Change,
    DayFigures,
    DetourCaps,
    HomeAreas,
    KindExclusive,
    PastDay,
    PlanTerms,
    Repriced,
    Resized,
    Tolerances,
    Variation,
    VehicleKind,
    kind_of,
    plan_day,
)
from tests.universe.plans import on_a_line, ride, taxi

TERMS = PlanTerms(monotonic, iterations=60)
SEATED, STRETCHER = VehicleKind.SEATED, VehicleKind.STRETCHER


def day(cars: int = 4, **more: object) -> PastDay:
    """One rider 20 kilometres out, and cars at kilometre 0."""
    past = on_a_line([ride("anna", 20, 0)], [taxi(f"bil-{k}") for k in range(cars)])
    return PastDay("d1", past, **more)  # type: ignore[arg-type]


def plan(past: PastDay, *changes: Change) -> DayFigures:
    """The changed day planned."""
    return plan_day(past, Variation("v", "v", changes), TERMS)


def test_kind_when_asked_is_the_most_that_a_layout_takes() -> None:
    """A van that folds its seats for a wheelchair is a wheelchair vehicle."""
    van = taxi("van", layouts=(Load(seats=8), Load(seats=4, wheelchairs=1)))
    bed = taxi("bår", layouts=(Load(seats=4), Load(stretchers=1)))
    assert [kind_of(one) for one in (taxi("bil"), van, bed)] == [SEATED, VehicleKind.WHEELCHAIR, STRETCHER]


def test_fleet_when_made_smaller_loses_cars_evenly_and_larger_gets_copies() -> None:
    """Half of four: every other one goes. Copies have names of their own."""
    fewer = Resized(SEATED, -2).apply(day()).problem.vehicles
    assert [one.id for one in fewer] == ["bil-1", "bil-3"]
    more = Resized(SEATED, 6).apply(day()).problem.vehicles
    assert len({one.id for one in more}) == len(more) == 10
    assert {one.layouts for one in more} == {taxi("x").layouts}


def test_fleet_when_it_has_too_few_of_the_kind_is_refused() -> None:
    """Nothing to copy, and no fifth to take away."""
    for change in (Resized(STRETCHER, 1), Resized(SEATED, -5), KindExclusive(STRETCHER, 1)):
        with pytest.raises(BadScenario):
            change.apply(day())
    assert not Resized(SEATED, -4).apply(day()).problem.vehicles


def test_prices_when_raised_by_part_change_that_part_alone() -> None:
    """20 km empty at 5, 50 to start, 20 km at 10: a tenth on kilometres is 30 kr, on the start 5 kr."""
    assert plan(day()).cost_ore == 350_00
    assert plan(day(), Repriced(km_percent=10)).cost_ore == 380_00
    assert plan(day(), Repriced(start_percent=10)).cost_ore == 355_00
    with pytest.raises(BadScenario):
        Repriced(start_percent=-101).apply(day())


def test_vehicles_when_bound_are_paid_all_day() -> None:
    """One car, 24 hours at 50 kr, and the ride in it within the guarantee."""
    assert plan(day(1), KindExclusive(SEATED, 50_00)).cost_ore == 1_200_00


def test_areas_when_split_keep_each_car_at_home() -> None:
    """She lives at 20: the car at 0 may not fetch her, the one that stands there may."""
    here = taxi("här", 20)
    past = on_a_line([ride("anna", 20, 0)], [taxi("bil"), here])
    inner, outer = "inre", "yttre"
    areas = {one.id: outer if one.id == here.start_place else inner for one in past.places}
    split = HomeAreas().apply(PastDay("d1", past, areas=areas)).problem
    needs = next(iter(split.requests[0].needs))
    assert [needs in one.qualifications for one in split.vehicles] == [False, True]
    with pytest.raises(BadScenario):
        HomeAreas().apply(PastDay("d1", past))


def test_detours_when_widened_follow_the_days_own_table() -> None:
    """Half as much again of ten minutes is fifteen; below nothing is refused."""
    past = Tolerances(ride_caps=(RideCap("", 86_400, 600),)).apply(day())
    assert DetourCaps(50).apply(past).problem.rules.ride_caps == (RideCap("", 86_400, 900),)
    with pytest.raises(BadScenario):
        DetourCaps(-101).apply(past)
