"""Whether those who share a vehicle fit in it and may share it."""

from __future__ import annotations

from skjuts.core.planning.checker.facts import Call, Drive, Facts, Rider, continues, list_orders
from skjuts.core.planning.checker.verdict import Findings, Rule
from skjuts.core.planning.problem import Load


def judge_sharing(facts: Facts, drive: Drive, findings: Findings) -> None:
    """Judge layouts order by order, company stop by stop, and linked returns."""
    for order in list_orders(drive.calls):
        _judge_layouts(drive, order, findings)
    aboard: dict[str, Rider] = {}
    for k, call in enumerate(drive.calls):
        request = call.rider.request
        if not call.is_pickup:
            aboard.pop(request.id, None)
            continue
        if request.wait is not None:
            _judge_return(facts, drive, k, aboard, findings)
        for other in aboard.values():
            _judge_company(facts, call.rider, other, findings)
        aboard[request.id] = call.rider


def _judge_layouts(drive: Drive, order: list[Call], findings: Findings) -> None:
    """One layout must hold the largest load of each kind that the order ever has."""
    most = _largest_loads(order)
    short = _shortage(drive, most)
    if short:
        fills = range(1, len(order) + 1)
        first = next(k for k in fills if _shortage(drive, _largest_loads(order[:k])))
        findings.add(
            Rule.CAPACITY,
            short,
            f"Ingen möblering rymmer körordern: {short} platser saknas.",
            request=order[first - 1].rider.request.id,
            vehicle=drive.vehicle.id,
        )


def _largest_loads(calls: list[Call]) -> Load:
    """The largest load of each kind that the calls ever lead to."""
    seats, wheelchairs, stretchers, attendants = most = Load()
    for call in calls:
        sign, load = (1 if call.is_pickup else -1), call.rider.load
        seats += sign * load.seats
        wheelchairs += sign * load.wheelchairs
        stretchers += sign * load.stretchers
        attendants += sign * load.attendants
        if call.is_pickup:
            most = Load(
                max(most.seats, seats),
                max(most.wheelchairs, wheelchairs),
                max(most.stretchers, stretchers),
                max(most.attendants, attendants),
            )
    return most


def _shortage(drive: Drive, most: Load) -> int:
    """Places missing in the layout that lacks fewest."""
    return min(
        sum(max(0, need - room) for need, room in zip(most, layout, strict=True))
        for layout in drive.vehicle.layouts
    )


def _judge_company(facts: Facts, boarding: Rider, seated: Rider, findings: Findings) -> None:
    for one, other in ((boarding.request, seated.request), (seated.request, boarding.request)):
        if one.ride_alone:
            findings.add(
                Rule.RIDE_ALONE,
                1,
                f"Resenären ska åka ensam men delar fordonet med {other.id}.",
                request=one.id,
            )
    groups = boarding.request.group, seated.request.group
    if facts.problem.rules.may_not_mix and not facts.problem.rules.may_not_mix.isdisjoint(
        {groups, groups[::-1]}
    ):
        findings.add(
            Rule.MIXING,
            1,
            f"Resenären delar fordonet med {seated.request.id}, vars grupp inte får blandas med hens.",
            request=boarding.request.id,
        )


def _judge_return(facts: Facts, drive: Drive, k: int, aboard: dict[str, Rider], findings: Findings) -> None:
    """A linked return comes straight after its outbound dropoff, when the visit is over."""
    call = drive.calls[k]
    wait = facts.returns[call.rider.request.id]
    name = call.rider.request.id
    if not continues(drive.calls, k):
        findings.add(
            Rule.WAIT,
            1,
            f"Återresan följer inte direkt på {wait.outbound}.",
            request=name,
            vehicle=drive.vehicle.id,
        )
        return
    if aboard:
        findings.add(
            Rule.WAIT,
            len(aboard),
            "Någon annan sitter i medan fordonet väntar.",
            request=name,
            vehicle=drive.vehicle.id,
        )
    short = drive.calls[k - 1].done + wait.visit_s - call.stop.start
    if short > findings.tolerance:
        findings.add(Rule.WAIT, short, f"Besöket blir {findings.tell_time(short)} för kort.", request=name)
