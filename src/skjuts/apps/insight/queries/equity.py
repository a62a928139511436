"""What riders met, asked of the trips of the last settled year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skjuts.apps.insight.queries.ledger import ORDINARY
from skjuts.apps.insight.queries.measures import find_months
from skjuts.core.followup.months import Month
from skjuts.core.ports.trip_warehouses import TripWarehouse

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.apps.insight.facts.equity import Compared


def compare_by(trips: TripWarehouse, cut: str) -> tuple[tuple[Month, Month], list[Compared]] | None:
    """The period, and every experience by a cut; None when no month is settled."""
    from skjuts.apps.insight.facts.equity import choose_period, compare
    from skjuts.core.followup.ledger.groups import compare_groups

    period = choose_period(find_months(trips))
    if period is None:
        return None
    return period, compare(trips.answer("trips", compare_groups, ORDINARY.within(*period), cut), cut)
