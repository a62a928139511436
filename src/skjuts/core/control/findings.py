"""Rules that hold an invoice against what can have been driven, before it is paid.

A finding is a question to the carrier with the amount it concerns, never a verdict. Several rules can strike
the same lines: they are ranked by amount, and the amounts are not added up.
"""

from __future__ import annotations

from collections.abc import Iterable

from skjuts.core.control.alone import judge_alone
from skjuts.core.control.billed import BilledTrip
from skjuts.core.control.finding import BillingFinding
from skjuts.core.control.prices import find_prices
from skjuts.core.control.together import find_together


def find_faults(trips: Iterable[BilledTrip]) -> list[BillingFinding]:
    """Everything that asks for an explanation, the largest amount first."""
    lines = sorted(trips, key=lambda trip: (trip.start_s or 0, trip.id))
    found = [
        *find_together(lines),
        *find_prices(lines),
        *(finding for trip in lines for finding in judge_alone(trip)),
    ]
    return sorted(found, key=lambda one: (-one.at_stake_ore, one.rule, one.trips))
