"""What a rule finds: a question to the carrier with the amount it concerns, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.control.billed import BilledTrip


class BillingRule(StrEnum):
    """What a finding is about."""

    DUPLICATE = "duplicate"
    POOLED_BILLED_SINGLY = "pooled_billed_singly"
    TOO_MANY_ABOARD = "too_many_aboard"
    PATIENT_TWICE = "patient_twice"
    ROUND_TRIP_SPLIT = "round_trip_split"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"
    NOT_DRIVEN = "not_driven"
    PERMIT_NOT_VALID = "permit_not_valid"
    MODE_ABOVE_PERMIT = "mode_above_permit"
    PRICE_APART = "price_apart"


@dataclass(frozen=True, slots=True)
class BillingFinding:
    """A rule that struck some lines, the öre that depend on the answer, and the reason in Swedish."""

    rule: BillingRule
    trips: tuple[str, ...]
    at_stake_ore: int
    reason: str


def form(rule: BillingRule, trips: Sequence[BilledTrip], stake_ore: int, reason: str) -> BillingFinding:
    """A finding about lines."""
    return BillingFinding(rule, tuple(sorted(trip.id for trip in trips)), stake_ore, reason)


def all_but_dearest_ore(trips: Sequence[BilledTrip]) -> int:
    """The öre at stake where one of the lines is owed: all amounts but the largest."""
    return sum(trip.amount_ore for trip in trips) - max(trip.amount_ore for trip in trips)


def write_km(metres: int) -> str:
    """Kilometres as a reason shows them."""
    return f"{metres / 1000:.1f}".replace(".", ",")


def write_kronor(ore: int) -> str:
    """Whole kronor as a reason shows them."""
    return f"{round(ore / 100):,}".replace(",", "\N{NO-BREAK SPACE}")
