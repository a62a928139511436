"""Whether the vehicle can be where it says, when it says, and within its shift."""

from __future__ import annotations

from skjuts.core.planning.checker.facts import Drive, Facts
from skjuts.core.planning.checker.verdict import Findings, Rule
from skjuts.core.planning.solution import Stop, StopKind


def judge_driving(facts: Facts, drive: Drive, findings: Findings) -> None:
    """Judge places, travel and service of every stop, then the shift."""
    places = list_places(facts, drive)
    _judge_ends(drive, findings)
    for k, stop in enumerate(drive.run.stops):
        if stop.place != places[k]:
            findings.add(
                Rule.PLACE,
                1,
                f"Stoppet ligger vid {stop.place} men ska ligga vid {places[k]}.",
                request=stop.request,
                vehicle=drive.vehicle.id,
            )
        _judge_clock(drive, stop, findings)
        if k > 0:
            previous = drive.run.stops[k - 1]
            soonest = facts.arrive(places[k - 1], places[k], previous.depart)
            _judge_arrival(drive, stop, soonest, findings)
    _judge_services(drive, findings)
    _judge_shift(drive, findings)


def list_places(facts: Facts, drive: Drive) -> list[str]:
    """Where each stop has to be: a break where the vehicle stands, or is about to.

    A stop for somebody unknown, which is a fault of its own, may be anywhere.
    """
    known = facts.place_index
    first, last = drive.calls[0], drive.calls[-1]
    here = drive.vehicle.start_place or first.place
    calls = {call.at: call for call in drive.calls}
    places = []
    for at, stop in enumerate(drive.run.stops):
        if at in calls:
            here = calls[at].place
        elif stop.request is not None:
            here = stop.place if stop.place in known else here
        elif at > last.at:
            here = drive.vehicle.end_place or last.place
        places.append(here)
    return places


def _judge_ends(drive: Drive, findings: Findings) -> None:
    """A start and an end stop exactly where the vehicle has such a place, outside all riders."""
    first, last = drive.calls[0].at, drive.calls[-1].at
    stops = drive.run.stops
    for kind, place, has_it, word in (
        (
            StopKind.START,
            drive.vehicle.start_place,
            [s for s in stops[:first] if s.kind is StopKind.START],
            "börja",
        ),
        (StopKind.END, drive.vehicle.end_place, [s for s in stops[last:] if s.kind is StopKind.END], "sluta"),
    ):
        wanted = 0 if place is None else 1
        found = sum(stop.kind is kind for stop in stops)
        if len(has_it) != wanted or found != wanted:
            where = "öppet" if place is None else f"vid {place}"
            findings.add(
                Rule.ENDS, max(1, abs(found - wanted)), f"Turen ska {word} {where}.", vehicle=drive.vehicle.id
            )


def _judge_clock(drive: Drive, stop: Stop, findings: Findings) -> None:
    early = max(stop.arrive - stop.start, stop.start - stop.depart)
    if early > findings.tolerance:
        findings.add(
            Rule.SERVICE,
            early,
            f"Stoppet vid {stop.place} har tider i fel ordning, {findings.tell_time(early)}.",
            request=stop.request,
            vehicle=drive.vehicle.id,
        )


def _judge_services(drive: Drive, findings: Findings) -> None:
    for call in drive.calls:
        short = call.done - call.stop.depart
        if short > findings.tolerance and call.stop.depart >= call.stop.start:
            findings.add(
                Rule.SERVICE,
                short,
                f"Fordonet lämnar {call.stop.place} {findings.tell_time(short)} innan stoppet är klart.",
                request=call.stop.request,
                vehicle=drive.vehicle.id,
            )


def _judge_arrival(drive: Drive, stop: Stop, soonest: int, findings: Findings) -> None:
    early = soonest - stop.arrive
    if early > findings.tolerance:
        findings.add(
            Rule.TRAVEL,
            early,
            f"Fordonet är framme vid {stop.place} {findings.tell_time(early)} tidigare än vägen medger.",
            request=stop.request,
            vehicle=drive.vehicle.id,
        )


def leaving_s(drive: Drive) -> int:
    """When the run leaves its start place (open start: when its first stop starts)."""
    first = drive.calls[0]
    if drive.vehicle.start_place is None or first.at == 0:
        return first.stop.start
    return drive.run.stops[first.at - 1].depart


def reaching_s(drive: Drive) -> int:
    """When the run has reached its end place (open end: when its last stop is done)."""
    last = drive.calls[-1]
    if drive.vehicle.end_place is None or last.at + 1 == len(drive.run.stops):
        return last.done
    return drive.run.stops[last.at + 1].arrive


def _judge_shift(drive: Drive, findings: Findings) -> None:
    leaving, reaching = leaving_s(drive), reaching_s(drive)
    early, late = drive.shift.start_s - leaving, reaching - drive.shift.end_s
    if early > findings.tolerance:
        findings.add(
            Rule.SHIFT,
            early,
            f"Turen börjar {findings.tell_time(early)} före passet.",
            vehicle=drive.vehicle.id,
        )
    if late > findings.tolerance:
        findings.add(
            Rule.SHIFT,
            late,
            f"Turen slutar {findings.tell_time(late)} efter passet.",
            vehicle=drive.vehicle.id,
        )
    if drive.shift.max_duration_s is None:
        return
    over = reaching - leaving - drive.shift.max_duration_s
    if over > findings.tolerance:
        findings.add(
            Rule.DURATION,
            over,
            f"Turen är {findings.tell_time(over)} längre än den får vara.",
            vehicle=drive.vehicle.id,
        )
