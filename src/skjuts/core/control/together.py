"""Rules of lines beside each other: the same car, the same patient, the same time.

Only lines whose vehicle, patient and times are known are tried.
Source: the audits of HHS-OIG and GAO-22-105447; the Vellinge case, where four single trips were billed for
four riders who shared a car.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from skjuts.core.control.billed import BilledTrip
from skjuts.core.control.finding import BillingFinding, BillingRule, all_but_dearest_ore, form

SOON_S: Final = 15 * 60
"""A car that takes the same patient on within this time has waited, not come anew."""


def find_together(lines: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    """What lines say about each other; the lines come in order of start."""
    timed = [trip for trip in lines if trip.span_s is not None]
    in_cars = [trip for trip in timed if trip.vehicle]
    yield from _find_duplicates(in_cars)
    for driven in _divide(in_cars, lambda trip: trip.vehicle):
        yield from _find_pooled(driven)
        yield from _find_crowded(driven)
    for ridden in _divide([trip for trip in timed if trip.patient], lambda trip: trip.patient):
        yield from _find_doubled(ridden)
        yield from _find_split(ridden)


def _divide(lines: Iterable[BilledTrip], key: Callable[[BilledTrip], str]) -> list[list[BilledTrip]]:
    parts: dict[str, list[BilledTrip]] = defaultdict(list)
    for trip in lines:
        parts[key(trip)].append(trip)
    return list(parts.values())


def _find_duplicates(lines: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    same: dict[tuple[object, ...], list[BilledTrip]] = defaultdict(list)
    for trip in lines:
        if trip.patient:
            same[trip.vehicle, trip.patient, trip.span_s].append(trip)
    for group in same.values():
        if len(group) > 1:
            reason = f"Samma patient, fordon och tid står på {len(group)} rader."
            yield form(BillingRule.DUPLICATE, group, all_but_dearest_ore(group), reason)


def _find_pooled(driven: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    """Riders in the same car at the same time who have each been billed what a car alone costs."""
    full = [one for one in driven if one.single_fare_ore and one.amount_ore >= one.single_fare_ore]
    for group in _group_overlapping(full):
        riders = len({trip.patient for trip in group})
        if riders > 1:
            reason = f"{riders} patienter åkte i samma bil samtidigt, och var och en har full taxa."
            yield form(BillingRule.POOLED_BILLED_SINGLY, group, all_but_dearest_ore(group), reason)


def _find_crowded(driven: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    """More aboard than the line allows: more than there are seats, or somebody beside a rider alone."""
    for group in _group_overlapping(driven):
        if all(trip.most_riders is None for trip in group):
            continue
        struck = [trip for trip in group if _count_aboard(trip, group) > (trip.most_riders or len(group))]
        if struck:
            most = max(_count_aboard(trip, group) for trip in struck)
            least = min(trip.most_riders or 0 for trip in struck)
            reason = f"{most} patienter fanns i bilen samtidigt; raden är fakturerad för högst {least}."
            yield form(BillingRule.TOO_MANY_ABOARD, struck, sum(one.amount_ore for one in struck), reason)


def _count_aboard(trip: BilledTrip, group: Sequence[BilledTrip]) -> int:
    """The most riders at any moment of a trip, the trip's own with them."""
    met = [one for one in group if one is not trip and one.overlaps(trip)]
    moments = [trip.start_s or 0, *(max(one.start_s or 0, trip.start_s or 0) for one in met)]
    return max(
        len({trip.patient, *(one.patient for one in met if (one.start_s or 0) <= at < (one.end_s or 0))})
        for at in moments
    )


def _group_overlapping(lines: Sequence[BilledTrip]) -> Iterator[list[BilledTrip]]:
    """Lines in order of start, in groups that hang together in time."""
    group: list[BilledTrip] = []
    until_s = 0
    for trip in lines:
        start_s, end_s = trip.span_s or (0, 0)
        if group and start_s >= until_s:
            yield group
            group = []
        until_s = max(until_s, end_s) if group else end_s
        group.append(trip)
    if group:
        yield group


def _find_doubled(ridden: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    for place, first in enumerate(ridden):
        for second in ridden[place + 1 :]:
            if (second.start_s or 0) >= (first.end_s or 0):
                break
            if first.overlaps(second) and first.vehicle and second.vehicle not in {"", first.vehicle}:
                stake = min(first.amount_ore, second.amount_ore)
                reason = "Samma patient har åkt i två fordon samtidigt."
                yield form(BillingRule.PATIENT_TWICE, [first, second], stake, reason)


def _find_split(ridden: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    """A car that brings a patient on so soon that it waited: one trip with a wait, billed as two."""
    for first, second in pairwise(ridden):
        gap_s = (second.start_s or 0) - (first.end_s or 0)
        if first.vehicle and first.vehicle == second.vehicle and 0 <= gap_s <= SOON_S:
            reason = f"Samma bil körde patienten vidare efter {gap_s // 60} minuter, som en resa till."
            stake = min(first.amount_ore, second.amount_ore)
            yield form(BillingRule.ROUND_TRIP_SPLIT, [first, second], stake, reason)
