"""Last year's trips out of the ledger, as flows: sums and shapes leave here, never who travelled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.facts.scenarios import Context
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.followup.population import Choice, Population

if TYPE_CHECKING:
    from skjuts.core.followup.regimes import Flow

MOST_TRIPS = 200_000

FIRST_VISIT_S, LAST_VISIT_S, VISIT_S = 8 * 3600, 15 * 3600, 5400
"""Assumed, as the ledger tells no clock times: when the first and the last visit begin, how long one is."""


def find_year(context: Context) -> tuple[Month, Month]:
    """The last twelve months of which every invoice has come, or as many as there are. Raises `NoTrips`."""
    from skjuts.apps.insight.queries.measures import find_months

    months = find_months(context.trips) if context.trips else range(0)
    if not months:
        raise NoTrips
    last = months[-1]
    return max(months[0], last - MONTHS_A_YEAR + 1), last


def list_flows(
    context: Context, only: tuple[tuple[str, tuple[str, ...]], ...], months: tuple[Month, Month]
) -> list[Flow]:
    """The invoiced trips of the ordinary ledger, in order. Raises `NoTrips`."""
    from skjuts.core.followup.ledger import questions
    from skjuts.core.followup.regimes import Flow

    if context.trips is None:
        raise NoTrips
    population = Population(dialysis=Choice.WITH, only=only, first=months[0], last=months[1])
    rows = context.trips.answer("trips", questions.list_trips, population, MOST_TRIPS, 0)
    flows = [
        Flow(_number(row["travelled_on"]), row["area"], row["distance_m"], row["amount_ore"])
        for row in rows
        if row["amount_ore"] is not None
    ]
    if not flows:
        raise NoTrips
    return sorted(flows, key=lambda one: (one.day, one.area, one.distance_m, one.price_ore))


def _number(day: date) -> int:
    return day.toordinal()
