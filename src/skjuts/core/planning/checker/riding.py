"""Whether each rider is picked up and dropped off in time, after no longer a ride than allowed."""

from __future__ import annotations

from skjuts.core.planning.checker.facts import Call, Drive
from skjuts.core.planning.checker.verdict import Findings, Rule
from skjuts.core.planning.problem import Window


def judge_riding(drive: Drive, findings: Findings) -> None:
    """Judge windows, promises, ride times and qualifications of everyone on a run."""
    pickups: dict[str, Call] = {}
    for call in drive.calls:
        name = call.rider.request.id
        if not call.is_frozen:
            _judge_window(call, findings)
        if call.is_pickup:
            if name in pickups:
                findings.add(Rule.ONCE, 1, "Resenären hämtas två gånger på samma tur.", request=name)
            pickups[name] = call
            _judge_qualifications(drive, call, findings)
        elif name in pickups:
            _judge_ride(pickups[name], call, findings)
    _judge_pairs(drive, findings)


def _judge_pairs(drive: Drive, findings: Findings) -> None:
    """Everybody who gets off got on earlier, and everybody who gets on gets off."""
    aboard: set[str] = set()
    for call in drive.calls:
        name = call.rider.request.id
        if call.is_pickup:
            aboard.add(name)
        elif name in aboard:
            aboard.remove(name)
        else:
            findings.add(
                Rule.PAIRING, 1, "Resenären lämnas utan att sitta i.", request=name, vehicle=drive.vehicle.id
            )
    for name in sorted(aboard):
        findings.add(
            Rule.PAIRING, 1, "Resenären hämtas men lämnas inte.", request=name, vehicle=drive.vehicle.id
        )


def _judge_window(call: Call, findings: Findings) -> None:
    rider = call.rider
    window = rider.pickup_window if call.is_pickup else rider.dropoff_window
    end = "Hämtningen" if call.is_pickup else "Lämningen"
    _judge_within(call, window, Rule.WINDOW, f"{end} sker {{}} utanför sitt tidsfönster.", findings)
    if call.is_pickup and rider.request.promised is not None:
        _judge_within(
            call,
            rider.request.promised,
            Rule.PROMISE,
            "Hämtningen sker {} utanför den lovade tiden.",
            findings,
        )


def _judge_within(call: Call, window: Window, rule: Rule, message: str, findings: Findings) -> None:
    outside = max(window.earliest_s - call.stop.start, call.stop.start - window.latest_s)
    if outside > findings.tolerance:
        findings.add(
            rule, outside, message.format(findings.tell_time(outside)), request=call.rider.request.id
        )


def _judge_ride(pickup: Call, dropoff: Call, findings: Findings) -> None:
    if pickup.is_frozen and dropoff.is_frozen:
        return
    over = dropoff.stop.start - pickup.done - pickup.rider.limit
    if over > findings.tolerance:
        findings.add(
            Rule.RIDE_TIME,
            over,
            f"Resan är {findings.tell_time(over)} längre än åktiden får vara.",
            request=pickup.rider.request.id,
        )


def _judge_qualifications(drive: Drive, call: Call, findings: Findings) -> None:
    missing = call.rider.request.needs - drive.vehicle.qualifications
    if missing:
        findings.add(
            Rule.QUALIFICATION,
            len(missing),
            f"Fordonet saknar {', '.join(sorted(missing))}.",
            request=call.rider.request.id,
            vehicle=drive.vehicle.id,
        )
