"""From a problem to the tables of the kernels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import TooLargeInput
from skjuts.core.network.slowdown import tabulate_work
from skjuts.core.planning.problem import (
    FixedKind,
    Load,
    Objective,
    Problem,
    ReferenceSide,
    Request,
    Shift,
    Vehicle,
)
from skjuts.core.planning.problem.limits import (
    due_s,
    hard_dropoff_window,
    hard_pickup_window,
    ride_limit,
    unserved_ore,
)
from skjuts.core.planning.search.arrays import FAR, NOBODY, NODE, NOWHERE, REQUEST, ROUTE, TARIFF, Data
from skjuts.core.planning.search.near import list_near
from skjuts.core.tariffs.contract import Tariff, guarantee_ore

MOST_STOPS = 256
"""A route grows no longer than this, which bounds the search's memory."""
MOST_KINDS = 62
"""Kinds of company, and qualifications, that a signed 64-bit number tells apart."""
VEHICLE_PRICE_FACTOR = 4
"""Hierarchical objective: using a vehicle costs so many times the longest way there and back."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The tables of a problem: route r is `shifts[r]` = (vehicle, shift index)."""

    problem: Problem
    data: Data
    shifts: tuple[tuple[Vehicle, int], ...]
    capacity: int


def pack(load: Load) -> int:
    """Four resources in one 64-bit number, 16 bits each."""
    return sum(amount << (16 * lane) for lane, amount in enumerate(load))


def company(problem: Problem, request: Request) -> tuple[str, bool]:
    """What decides whom a request may meet: riding alone, else a group that some rule names."""
    if request.ride_alone:
        return ("", True)
    named = {name for pair in problem.rules.may_not_mix for name in pair}
    return (request.group if request.group in named else "", False)


def list_groups(problem: Problem) -> dict[tuple[str, bool], int]:
    """Number the kinds of company that occur; a set of them is a bit set of 64."""
    kinds = sorted({company(problem, request) for request in problem.requests})
    if len(kinds) > MOST_KINDS:
        raise TooLargeInput(
            f"Beställningarna har {len(kinds)} grupper som inte får blandas, högst {MOST_KINDS} går an.",
            field="rules.may_not_mix",
            remedy="Slå ihop grupper som följer samma regler.",
        )
    return {kind: index for index, kind in enumerate(kinds)}


def tabulate_forbids(problem: Problem, groups: dict[tuple[str, bool], int]) -> NDArray[np.int64]:
    """For each combination, the bit set of combinations it may not meet."""
    apart = problem.rules.may_not_mix
    forbids = np.zeros(max(1, len(groups)), np.int64)
    for (group, alone), index in groups.items():
        for (other, other_alone), bit in groups.items():
            if alone or other_alone or (group, other) in apart or (other, group) in apart:
                forbids[index] |= np.int64(1) << np.int64(bit)
    return forbids


def number_skills(problem: Problem) -> dict[str, int]:
    """A bit for each qualification that some rider needs; others make no difference."""
    needed = sorted({name for request in problem.requests for name in request.needs})
    if len(needed) > MOST_KINDS:
        raise TooLargeInput(
            f"Beställningarna kräver {len(needed)} olika behörigheter; högst {MOST_KINDS} kan hållas isär.",
            field="requests[].needs",
            remedy="Slå ihop behörigheter som samma fordon har.",
        )
    return {name: bit for bit, name in enumerate(needed)}


def bit_set(names: frozenset[str], known: dict[str, int]) -> int:
    """The known names as bits."""
    return sum(1 << known[name] for name in names if name in known)


def place_numbers(problem: Problem) -> dict[str, int]:
    """The number of each place in the travel matrix."""
    return {place.id: index for index, place in enumerate(problem.places)}


def tabulate_nodes(problem: Problem) -> NDArray[np.void]:
    """Both ends of every request: pickups first, then dropoffs in the same order."""
    count = len(problem.requests)
    places = place_numbers(problem)
    groups = list_groups(problem)
    nodes = np.zeros(2 * count, NODE)
    for i, request in enumerate(problem.requests):
        start, end = places[request.pickup], places[request.dropoff]
        limit = ride_limit(problem, request, int(problem.travel.legs[start, end, 0]))
        late = problem.rules.lateness_per_minute_ore > 0 and request.late_tolerance_s > 0
        due = due_s(request) if late else FAR
        at_dropoff = request.reference is ReferenceSide.ARRIVE_BY
        shared = (limit, NOBODY, groups[company(problem, request)], pack(request.total_load))
        first, last = hard_pickup_window(request), hard_dropoff_window(request)
        nodes[i] = (start, *first, *first, FAR if at_dropoff else due, request.pickup_service_s, *shared)
        nodes[count + i] = (end, *last, *last, due if at_dropoff else FAR, request.dropoff_service_s, *shared)
        if request.wait is not None:
            nodes[i]["hold"] = request.wait.visit_s
    return nodes


def narrow_windows(nodes: NDArray[np.void], legs: NDArray[np.int32]) -> None:
    """Let each end's window follow from the other's.

    By the ride limit for good; by the direct ride in `soonest` and `hopeful` only, since some other
    way may be shorter.
    """
    pickup, dropoff = np.split(nodes, 2)
    limit = pickup["ride_limit"].astype(np.int64) + pickup["service"]
    direct = legs[pickup["place"], dropoff["place"], 0] + pickup["service"].astype(np.int64)
    pickup["earliest"] = np.maximum(pickup["earliest"], dropoff["earliest"] - limit)
    dropoff["latest"] = np.minimum(dropoff["latest"], pickup["latest"] + limit)
    pickup["soonest"], dropoff["hopeful"] = pickup["earliest"], dropoff["latest"]
    dropoff["soonest"] = np.maximum(dropoff["earliest"], pickup["earliest"] + direct)
    pickup["hopeful"] = np.minimum(pickup["latest"], dropoff["latest"] - direct)


def tabulate_requests(problem: Problem, skills: dict[str, int]) -> NDArray[np.void]:
    """What belongs to a request as a whole."""
    numbers = {request.id: i for i, request in enumerate(problem.requests)}
    vehicles = {vehicle.id: i for i, vehicle in enumerate(problem.vehicles)}
    rows = np.zeros(len(problem.requests), REQUEST)
    rows["returned_by"] = rows["locked"] = NOBODY
    for i, request in enumerate(problem.requests):
        name = request.published_vehicle
        # A vehicle that is gone since is a number that no route has: whoever drives is another one.
        published = NOBODY if name is None else vehicles.get(name, len(vehicles))
        outbound = NOBODY if request.wait is None else numbers[request.wait.outbound]
        rows[i]["needs"] = bit_set(request.needs, skills)
        rows[i]["unserved"] = unserved_ore(problem, request)
        rows[i]["published"] = published
        rows[i]["return_of"] = outbound
        if outbound != NOBODY:
            rows[outbound]["returned_by"] = i
    return rows


def list_shifts(problem: Problem) -> list[tuple[Vehicle, int]]:
    """Every shift of every vehicle, alike ones next to each other."""
    shifts = [(vehicle, k) for vehicle in problem.vehicles for k in range(len(vehicle.shifts))]
    published = list_published(problem)
    return sorted(shifts, key=lambda shift: repr(describe_kind(shift[0], shift[1], published)))


def list_published(problem: Problem) -> set[str]:
    """Ids of the vehicles that some rider has been promised."""
    return {name for request in problem.requests if (name := request.published_vehicle) is not None}


def describe_kind(vehicle: Vehicle, index: int, published: set[str]) -> tuple[object, ...]:
    """What makes two shifts interchangeable; published plans and frozen stops make them unlike."""
    shift = vehicle.shifts[index]
    own = (vehicle.id,) if shift.frozen or vehicle.id in published else ()
    return (
        vehicle.start_place,
        vehicle.end_place,
        vehicle.tariff,
        vehicle.layouts,
        tuple(sorted(vehicle.qualifications)),
        shift.start_s,
        shift.end_s,
        shift.breaks,
        shift.max_duration_s,
        own,
    )


def tabulate_routes(
    problem: Problem, shifts: list[tuple[Vehicle, int]], skills: dict[str, int]
) -> NDArray[np.void]:
    """One row per shift, in the order of `list_shifts`."""
    places = place_numbers(problem)
    vehicles = {vehicle.id: i for i, vehicle in enumerate(problem.vehicles)}
    tariffs = {tariff: i for i, tariff in enumerate(problem.tariffs)}
    published = list_published(problem)
    rows = np.zeros(len(shifts), ROUTE)
    kinds: dict[object, int] = {}
    for row, (vehicle, index) in zip(rows, shifts, strict=True):
        shift = vehicle.shifts[index]
        row["kind"] = kinds.setdefault(describe_kind(vehicle, index, published), len(kinds))
        row["start_place"] = NOWHERE if vehicle.start_place is None else places[vehicle.start_place]
        row["end_place"] = NOWHERE if vehicle.end_place is None else places[vehicle.end_place]
        row["tariff"], row["vehicle"] = tariffs[vehicle.tariff], vehicles[vehicle.id]
        row["skills"] = bit_set(vehicle.qualifications, skills)
        fill_shift(row, vehicle, shift)
    rows["entry"] = vehicle_price(problem)
    return rows


def fill_shift(row: np.void, vehicle: Vehicle, shift: Shift) -> None:
    """The times and rooms of one route."""
    row["start"], row["end"] = shift.start_s, shift.end_s
    row["max_duration"] = FAR if shift.max_duration_s is None else shift.max_duration_s
    row["frozen"], row["breaks"] = len(shift.frozen), len(shift.breaks)
    row["layouts"] = len(vehicle.layouts)
    row["capacity"][: len(vehicle.layouts)] = [pack(layout) for layout in vehicle.layouts]
    for k, pause in enumerate(shift.breaks):
        row["pause"][k] = pause


def vehicle_price(problem: Problem) -> int:
    """What each used vehicle costs in the search when fewer vehicles always win."""
    if problem.objective is Objective.COST:
        return 0
    return VEHICLE_PRICE_FACTOR * int(problem.travel.legs[:, :, 1].max(initial=0))


def tabulate_tariff(tariff: Tariff) -> NDArray[np.void]:
    """One contract's prices."""
    row = np.zeros((), TARIFF)
    row["start"], row["minimum"] = tariff.start_ore, tariff.minimum_ore
    row["minute"], row["waiting"] = tariff.per_minute_ore, tariff.waiting_per_minute_ore
    row["approach"], row["back"] = tariff.approach_per_km_ore, tariff.return_per_km_ore
    row["guarantee"], row["bands"] = guarantee_ore(tariff), len(tariff.km_bands)
    for k, band in enumerate(tariff.km_bands):
        row["band_from"][k], row["band_rate"][k] = band.from_m, band.per_km_ore
    plain = len(tariff.km_bands) == 1 and tariff.km_bands[0].from_m == 0
    even = plain and tariff.km_bands[0].per_km_ore == tariff.approach_per_km_ore == tariff.return_per_km_ore
    other = (row["start"], row["minimum"], row["minute"], row["waiting"], row["guarantee"])
    row["additive"] = int(even and not any(other) and tariff.approach_per_km_ore % 1000 == 0)
    return row


def pin_frozen(data: Data, shifts: list[tuple[Vehicle, int]], requests: tuple[Request, ...]) -> None:
    """Pin the stops of the frozen beginnings to their times, and their riders to their routes."""
    numbers = {request.id: i for i, request in enumerate(requests)}
    count = len(requests)
    for route, (vehicle, index) in enumerate(shifts):
        for stop in vehicle.shifts[index].frozen:
            i = numbers[stop.request]
            node = data.nodes[i if stop.kind is FixedKind.PICKUP else count + i]
            for field in ("earliest", "latest", "soonest", "hopeful"):
                node[field] = stop.start_s
            data.requests[i]["locked"] = route
            if stop.kind is FixedKind.DROPOFF:
                data.nodes[i]["ride_limit"] = data.nodes[count + i]["ride_limit"] = FAR


def stop_capacity(data: Data) -> int:
    """How many stops a route has room for: at least what a frozen beginning holds and leads to."""
    begun = 4 * int(data.routes["frozen"].max(initial=0))
    return max(min(2 * len(data.requests), MOST_STOPS), begun) + 2


def encode(problem: Problem, *, with_near: bool = True) -> Encoded:
    """Compile a problem; its references must hold (the readers see to that).

    The lists of related requests take time that grows with the square of the requests; blocks
    of a big day make their own.
    """
    skills = number_skills(problem)
    shifts = list_shifts(problem)
    count = len(problem.requests)
    nodes = tabulate_nodes(problem)
    slowdown = problem.travel.slowdown
    marks = np.random.default_rng(20160301).integers(1, 2**63, count + len(shifts), dtype=np.uint64)
    legs = np.ascontiguousarray(problem.travel.legs, dtype=np.int32)
    narrow_windows(nodes, legs)
    data = Data(
        nodes=nodes,
        requests=tabulate_requests(problem, skills),
        routes=tabulate_routes(problem, shifts, skills),
        tariffs=np.array([tabulate_tariff(tariff) for tariff in problem.tariffs.values()], TARIFF),
        legs=legs,
        zones=np.array([place.zone for place in problem.places], np.int32),
        work=np.zeros((0, 2, 96), np.int64) if slowdown is None else tabulate_work(slowdown),
        forbids=tabulate_forbids(problem, list_groups(problem)),
        near=list_near(nodes, legs) if with_near else np.zeros((count, 0), np.int32),
        marks=marks,
        terms=np.array([problem.rules.lateness_per_minute_ore, problem.rules.change_ore], np.int64),
    )
    pin_frozen(data, shifts, problem.requests)
    return Encoded(problem, data, tuple(shifts), stop_capacity(data))
