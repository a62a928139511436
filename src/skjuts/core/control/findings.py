"""Rules that hold an invoice against what can have been driven, before it is paid.

A finding is a question to the carrier with the amount it concerns, never a verdict. Several rules can strike
the same lines: they are ranked by amount, and the amounts are not added up.
Source: the audits of HHS-OIG and GAO-22-105447; the Vellinge case, where four single trips were billed for
four riders who shared a car.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from skjuts.core.control.billed import BilledTrip

LONGER: Final = 1.2
"""Billed distance over the shortest way from which it asks for an explanation."""
FASTEST_KMH: Final = 110
SECONDS_AN_HOUR: Final = 3600


class BillingRule(StrEnum):
    """What a finding is about."""

    DUPLICATE = "duplicate"
    POOLED_BILLED_SINGLY = "pooled_billed_singly"
    PATIENT_TWICE = "patient_twice"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"


@dataclass(frozen=True, slots=True)
class BillingFinding:
    """A rule that struck some lines, the öre that depend on the answer, and the reason in Swedish."""

    rule: BillingRule
    trips: tuple[str, ...]
    at_stake_ore: int
    reason: str


def find_faults(trips: Iterable[BilledTrip]) -> list[BillingFinding]:
    """Everything that asks for an explanation, the largest amount first."""
    lines = sorted(trips, key=lambda trip: (trip.start_s, trip.id))
    found = [
        *_find_duplicates(lines),
        *_find_pooled(lines),
        *_find_patients(lines),
        *(finding for trip in lines for finding in _judge_alone(trip)),
    ]
    return sorted(found, key=lambda one: (-one.at_stake_ore, one.rule, one.trips))


def _find_duplicates(lines: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    same: dict[tuple[str, str, int, int], list[BilledTrip]] = defaultdict(list)
    for trip in lines:
        same[trip.vehicle, trip.patient, trip.start_s, trip.end_s].append(trip)
    for group in same.values():
        if len(group) > 1:
            stake = sum(trip.amount_ore for trip in group) - max(trip.amount_ore for trip in group)
            reason = f"Samma patient, fordon och tid står på {len(group)} rader."
            yield _form(BillingRule.DUPLICATE, group, stake, reason)


def _find_pooled(lines: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    """Riders in the same car at the same time who have each been billed what a car alone costs."""
    by_vehicle: dict[str, list[BilledTrip]] = defaultdict(list)
    for trip in lines:
        if trip.single_fare_ore is not None and trip.amount_ore >= trip.single_fare_ore > 0:
            by_vehicle[trip.vehicle].append(trip)
    for driven in by_vehicle.values():
        for group in _group_overlapping(driven):
            riders = len({trip.patient for trip in group})
            if riders > 1:
                stake = sum(trip.amount_ore for trip in group) - max(trip.amount_ore for trip in group)
                reason = f"{riders} patienter åkte i samma bil samtidigt, och var och en har full taxa."
                yield _form(BillingRule.POOLED_BILLED_SINGLY, group, stake, reason)


def _group_overlapping(lines: Sequence[BilledTrip]) -> Iterator[list[BilledTrip]]:
    """Lines in order of start, in groups that hang together in time."""
    group: list[BilledTrip] = []
    end_s = 0
    for trip in lines:
        if group and trip.start_s >= end_s:
            yield group
            group = []
        end_s = max(end_s, trip.end_s) if group else trip.end_s
        group.append(trip)
    if group:
        yield group


def _find_patients(lines: Sequence[BilledTrip]) -> Iterator[BillingFinding]:
    by_patient: dict[str, list[BilledTrip]] = defaultdict(list)
    for trip in lines:
        by_patient[trip.patient].append(trip)
    for ridden in by_patient.values():
        for first, second in combinations(ridden, 2):
            if first.overlaps(second) and first.vehicle != second.vehicle:
                stake = min(first.amount_ore, second.amount_ore)
                reason = "Samma patient har åkt i två fordon samtidigt."
                yield _form(BillingRule.PATIENT_TWICE, [first, second], stake, reason)


def _judge_alone(trip: BilledTrip) -> Iterator[BillingFinding]:
    if trip.shortest_m is not None and trip.distance_m > LONGER * trip.shortest_m > 0:
        stake = round(trip.amount_ore * (1 - trip.shortest_m / trip.distance_m))
        reason = f"{_km(trip.distance_m)} km är fakturerade; den kortaste vägen är {_km(trip.shortest_m)} km."
        yield _form(BillingRule.TOO_LONG, [trip], stake, reason)
    ridden_s = trip.end_s - trip.start_s
    if trip.distance_m * SECONDS_AN_HOUR > FASTEST_KMH * 1000 * ridden_s:
        reason = f"{_km(trip.distance_m)} km på {ridden_s // 60} minuter är fortare än {FASTEST_KMH} km/h."
        yield _form(BillingRule.TOO_FAST, [trip], trip.amount_ore, reason)


def _form(rule: BillingRule, trips: Sequence[BilledTrip], stake_ore: int, reason: str) -> BillingFinding:
    return BillingFinding(rule, tuple(sorted(trip.id for trip in trips)), stake_ore, reason)


def _km(metres: int) -> str:
    return f"{metres / 1000:.1f}".replace(".", ",")
