"""Whether the breaks are taken, in order and in peace, and the frozen beginning stands."""

from __future__ import annotations

from skjuts.core.planning.checker.facts import Drive, continues
from skjuts.core.planning.checker.verdict import Findings, Rule
from skjuts.core.planning.problem import Break
from skjuts.core.planning.solution import Stop, StopKind


def judge_resting(drive: Drive, findings: Findings) -> None:
    """Judge the frozen beginning and every break of a run."""
    _judge_frozen(drive, findings)
    taken = [(at, stop) for at, stop in enumerate(drive.run.stops) if stop.kind is StopKind.BREAK]
    rules = drive.shift.breaks
    if len(taken) != len(rules):
        findings.add(
            Rule.BREAK,
            abs(len(taken) - len(rules)),
            f"Passet har {len(rules)} raster men turen tar {len(taken)}.",
            vehicle=drive.vehicle.id,
        )
        return
    free = list_free_s(drive)
    for (at, stop), rule in zip(taken, rules, strict=True):
        _judge_break_time(drive, stop, rule, free[at], findings)
        _judge_break_peace(drive, at, stop, findings)


def _judge_frozen(drive: Drive, findings: Findings) -> None:
    for k, fixed in enumerate(drive.shift.frozen):
        if k >= len(drive.calls) or not drive.calls[k].is_frozen:
            findings.add(
                Rule.FROZEN,
                1,
                f"Stopp {k + 1} skulle vara {fixed.request}, som redan är påbörjat.",
                request=fixed.request,
                vehicle=drive.vehicle.id,
            )
            return
        moved = abs(drive.calls[k].stop.start - fixed.start_s)
        if moved > findings.tolerance:
            findings.add(
                Rule.FROZEN,
                moved,
                f"Det fasta stoppet är flyttat {findings.tell_time(moved)}.",
                request=fixed.request,
                vehicle=drive.vehicle.id,
            )


def _judge_break_time(drive: Drive, stop: Stop, rule: Break, free_s: int, findings: Findings) -> None:
    for amount, fault in (
        (rule.earliest_s - stop.start, "börjar {} för tidigt"),
        (stop.start - rule.latest_s, "börjar {} för sent"),
        (stop.start - max(free_s, rule.earliest_s), "börjar {} senare än den kunde"),
        (stop.start + rule.duration_s - stop.depart, "är {} för kort"),
        (drive.shift.start_s - stop.start, "börjar {} före passet"),
        (stop.start + rule.duration_s - drive.shift.end_s, "slutar {} efter passet"),
    ):
        if amount > findings.tolerance:
            message = f"Rasten {fault.format(findings.tell_time(amount))}."
            findings.add(Rule.BREAK, amount, message, vehicle=drive.vehicle.id)
            return


def list_free_s(drive: Drive) -> list[int]:
    """For each stop, when the vehicle stood still before it, free to rest."""
    calls = {call.at: call for call in drive.calls}
    free, taken, at_end = drive.shift.start_s, 0, False
    times = []
    for at, stop in enumerate(drive.run.stops):
        if at > drive.calls[-1].at and drive.vehicle.end_place is not None and not at_end:
            free, at_end = stop.arrive, True
        times.append(free)
        if at in calls:
            free = calls[at].done
        elif stop.kind is StopKind.BREAK:
            free = stop.start + drive.shift.breaks[taken].duration_s
            taken += 1
    return times


def _judge_break_peace(drive: Drive, at: int, stop: Stop, findings: Findings) -> None:
    """Nobody is aboard, no order is open, and no frozen stop is still to come."""
    before = [call for call in drive.calls if call.at < at]
    aboard = {call.rider.request.id for call in before if call.is_pickup} - {
        call.rider.request.id for call in before if not call.is_pickup
    }
    number = len(before)
    if aboard:
        fault = f"Rasten vid {stop.place} tas med {len(aboard)} resenärer i fordonet."
    elif number < len(drive.calls) and continues(drive.calls, number):
        fault = f"Rasten vid {stop.place} tas medan fordonet väntar på en återresa."
    elif number < len(drive.shift.frozen):
        fault = f"Rasten vid {stop.place} tas bland de fasta stoppen."
    else:
        return
    findings.add(Rule.BREAK, max(1, len(aboard)), fault, vehicle=drive.vehicle.id)
