"""What a plan costs by its own times, compared with what it claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from itertools import pairwise

from skjuts.core.planning.checker.facts import Call, Drive, Facts, list_orders
from skjuts.core.planning.checker.verdict import Findings, Rule
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.solution import PlanCost
from skjuts.core.tariffs.contract import OrderUse, RunCost, guarantee_ore, price_run, rate


def price_drive(facts: Facts, drive: Drive) -> RunCost:
    """The price of a run from its explicit times."""
    orders = list_orders(drive.calls)
    start, end = drive.vehicle.start_place, drive.vehicle.end_place
    first, last = orders[0][0].place, orders[-1][-1].place
    approach = 0 if start is None else facts.metres(start, first)
    for done, begun in pairwise(orders):
        approach += facts.metres(done[-1].place, begun[0].place)
    return price_run(
        facts.problem.tariffs[drive.vehicle.tariff],
        [_use_of(facts, order) for order in orders],
        approach,
        0 if end is None else facts.metres(last, end),
    )


def _use_of(facts: Facts, order: list[Call]) -> OrderUse:
    """Metres, driving and service, and the rest of the order's time, which is waiting."""
    loaded = 0
    busy = order[-1].service
    for call, following in pairwise(order):
        here, there, depart = call.place, following.place, call.stop.depart
        busy += call.service + facts.arrive(here, there, depart) - depart
        loaded += facts.metres(here, there)
    return OrderUse(loaded, busy, order[-1].done - order[0].stop.start - busy)


def judge_run_price(facts: Facts, drive: Drive, findings: Findings) -> RunCost:
    """Compare the price that a run claims with its price, part by part; returns the latter."""
    cost = price_drive(facts, drive)
    if cost != drive.run.cost:
        _add_difference(
            findings,
            drive.run.cost.total_ore - cost.total_ore,
            sum(abs(a - b) for a, b in zip(astuple(drive.run.cost), astuple(cost), strict=True)),
            f"Turen sägs kosta {findings.tell_price(drive.run.cost.total_ore)}"
            f" men kostar {findings.tell_price(cost.total_ore)}",
            drive.vehicle.id,
        )
    return cost


def _add_difference(findings: Findings, total: int, parts: int, message: str, vehicle: str | None) -> None:
    """A wrong total is told as such; right totals of wrong parts by the sum of their errors."""
    told = f"{message}." if total else f"{message}, men delarna är fel fördelade."
    findings.add(Rule.COST, abs(total) or parts, told, vehicle=vehicle)


def price_plan(facts: Facts, drives: Iterable[Drive], runs_ore: int) -> PlanCost:
    """The price of the plan that consists of these runs, which cost `runs_ore` themselves."""
    drives = list(drives)
    problem = facts.problem
    driven = {(drive.vehicle.id, drive.run.shift) for drive in drives}
    carried = {
        call.rider.request.id: drive.vehicle.id for drive in drives for call in drive.calls if call.is_pickup
    }
    idle = sum(
        guarantee_ore(problem.tariffs[vehicle.tariff])
        for vehicle in problem.vehicles
        for number in range(len(vehicle.shifts))
        if (vehicle.id, number) not in driven
    )
    changed = sum(
        request.published_vehicle not in {None, carried[request.id]}
        for request in problem.requests
        if request.id in carried
    )
    return PlanCost(
        runs_ore=runs_ore,
        idle_guarantee_ore=idle,
        lateness_ore=sum(_lateness_ore(facts, call) for drive in drives for call in drive.calls),
        changes_ore=changed * problem.rules.change_ore,
        unserved_ore=sum(unserved_ore(problem, r) for r in problem.requests if r.id not in carried),
    )


def _lateness_ore(facts: Facts, call: Call) -> int:
    if call.stop.kind is not call.rider.side or call.stop.start <= call.rider.due:
        return 0
    return rate(call.stop.start - call.rider.due, facts.problem.rules.lateness_per_minute_ore, 60)


def judge_plan_price(claimed: PlanCost, cost: PlanCost, findings: Findings) -> None:
    """Compare what the plan claims with what it costs, part by part."""
    if claimed == cost:
        return
    _add_difference(
        findings,
        claimed.total_ore - cost.total_ore,
        sum(abs(a - b) for a, b in zip(astuple(claimed), astuple(cost), strict=True)),
        f"Planen sägs kosta {findings.tell_price(claimed.total_ore)}"
        f" men kostar {findings.tell_price(cost.total_ore)}",
        None,
    )


def measure_distance(facts: Facts, drives: Iterable[Drive]) -> float | None:
    """The exact distance driven, in a foreign instance's own unit."""
    exact = facts.problem.unrounded
    if exact is None:
        return None
    total = 0.0
    for drive in drives:
        ends = drive.vehicle.start_place, drive.vehicle.end_place
        places = [ends[0], *(call.place for call in drive.calls), ends[1]]
        path = [facts.place_index[place] for place in places if place is not None]
        total += float(sum(exact[a, b] for a, b in pairwise(path)))
    return total
