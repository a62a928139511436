"""Small rich problems: every rule of core/planning/README.md turns up in some of them.

Windows are mostly wide, so that about half of the random sequences can be driven; a problem in
which nothing is possible tests little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from skjuts.core.network.matrix import FREE_FLOW_PERMILLE, QUARTERS_PER_DAY, TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.planning.problem import (
    Break,
    FixedKind,
    FixedStop,
    Load,
    PoolingRules,
    Problem,
    ReferenceSide,
    Request,
    RideCap,
    Shift,
    Vehicle,
    Wait,
    Window,
)
from skjuts.core.planning.reference import Visit, schedule_run
from skjuts.core.planning.solution import Run, StopKind
from skjuts.core.tariffs.contract import KmBand, Tariff

HORIZON = 5 * 3600
LAYOUTS = (
    Load(seats=8, attendants=1),
    Load(seats=4, wheelchairs=1, attendants=1),
    Load(seats=3, wheelchairs=1, stretchers=1, attendants=2),
    Load(seats=2, wheelchairs=2),
)
LOADS = (
    *(Load(seats=1),) * 5,
    Load(seats=2),
    Load(wheelchairs=1),
    Load(stretchers=1, attendants=1),
)
GROUPS = ("", "", "", "kohort", "öppen")
SKILLS = ("bår", "lyft")


@dataclass(frozen=True)
class Case:
    """A problem and a whole, well-ordered sequence for one of its shifts."""

    problem: Problem
    vehicle: Vehicle
    shift: int
    visits: tuple[Visit, ...]


@st.composite
def travel_matrices(draw: st.DrawFn, places: int, zones: int) -> TravelMatrix:
    """Any legs at all, now and then with slow hours; a place is no time from itself.

    They grow from one drawn seed: a hundred drawn numbers would make every example slow.
    """
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    seconds = rng.integers(60, 1500, (places, places))
    metres = rng.integers(600, 15_000, (places, places))
    legs = np.stack([seconds, metres], axis=2).astype(np.int32)
    legs[np.arange(places), np.arange(places)] = 0
    slowdown = None
    if not draw(st.integers(0, 2)):
        slowdown = np.full((zones, QUARTERS_PER_DAY), FREE_FLOW_PERMILLE, np.int32)
        slowdown[:, :24] = rng.choice([1000, 1000, 1130, 1500, 2200], (zones, 24))
    return TravelMatrix(legs, "påhittad", is_estimate=False, slowdown=slowdown)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """A window of ten minutes to the whole horizon."""
    width = draw(st.sampled_from([600, 3600, *(HORIZON,) * 5]))
    earliest = 0 if width == HORIZON else draw(st.integers(0, HORIZON - width))
    return Window(earliest, earliest + width)


@st.composite
def requests(draw: st.DrawFn, name: str, places: Sequence[Place], vehicles: Sequence[str]) -> Request:
    """A rider with any of the wishes that the rules know."""
    ids = [place.id for place in places]
    often = st.integers(0, 3)
    pickup_window = draw(windows())
    promised = None
    if not draw(often):
        promised = Window(pickup_window.earliest_s + 300, pickup_window.latest_s + 300)
    return Request(
        id=name,
        pickup=draw(st.sampled_from(ids)),
        dropoff=draw(st.sampled_from(ids)),
        pickup_window=pickup_window,
        dropoff_window=draw(windows()),
        load=draw(st.sampled_from(LOADS)),
        reference=draw(st.sampled_from(ReferenceSide)),
        pickup_service_s=draw(st.sampled_from([0, 60, 300])),
        dropoff_service_s=draw(st.sampled_from([0, 60, 240])),
        escorts=draw(st.sampled_from([0, 0, 0, 1])),
        category=draw(st.sampled_from(["", "barn"])),
        priority=draw(st.sampled_from([1, 3])),
        max_ride_s=draw(st.sampled_from([None, None, 1800, 3600])),
        late_tolerance_s=draw(st.sampled_from([0, 0, 900])),
        ride_alone=not draw(st.integers(0, 11)),
        group=draw(st.sampled_from(GROUPS)),
        needs=frozenset(draw(st.sampled_from([(), (), (), (), (), ("lyft",)]))),
        promised=promised,
        published_vehicle=draw(st.sampled_from([None, None, *vehicles])),
    )


@st.composite
def link_return(draw: st.DrawFn, outbound: Request) -> Request:
    """The rider's way back with the same vehicle, after a visit."""
    return replace(
        outbound,
        id=f"{outbound.id}-hem",
        pickup=outbound.dropoff,
        dropoff=outbound.pickup,
        pickup_window=Window(0, HORIZON),
        dropoff_window=Window(0, HORIZON),
        reference=ReferenceSide.READY_AT,
        promised=None,
        wait=Wait(outbound.id, draw(st.sampled_from([1, 600, 1800]))),
    )


@st.composite
def tariffs(draw: st.DrawFn, name: str) -> Tariff:
    """A contract: bands, minutes, waiting, minimum and guarantee, each there or not."""
    price = st.sampled_from([0, 0, 500, 1237])
    bands = draw(
        st.sampled_from(
            [
                (KmBand(0, 1000),),
                (KmBand(0, 1500), KmBand(8000, 900)),
                (KmBand(0, 0), KmBand(3000, 2000), KmBand(12000, 1111)),
            ]
        )
    )
    return Tariff(
        name,
        start_ore=draw(price),
        km_bands=bands,
        per_minute_ore=draw(price),
        waiting_per_minute_ore=draw(price),
        approach_per_km_ore=draw(st.sampled_from([0, 1000])),
        return_per_km_ore=draw(st.sampled_from([0, 1000])),
        minimum_ore=draw(st.sampled_from([0, 0, 30_000])),
        guaranteed_s=draw(st.sampled_from([0, 0, 7200])),
        guaranteed_per_hour_ore=20_000,
    )


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    """A shift of most of the horizon with up to two breaks."""
    count = draw(st.sampled_from([0, 0, 1, 2]))
    breaks = []
    for _ in range(count):
        earliest = draw(st.integers(0, HORIZON // 2))
        latest = earliest + draw(st.sampled_from([900, 7200]))
        breaks.append(Break(earliest, latest, draw(st.sampled_from([600, 1800]))))
    return Shift(
        draw(st.sampled_from([0, 1800])),
        draw(st.sampled_from([HORIZON, HORIZON + 3600])),
        breaks=tuple(breaks),
        max_duration_s=draw(st.sampled_from([None, None, 5400, 10_800])),
    )


@st.composite
def vehicles(draw: st.DrawFn, name: str, places: Sequence[Place]) -> Vehicle:
    """A vehicle with one or two furnishings and one shift; its ends are open or not."""
    ends = st.sampled_from([None, *(place.id for place in places)])
    return Vehicle(
        id=name,
        tariff=draw(st.sampled_from(["avtal1", "avtal2"])),
        layouts=tuple(draw(st.lists(st.sampled_from(LAYOUTS), min_size=1, max_size=4, unique=True))),
        shifts=(draw(shifts()),),
        start_place=draw(ends),
        end_place=draw(ends),
        qualifications=frozenset(draw(st.sampled_from([SKILLS, SKILLS, SKILLS, ()]))),
    )


@st.composite
def problems(draw: st.DrawFn, most_requests: int = 4) -> Problem:
    """A problem of at most twice `most_requests` stops and two vehicles."""
    zones = draw(st.integers(1, 2))
    places = tuple(
        Place(f"p{k}", f"Plats {k}", 63.0 + k / 10, 14.0, zone=k % zones)
        for k in range(draw(st.integers(2, 5)))
    )
    fleet = [draw(vehicles(f"v{k}", places)) for k in range(draw(st.integers(1, 2)))]
    riders: list[Request] = []
    for k in range(draw(st.integers(1, most_requests))):
        if len(riders) < most_requests:
            riders.append(draw(requests(f"r{k}", places, [vehicle.id for vehicle in fleet])))
        if len(riders) < most_requests and not draw(st.integers(0, 4)):
            riders.append(draw(link_return(riders[-1])))
    return Problem(
        name="påhittat",
        places=places,
        travel=draw(travel_matrices(len(places), zones)),
        requests=tuple(riders),
        vehicles=tuple(fleet),
        tariffs={name: draw(tariffs(name)) for name in ("avtal1", "avtal2")},
        rules=PoolingRules(
            ride_caps=draw(st.sampled_from([(), (RideCap("barn", 1200, 600), RideCap("", 2000, 1500))])),
            may_not_mix=draw(st.sampled_from([frozenset(), frozenset({("kohort", "öppen")})])),
            unserved_ore={1: 500_000, 3: 100_000},
            lateness_per_minute_ore=draw(st.sampled_from([0, 700])),
            change_ore=draw(st.sampled_from([0, 2500])),
        ),
    )


@st.composite
def sequences(draw: st.DrawFn, riders: Sequence[Request]) -> tuple[Visit, ...]:
    """All the riders in any whole and well-ordered sequence; linked returns mostly follow at once."""
    loose = not draw(st.integers(0, 5))
    waiting = [rider for rider in riders if rider.wait is None or loose]
    homes = {} if loose else {rider.wait.outbound: rider for rider in riders if rider.wait is not None}
    aboard: list[Request] = []
    visits: list[Visit] = []
    while waiting or aboard:
        if waiting and (not aboard or draw(st.booleans())):
            rider = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
            visits.append(Visit(rider.id, StopKind.PICKUP))
            if rider.id not in homes:
                aboard.append(rider)
                continue
        else:
            rider = aboard.pop(draw(st.integers(0, len(aboard) - 1)))
        visits.append(Visit(rider.id, StopKind.DROPOFF))
        if rider.id in homes:
            aboard.append(homes[rider.id])
            visits.append(Visit(homes[rider.id].id, StopKind.PICKUP))
    return tuple(visits)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A problem, one of its shifts and a sequence for it, sometimes with a frozen beginning."""
    problem = draw(problems())
    vehicle = draw(st.sampled_from(problem.vehicles))
    visits = draw(sequences(problem.requests))
    case = Case(problem, vehicle, 0, visits)
    return draw(freeze_beginning(case)) if not draw(st.integers(0, 2)) else case


@st.composite
def freeze_beginning(draw: st.DrawFn, case: Case) -> Case:
    """Freeze the first stops at (or near) the times that the reference gives them."""
    run = schedule_run(case.problem, case.vehicle, case.shift, case.visits)
    if not isinstance(run, Run):
        return case
    served = [stop for stop in run.stops if stop.request is not None]
    first = served[: draw(st.integers(1, len(served)))]
    shifted = draw(st.sampled_from([0, 0, 0, 60, -60]))
    frozen = tuple(
        FixedStop(stop.request, FixedKind(stop.kind.value), stop.start + shifted)
        for stop in first
        if stop.request is not None
    )
    shift = replace(case.vehicle.shifts[case.shift], frozen=frozen)
    vehicle = replace(case.vehicle, shifts=(shift,))
    fleet = tuple(vehicle if old.id == vehicle.id else old for old in case.problem.vehicles)
    return replace(case, problem=replace(case.problem, vehicles=fleet), vehicle=vehicle)


@st.composite
def linear_problems(draw: st.DrawFn) -> Problem:
    """Problems within the linear subset: one kind of vehicle, seats, distance as the price."""
    spots = st.tuples(st.integers(0, 12), st.integers(0, 12))
    points = np.array(draw(st.lists(spots, min_size=3, max_size=6, unique=True)))
    apart = np.abs(points[:, None] - points[None, :]).sum(axis=2)
    legs = np.stack([apart * 100, apart * 1000], axis=2).astype(np.int32)
    places = tuple(Place(f"p{k}", f"Plats {k}", float(y), float(x)) for k, (x, y) in enumerate(points))
    ends = st.sampled_from([place.id for place in places])
    riders = tuple(
        Request(
            id=f"r{k}",
            pickup=draw(ends),
            dropoff=draw(ends),
            pickup_window=draw(windows()),
            dropoff_window=draw(windows()),
            load=Load(seats=draw(st.integers(1, 3))),
            pickup_service_s=draw(st.sampled_from([0, 120])),
            dropoff_service_s=draw(st.sampled_from([0, 120])),
            max_ride_s=draw(st.sampled_from([None, 1500, 3000])),
        )
        for k in range(draw(st.integers(1, 4)))
    )
    shift = Shift(0, HORIZON, max_duration_s=draw(st.sampled_from([None, 5000, 9000])))
    base = draw(ends)
    per_km = Tariff("avtal", km_bands=(KmBand(0, 1000),), approach_per_km_ore=1000, return_per_km_ore=1000)
    return Problem(
        name="påhittat",
        places=places,
        travel=TravelMatrix(legs, "påhittad", is_estimate=False),
        requests=riders,
        vehicles=tuple(
            Vehicle(f"v{k}", "avtal", (Load(seats=3),), (shift,), base, base)
            for k in range(draw(st.integers(1, 2)))
        ),
        tariffs={"avtal": per_km},
        rules=PoolingRules(unserved_ore={3: 60_000}),
    )
