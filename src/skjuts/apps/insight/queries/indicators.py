"""Indicators asked of the actor's own ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skjuts.apps.insight.policies import require_read
from skjuts.apps.insight.queries.ledger import EVERYTHING
from skjuts.apps.insight.queries.measures import find_months
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.ports.indicator_catalogues import indicator_catalogues
from skjuts.core.ports.trip_warehouses import TripWarehouse

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.apps.insight.facts.indicators import IndicatorCourse
    from skjuts.core.followup.indicators import Awaited, Catalogue, Indicator

INVOICED = "invoiced_trips"
"""What is measured of a month is how far its invoices have come: every month belongs."""


def get_catalogue(actor: Actor) -> Catalogue:
    """The catalogue."""
    require_read(actor)
    return indicator_catalogues.get().get_catalogue()


def find_indicator(actor: Actor, slug: str) -> Indicator | Awaited | None:
    """The indicator of an address; None when there is none."""
    catalogue = get_catalogue(actor)
    name = slug.replace("-", "_")
    every: list[Indicator | Awaited] = [*catalogue.indicators, *catalogue.awaited]
    return next((one for one in every if one.id == name), None)


def follow_indicator(trips: TripWarehouse, indicator: Indicator) -> IndicatorCourse:
    """The indicator's months, asked of the trips themselves: that is where people are counted."""
    from skjuts.apps.insight.facts.indicators import ask_indicator, count_travellers, follow, needs_travellers

    is_about_invoices = indicator.numerator.measure == INVOICED
    months = range(trips.span[0], trips.span[1] + 1) if is_about_invoices else find_months(trips)
    rows = trips.answer("trips", ask_indicator, indicator, EVERYTHING)
    people = (
        trips.answer("trips", ask_indicator, count_travellers(indicator), EVERYTHING)
        if needs_travellers(indicator)
        else []
    )
    return follow(indicator, rows, people, months)
