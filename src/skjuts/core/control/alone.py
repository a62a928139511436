"""Rules of one line by itself: its way, its speed, and the permit that it was driven on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from skjuts.core.control.billed import BilledTrip
from skjuts.core.control.finding import BillingFinding, BillingRule, form, write_km

LONGER: Final = 1.2
"""Billed distance over the shortest way from which it asks for an explanation."""
FASTEST_KMH: Final = 110
SECONDS_AN_HOUR: Final = 3600


def judge_alone(trip: BilledTrip) -> Iterator[BillingFinding]:
    """What a line says of itself."""
    yield from _judge_way(trip)
    yield from _judge_permit(trip)


def _judge_way(trip: BilledTrip) -> Iterator[BillingFinding]:
    if trip.distance_m == 0 < trip.amount_ore:
        reason = "Raden har ett belopp men ingen körd väg: var det en bomkörning?"
        yield form(BillingRule.NOT_DRIVEN, [trip], trip.amount_ore, reason)
    if trip.shortest_m is not None and trip.distance_m > LONGER * trip.shortest_m > 0:
        stake = round(trip.amount_ore * (1 - trip.shortest_m / trip.distance_m))
        driven, shortest = write_km(trip.distance_m), write_km(trip.shortest_m)
        reason = f"{driven} km är fakturerade; den kortaste vägen är {shortest} km."
        yield form(BillingRule.TOO_LONG, [trip], stake, reason)
    if trip.span_s is None:
        return
    ridden_s = trip.span_s[1] - trip.span_s[0]
    if trip.distance_m * SECONDS_AN_HOUR > FASTEST_KMH * 1000 * ridden_s:
        told = f"{write_km(trip.distance_m)} km på {ridden_s // 60} minuter"
        reason = f"{told} är fortare än {FASTEST_KMH} km/h."
        yield form(BillingRule.TOO_FAST, [trip], trip.amount_ore, reason)


def _judge_permit(trip: BilledTrip) -> Iterator[BillingFinding]:
    permit, day = trip.permit, trip.travelled_on
    if permit is None or day is None:
        return
    if not permit.valid_from <= day <= (permit.valid_to or day):
        span = f"från {permit.valid_from}" + (f" till {permit.valid_to}" if permit.valid_to else "")
        reason = f"Resan gjordes {day}; tillståndet gällde {span}."
        yield form(BillingRule.PERMIT_NOT_VALID, [trip], trip.amount_ore, reason)
    elif trip.travel_mode and trip.travel_mode not in permit.travel_modes:
        reason = "Resan kördes med ett annat färdsätt än tillståndet ger rätt till."
        yield form(BillingRule.MODE_ABOVE_PERMIT, [trip], trip.amount_ore, reason)
