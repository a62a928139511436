"""A live plan answers what trying everything would answer, and no change of it breaks a rule or a promise."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from skjuts.core.kernel.errors import RouteVersionChanged
from skjuts.core.planning.checker import check
from skjuts.core.planning.insertion import LivePlan, Offer, OfferedTime, PlanBroken, Refusal, RideBegun
from skjuts.core.planning.insertion.arrays import Outlook
from skjuts.core.planning.insertion.choice import price_by_all_rules, price_pair
from skjuts.core.planning.insertion.fleet import survey_fleet
from skjuts.core.planning.insertion.index import make_outlook
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.problem import Problem, Request
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.search import Settings
from skjuts.core.planning.search.arrays import DEAR, Scratch, make_scratch
from skjuts.core.planning.search.route import store
from skjuts.core.planning.solution import Reason, Solution, StopKind
from skjuts.core.planning.solve import solve
from tests.property.planning.slow_insertion import list_visits, list_ways
from tests.property.planning.strategies import HORIZON, problems, requests, windows

offered_times = st.builds(OfferedTime, windows(), windows())
hours = st.integers(0, HORIZON)


def plan(problem: Problem) -> Solution:
    """A plan of a few iterations: good enough to be called about."""
    return solve(problem, Settings(clock=lambda: 0.0, iterations=20, seed=1))


def straighten(problem: Problem) -> Problem:
    """The problem on roads where no way round is shorter than the way, whatever the hour."""
    legs = problem.travel.legs.copy()
    for via in range(len(legs)):
        legs[:, :, 0] = np.minimum(legs[:, :, 0], legs[:, via, None, 0] + legs[None, via, :, 0])
    places = tuple(replace(place, zone=0) for place in problem.places)
    return replace(problem, places=places, travel=replace(problem.travel, legs=legs))


def rest_less(problem: Problem) -> Problem:
    """The problem without breaks."""
    fleet = (
        replace(vehicle, shifts=tuple(replace(shift, breaks=()) for shift in vehicle.shifts))
        for vehicle in problem.vehicles
    )
    return replace(problem, vehicles=tuple(fleet))


@st.composite
def callers(draw: st.DrawFn, problem: Problem, name: str = "ny") -> Request:
    """Somebody who calls about a ride of their own."""
    return draw(requests(name, problem.places, [vehicle.id for vehicle in problem.vehicles]))


def expect(live: LivePlan, request: Request, now_s: int = 0) -> int | Reason | None:
    """The least price, PRICE when leaving out is no dearer, None when no vehicle can take the ride."""
    problem = live.problem()
    prices = [way.price_ore for way in list_ways(problem, live.solution(), request, now_s)]
    if not prices:
        return None
    return min(prices) if min(prices) < unserved_ore(problem, request) else Reason.PRICE


def require_best(live: LivePlan, request: Request, time: OfferedTime, now_s: int = 0) -> None:
    """Hold the live plan's answer for a time against everything that can be tried."""
    (answer,) = live.quote(request, [time])
    asked = replace(request, pickup_window=time.pickup_window, dropoff_window=time.dropoff_window)
    expected = expect(live, asked, now_s)
    if isinstance(answer, Offer):
        event("offered")
        assert answer.price_ore == expected
    else:
        event(f"refused: {answer.reason}")
        assert (answer.reason is Reason.PRICE) == (expected is Reason.PRICE)
        assert expected is None or expected is Reason.PRICE


@settings(max_examples=120, deadline=None)
@given(problem=problems().map(straighten), time=offered_times, data=st.data())
def test_quote_when_everything_is_tried_is_as_cheap_as_any(
    problem: Problem, time: OfferedTime, data: st.DataObject
) -> None:
    """What the index and the bounds leave out could not have been better."""
    live = LivePlan(problem, plan(problem))
    require_best(live, data.draw(callers(problem)), time)


@settings(max_examples=80, deadline=None)
@given(problem=problems().map(straighten).map(rest_less), now_s=hours, time=offered_times, data=st.data())
def test_quote_when_the_day_has_begun_is_as_cheap_as_any_from_now_on(
    problem: Problem, now_s: int, time: OfferedTime, data: st.DataObject
) -> None:
    """Vehicles go on from where they are, and nothing happens in the past."""
    live = LivePlan(problem, plan(problem))
    live.freeze(now_s)
    require_best(live, data.draw(callers(problem)), time, now_s)


@settings(max_examples=60, deadline=None)
@given(problem=problems().map(straighten), time=offered_times, data=st.data())
def test_price_when_only_touched_orders_are_priced_is_that_of_the_whole_run(
    problem: Problem, time: OfferedTime, data: st.DataObject
) -> None:
    """Orders that an insertion leaves alone need no second look, and those that it delays get one."""
    tables, outlook, scratch = lay_out(problem, plan(problem))
    caller = data.draw(callers(problem))
    asked = replace(caller, pickup_window=time.pickup_window, dropoff_window=time.dropoff_window)
    row = tables.asking
    tables.write(row, asked, *tables.tabulate([asked]))
    for route, length in enumerate(tables.plan.length.tolist()):
        for i, j in combinations_with_replacement(range(length + 1), 2):
            whole = price_by_all_rules(tables.data, tables.plan, scratch, route, row, i, j)
            if whole < DEAR:
                event("priced")
                assert price_pair(tables.data, tables.plan, scratch, outlook, route, row, i, j, 0) == whole


def lay_out(problem: Problem, solution: Solution) -> tuple[Tables, Outlook, Scratch]:
    """The tables of a live plan, as they are before anybody asks."""
    tables = Tables(problem, spare=1)
    scratch = make_scratch(tables.data, tables.plan.stops.shape[1], seed=1)
    routes = {(vehicle.id, shift): route for route, (vehicle, shift) in enumerate(tables.shifts)}
    for run in solution.runs:
        nodes = [
            tables.rows[visit.request] + tables.room * (visit.kind is StopKind.DROPOFF)
            for visit in list_visits(run)
        ]
        scratch.sequence[: len(nodes)] = nodes
        assert store(tables.data, tables.plan, scratch, routes[run.vehicle, run.shift], len(nodes))
    outlook = make_outlook(tables, cell_km=4.0)
    survey_fleet(tables.data, tables.plan, scratch, outlook)
    return tables, outlook, scratch


def list_held(live: LivePlan) -> dict[tuple[str, StopKind], int]:
    """The stops held fixed, each with its time."""
    return {
        (stop.request, StopKind(stop.kind.value)): stop.start_s
        for vehicle in live.problem().vehicles
        for shift in vehicle.shifts
        for stop in shift.frozen
    }


def list_starts(solution: Solution) -> dict[tuple[str, StopKind], int]:
    """When each stop of the plan begins."""
    return {
        (stop.request, stop.kind): stop.start
        for run in solution.runs
        for stop in run.stops
        if stop.request is not None
    }


def require_sound(live: LivePlan, promises: dict[str, Request]) -> None:
    """The plan keeps every rule and promise, holds what is held, and costs what it says."""
    solution = live.solution()
    assert check(live.problem(), solution).violations == ()
    assert live.cost_ore == solution.cost.total_ore
    starts = list_starts(solution)
    assert list_held(live).items() <= starts.items()
    for name, booked in promises.items():
        assert booked.promised is not None
        earliest_s, latest_s = booked.promised
        assert earliest_s <= starts[name, StopKind.PICKUP] <= latest_s


def book(live: LivePlan, request: Request, times: list[OfferedTime]) -> Request | None:
    """Take the cheapest offer; None when there is none. Quoting leaves the plan as it is."""
    before = live.solution()
    answers = live.quote(request, times)
    assert live.solution() == before
    assert live.quote(request, times) == answers
    offers = [answer for answer in answers if isinstance(answer, Offer)]
    if not offers:
        return None
    offer = min(offers, key=lambda one: one.price_ore)
    booked = live.commit(offer)
    assert live.cost_ore - before.cost.total_ore == offer.price_ore
    starts = list_starts(live.solution())
    assert starts[request.id, StopKind.PICKUP] == offer.pickup_s
    assert starts[request.id, StopKind.DROPOFF] == offer.dropoff_s
    return booked


@settings(max_examples=60, deadline=None)
@given(problem=problems(), data=st.data())
def test_plan_when_rides_come_and_go_all_day_keeps_every_rule_and_promise(
    problem: Problem, data: st.DataObject
) -> None:
    """The judge who shares nothing with the live plan finds nothing to object to, whatever happens."""
    live = LivePlan(problem, plan(problem), spare=1)
    promises: dict[str, Request] = {}
    require_sound(live, promises)
    for number in range(data.draw(st.integers(1, 4))):
        if data.draw(st.booleans()):
            live.freeze(data.draw(hours))
            require_sound(live, promises)
        caller = data.draw(callers(problem, f"ny{number}"))
        booked = book(live, caller, data.draw(st.lists(offered_times, min_size=1, max_size=3)))
        if booked is not None:
            event("booked")
            promises[booked.id] = booked
        require_sound(live, promises)
        release_somebody(live, promises, data)
        require_sound(live, promises)


def release_somebody(live: LivePlan, promises: dict[str, Request], data: st.DataObject) -> None:
    """Now and then somebody cancels."""
    names = [request.id for request in live.problem().requests]
    if not names or data.draw(st.booleans()):
        return
    before, name = live.solution(), data.draw(st.sampled_from(names))
    try:
        saved_ore = live.release(name)
    except (RideBegun, PlanBroken) as refused:
        event(refused.code)
        assert live.solution() == before
        return
    event("released")
    promises.pop(name, None)
    assert saved_ore == before.cost.total_ore - live.cost_ore


@settings(max_examples=30, deadline=None)
@given(problem=problems(), time=offered_times, data=st.data())
def test_commit_when_two_hold_offers_on_one_run_takes_the_first(
    problem: Problem, time: OfferedTime, data: st.DataObject
) -> None:
    """Whoever answers second is told to ask again, and the plan is as the first one left it."""
    live = LivePlan(problem, plan(problem))
    first, second = (live.quote(data.draw(callers(problem, name)), [time])[0] for name in ("ny1", "ny2"))
    assume(isinstance(first, Offer) and isinstance(second, Offer))
    assert not isinstance(first, Refusal)
    assert not isinstance(second, Refusal)
    live.commit(first)
    after = live.solution()
    if (first.vehicle, first.shift) != (second.vehicle, second.shift):
        live.commit(second)
        return
    try:
        live.commit(second)
    except RouteVersionChanged:
        assert live.solution() == after
    else:
        raise AssertionError("two offers on one version of a run were both taken")
