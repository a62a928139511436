"""Measures and their verdicts, and the series that they are judged on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from skjuts.apps.insight.models import Measure
from skjuts.apps.insight.policies import require_read
from skjuts.apps.insight.queries.ledger import ORDINARY
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.population import Population
from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.trip_warehouses import Rows, TripWarehouse

if TYPE_CHECKING:
    from skjuts.apps.insight.facts.measures import RowsOf


def list_measures(actor: Actor) -> list[Measure]:
    """The authority's measures, the latest first."""
    require_read(actor)
    return list(Measure.objects.filter(authority_id=actor.authority_id).prefetch_related("verdicts"))


def get_measure(actor: Actor, measure_id: UUID) -> Measure:
    """One measure; raises NotFound."""
    require_read(actor)
    found = Measure.objects.filter(authority_id=actor.authority_id, id=measure_id).first()
    if found is None:
        raise NotFound
    return found


def find_months(trips: TripWarehouse) -> range:
    """The months of which every invoice has come."""
    from skjuts.apps.insight.facts.leading import foresee, list_settled
    from skjuts.core.followup.ledger import questions

    months = tuple(range(trips.span[0], trips.span[1] + 1))
    settled = list_settled(foresee(trips.answer("lags", questions.list_lags, ORDINARY), months))
    return range(months[0], max(settled, default=months[0] - 1) + 1)


def rows_of(trips: TripWarehouse) -> RowsOf:
    """What asks a warehouse for a population's months."""
    from skjuts.core.followup.ledger import questions

    def ask(population: Population) -> Rows:
        return trips.answer("cells", questions.list_months, population)

    return ask
