"""The ledger asked for the actor's own authority. Nothing here leaves the warehouse's own sums but trips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skjuts.apps.insight.policies import require_read
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.followup.population import Choice, Population
from skjuts.core.ports.trip_warehouses import Rows, TripWarehouse, trip_warehouses

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.apps.insight.facts.leading import LeaderFigures

EVERYTHING = Population(asylum=Choice.WITH)
ORDINARY = Population()
LEDGER_CUTS = ("ledger", "category", "band")


def find_trips(actor: Actor) -> TripWarehouse | None:
    """The authority's trips; None where nothing has been read in."""
    require_read(actor)
    return trip_warehouses.get().find(actor.authority_id)


def read_leader_figures(trips: TripWarehouse, wished: Month | None = None) -> LeaderFigures:
    """The figures of a month: the one that is wished for when it is settled, else the last settled one."""
    from skjuts.apps.insight.facts import leading
    from skjuts.core.followup.ledger import questions

    months = tuple(range(trips.span[0], trips.span[1] + 1))
    rows = trips.answer("cells", questions.list_months, EVERYTHING, LEDGER_CUTS)
    ledgers = leading.sum_ledgers(rows, trips.bands)
    nowcasts = leading.foresee(trips.answer("lags", questions.list_lags, ORDINARY), months)
    settled = leading.list_settled(nowcasts)
    month = wished if wished in settled else max(settled, default=months[-1])
    compared = month - MONTHS_A_YEAR
    segments = [
        row
        for one in (compared, month)
        for row in trips.answer("cells", questions.list_segments, ORDINARY.within(one, one))
    ]
    return leading.LeaderFigures(
        month=month,
        compared=compared,
        settled=settled,
        ledgers=ledgers,
        nowcasts=nowcasts,
        change=leading.explain_change(segments, compared, month, trips.bands),
        chart=leading.watch(ledgers.ordinary, settled),
    )


def list_by(trips: TripWarehouse, population: Population, cut: str) -> Rows:
    """A population's measures by one cut."""
    from skjuts.core.followup.ledger import questions

    return trips.answer("cells", questions.list_totals, population, (cut,))


def count_people_by(trips: TripWarehouse, population: Population, cut: str) -> Rows:
    """A population's trips and different patients by one cut: what decides whether a cell may be shown."""
    from skjuts.core.followup.ledger import questions

    return trips.answer("trips", questions.count_people, population, (cut,))


def list_trips_of(trips: TripWarehouse, population: Population, most: int, skipped: int) -> Rows:
    """The trips under a figure, latest first."""
    from skjuts.core.followup.ledger import questions

    return trips.answer("trips", questions.list_trips, population, most, skipped)
