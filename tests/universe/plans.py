"""Problems and plans that explanations and pages are shown: by hand on a line, and scattered on a map.

The line has one kilometre to the minute, so that every figure can be counted in the head. The
scattered day lies on real towns of Jämtland Härjedalen; its people, homes and vehicles are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.planning.problem import (
    Break,
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
from skjuts.core.planning.reference import Visit, price_plan, schedule_run
from skjuts.core.planning.solution import Reason, Run, Solution, StopKind, Unserved
from skjuts.core.tariffs.contract import KmBand, Tariff

DAY = Window(0, 86_400)
TAXI = Tariff("taxi", start_ore=5_000, km_bands=(KmBand(0, 1_000),), approach_per_km_ore=500)


def on_a_line(
    requests: Sequence[Request],
    vehicles: Sequence[Vehicle],
    *tariffs: Tariff,
    rules: PoolingRules | None = None,
) -> Problem:
    """Places k0, k1 … k60 along a road, a kilometre and a minute apart."""
    at = np.arange(61)
    km = np.abs(at[:, None] - at[None, :])
    legs = np.stack([km * 60, km * 1_000], axis=2).astype(np.int32)
    return Problem(
        name="En väg",
        places=tuple(Place(f"k{k}", f"Kilometer {k}", 63.0, 14.0 + k / 50) for k in range(61)),
        travel=TravelMatrix(legs, "påhittad väg", is_estimate=True),
        requests=tuple(requests),
        vehicles=tuple(vehicles),
        tariffs={tariff.id: tariff for tariff in (TAXI, *tariffs)},
        rules=rules or PoolingRules(unserved_ore={1: 900_000, 2: 500_000, 3: 300_000}),
    )


def ride(name: str, from_km: int, to_km: int, *, by_s: int = 36_000, **details: object) -> Request:
    """A request along the line that wants to arrive within the half hour before `by_s`."""
    request = Request(
        id=name,
        pickup=f"k{from_km}",
        dropoff=f"k{to_km}",
        pickup_window=DAY,
        dropoff_window=Window(by_s - 1_800, by_s),
        load=Load(seats=1),
    )
    return replace(request, **details)


def taxi(name: str, km: int = 0, **details: object) -> Vehicle:
    """A four-seat car that starts and ends at a kilometre of the line."""
    home = f"k{km}"
    vehicle = Vehicle(name, "taxi", (Load(seats=4),), (Shift(0, 86_400),), home, home, carrier="Linjetaxi")
    return replace(vehicle, **details)


def visits_of(*marks: str) -> list[Visit]:
    """`+anna` is Anna's pickup and `-anna` her dropoff."""
    return [Visit(m[1:], StopKind.PICKUP if m[0] == "+" else StopKind.DROPOFF) for m in marks]


def plan_by_hand(
    problem: Problem, sequences: Mapping[str, Sequence[str]], unserved: Mapping[str, Reason] | None = None
) -> Solution:
    """Each vehicle's stops in its first shift, as marks of `visits_of`, timed by the reference."""
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    runs = []
    for name, marks in sequences.items():
        run = schedule_run(problem, vehicles[name], 0, visits_of(*marks))
        assert isinstance(run, Run), (name, run)
        runs.append(run)
    left_out = tuple(Unserved(*pair) for pair in (unserved or {}).items())
    return Solution(tuple(runs), left_out, price_plan(problem, runs))


TOWNS = (
    ("Östersund", 63.179, 14.636),
    ("Krokom", 63.327, 14.449),
    ("Åre", 63.399, 13.081),
    ("Strömsund", 63.853, 15.556),
    ("Hammarstrand", 63.113, 16.354),
    ("Bräcke", 62.750, 15.422),
    ("Svenstavik", 62.766, 14.434),
    ("Sveg", 62.034, 14.358),
    ("Hede", 62.419, 13.512),
    ("Funäsdalen", 62.541, 12.541),
    ("Järpen", 63.348, 13.462),
    ("Föllinge", 63.673, 14.612),
    ("Lit", 63.319, 14.850),
    ("Brunflo", 63.076, 14.832),
    ("Stugun", 63.171, 15.597),
    ("Hoting", 64.117, 16.202),
)


def scattered_day(riders: int = 40, seed: int = 4) -> Problem:
    """Invented riders around real towns, most of them going to Östersund, with every kind of need."""
    rng = np.random.default_rng(seed)
    towns = [Place(f"ort-{k}", name, lat, lon) for k, (name, lat, lon) in enumerate(TOWNS)]
    homes = [_home(rng, number) for number in range(riders)]
    places = (*towns, *homes)
    return Problem(
        name="Påhittad dag i Jämtland Härjedalen",
        places=places,
        travel=_straight(places),
        requests=tuple(_list_riders(rng, riders)),
        vehicles=tuple(_list_vehicles()),
        tariffs={"landet": _COUNTRY, "staden": _TOWN},
        rules=PoolingRules(
            ride_caps=(RideCap("", 1_800, 1_200), RideCap("", 86_400, 3_600)),
            unserved_ore={1: 900_000, 2: 600_000, 3: 400_000},
            lateness_per_minute_ore=1_000,
        ),
    )


_COUNTRY = Tariff("landet", 9_000, (KmBand(0, 1_500), KmBand(50_000, 1_200)), 500, 600, 700, 300, 15_000)
_TOWN = Tariff("staden", 4_500, (KmBand(0, 1_400),), 700, 700, 400, 0, 9_000, 14_400, 42_000)


def _home(rng: np.random.Generator, number: int) -> Place:
    name, lat, lon = TOWNS[int(rng.integers(len(TOWNS)))]
    north, east = rng.normal(0, 0.07, 2)
    return Place(f"hem-{number}", f"{name}, adress {number}", lat + north, lon + 2 * east)


def _straight(places: Sequence[Place]) -> TravelMatrix:
    """Straight lines, 1.3 times as long, at 70 km/h."""
    lat, lon = (np.array([getattr(place, side) for place in places]) for side in ("lat", "lon"))
    north = (lat[:, None] - lat[None, :]) * 111_200
    east = (lon[:, None] - lon[None, :]) * 50_200
    metres = 1.3 * np.hypot(north, east)
    legs = np.stack([np.ceil(metres * 3.6 / 70), metres], axis=2).astype(np.int32)
    return TravelMatrix(legs, "fågelväg × 1,3 i 70 km/h", is_estimate=True)


def _list_riders(rng: np.random.Generator, riders: int) -> Iterator[Request]:
    for number in range(riders):
        begins_s = int(rng.integers(28, 56)) * 900
        care = "ort-0" if rng.random() < 0.8 else f"ort-{rng.integers(1, len(TOWNS))}"
        is_return = number % 4 == 3
        wheelchair = number % 11 == 5
        yield Request(
            id=f"R-{number:03}",
            pickup=care if is_return else f"hem-{number}",
            dropoff=f"hem-{number}" if is_return else care,
            pickup_window=Window(begins_s, begins_s + 3_600) if is_return else DAY,
            dropoff_window=DAY if is_return else Window(begins_s - 1_500, begins_s),
            load=Load(wheelchairs=1) if wheelchair else Load(seats=1),
            reference=ReferenceSide.READY_AT if is_return else ReferenceSide.ARRIVE_BY,
            pickup_service_s=240,
            dropoff_service_s=120,
            escorts=int(number % 9 == 0),
            late_tolerance_s=600,
            ride_alone=number % 13 == 7,
            needs=frozenset({"bår"}) if number % 37 == 20 else frozenset(),
        )


def _list_vehicles() -> Iterator[Vehicle]:
    rest = Break(39_600, 46_800, 1_800)
    for number in range(18):
        town = number % len(TOWNS)
        is_in_town = number in {0, 16}
        yield Vehicle(
            id=f"Bil {number + 1:02}",
            tariff="staden" if is_in_town else "landet",
            layouts=(Load(seats=4), Load(seats=2, wheelchairs=1)) if number % 2 else (Load(seats=6),),
            shifts=(Shift(21_600, 61_200, (rest,)),),
            start_place=f"ort-{town}",
            end_place=f"ort-{town}",
            carrier="Exempeltaxi" if is_in_town else "Fjällbilar (påhittat)",
            guaranteed=is_in_town,
        )


def plan_greedily(problem: Problem) -> Solution:
    """A plain plan: riders in the order of their times, each where it adds the least price."""
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    runs: dict[str, Run] = {}
    unserved = []
    for request in sorted(
        problem.requests, key=lambda r: min(r.pickup_window.latest_s, r.dropoff_window.latest_s)
    ):
        options = [
            (run.cost.total_ore - (runs[name].cost.total_ore if name in runs else 0), name, run)
            for name, vehicle in vehicles.items()
            for run in _insertions(problem, vehicle, runs.get(name), request)
        ]
        if options:
            _, name, runs[name] = min(options, key=lambda option: option[0])
        else:
            reason = Reason.QUALIFICATION if request.needs else Reason.WINDOW
            unserved.append(Unserved(request.id, reason))
    return Solution(tuple(runs.values()), tuple(unserved), price_plan(problem, runs.values()))


def _insertions(problem: Problem, vehicle: Vehicle, run: Run | None, request: Request) -> Iterator[Run]:
    """Every way to put a rider among the last four stops of a vehicle's run."""
    stops = [] if run is None else [s for s in run.stops if s.request is not None]
    visits = [Visit(stop.request, stop.kind) for stop in stops if stop.request is not None]
    own = problem_of(problem, {visit.request for visit in visits} | {request.id})
    for first, last in combinations(range(max(0, len(visits) - 4), len(visits) + 2), 2):
        tried = list(visits)
        tried.insert(first, Visit(request.id, StopKind.PICKUP))
        tried.insert(last, Visit(request.id, StopKind.DROPOFF))
        outcome = schedule_run(own, vehicle, 0, tried)
        if isinstance(outcome, Run):
            yield outcome


def problem_of(problem: Problem, riders: set[str]) -> Problem:
    """The problem with only these riders."""
    return replace(problem, requests=tuple(r for r in problem.requests if r.id in riders))


def waiting_return(name: str, outbound: Request, visit_s: int) -> Request:
    """The way back of a ride, for which the vehicle waits."""
    back = replace(outbound, id=name, pickup=outbound.dropoff, dropoff=outbound.pickup, dropoff_window=DAY)
    return replace(back, reference=ReferenceSide.READY_AT, wait=Wait(outbound.id, visit_s))
