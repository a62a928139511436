"""The ledger's questions, as expressions that run wherever the trips lie: files beside us, or a database.

A question takes a relation of measures (`relations`) and a population, and gives an expression; the warehouse
runs it. Cuts are columns to divide by.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import ibis
import ibis.expr.types as ir
from ibis import _

from skjuts.core.followup.errors import UnknownColumn
from skjuts.core.followup.ledger.columns import ASYLUM, COLUMN_NAMES, DIALYSIS
from skjuts.core.followup.ledger.relations import CUTS, NUMBERED, sum_by
from skjuts.core.followup.months import first_day
from skjuts.core.followup.population import Choice, Population

SEGMENT_CUTS: Final = ("travel_mode", "band", "category", "contract")


def keep(relation: ir.Table, population: Population) -> ir.Table:
    """The rows that a population is about. Raises `UnknownColumn` for a cut that the relation lacks."""
    kept = _choose(relation, relation.category == DIALYSIS, population.dialysis)
    kept = _choose(kept, kept.ledger == ASYLUM, population.asylum)
    kept = _keep_months(kept, population)
    for name, values in population.only:
        _require(relation, (name,))
        allowed = [int(value) for value in values] if name in NUMBERED else list(values)
        kept = kept.filter(kept[name].isin(allowed))
    return kept


def list_months(relation: ir.Table, population: Population, cuts: Sequence[str] = ()) -> ir.Table:
    """The measures by month and cuts, in their order."""
    _require(relation, cuts)
    keys = ("month", *cuts)
    return sum_by(keep(relation, population), keys).order_by(list(keys))


def list_totals(relation: ir.Table, population: Population, cuts: Sequence[str]) -> ir.Table:
    """The measures of the whole period by cuts, in their order."""
    _require(relation, cuts)
    return sum_by(keep(relation, population), tuple(cuts)).order_by(list(cuts))


def list_segments(relation: ir.Table, population: Population) -> ir.Table:
    """The measures that a change of cost is divided by: month, mode, band, category and contract."""
    return list_months(relation, population, SEGMENT_CUTS)


def list_percentiles(
    relation: ir.Table, population: Population, shares: Sequence[float], cuts: Sequence[str] = ("month",)
) -> ir.Table:
    """For each cut, the whole kilometres within which a share of its trips lie: `p50`, `p90` and so on.

    `shares` are in whole per cent, as 0.5 or 0.95. Trips are few enough to be counted in whole numbers.
    """
    _require(relation, [cut for cut in cuts if cut != "month"])
    lengths = sum_by(keep(relation, population), (*cuts, "km"))
    within = ibis.window(group_by=list(cuts), order_by="km", preceding=None, following=0)
    whole = ibis.window(group_by=list(cuts))
    summed = lengths.mutate(
        up_to=lengths.trips.sum().over(within).cast("int64"),
        every=lengths.trips.sum().over(whole).cast("int64"),
    )
    reached = {
        f"p{round(100 * share)}": summed.km.min(where=summed.up_to * 100 >= summed.every * round(100 * share))
        for share in shares
    }
    return summed.aggregate(by=list(cuts), **reached).order_by(list(cuts))


def list_lags(relation: ir.Table, population: Population) -> ir.Table:
    """What was invoiced of each month's trips, by how many months later: the invoices' triangle."""
    kept = keep(relation, population).filter(_.lag.notnull())
    return sum_by(kept, ("month", "lag")).order_by(["month", "lag"])


def list_trips(counted: ir.Table, population: Population, most: int, skipped: int = 0) -> ir.Table:
    """The trips under a figure, latest first, a page at a time."""
    kept = keep(counted, population).select(*COLUMN_NAMES)
    return kept.order_by([ibis.desc("travelled_on"), "trip"]).limit(most, offset=skipped)


def list_billed(counted: ir.Table, population: Population) -> ir.Table:
    """The trips that have a price: what invoice control looks through."""
    kept = keep(counted, population).filter(_.amount_ore.notnull()).select(*COLUMN_NAMES)
    return kept.order_by("trip")


def count_people(counted: ir.Table, population: Population, cuts: Sequence[str]) -> ir.Table:
    """Trips and different patients by cuts: what decides whether a cell may be published."""
    _require(counted, cuts)
    kept = keep(counted, population)
    cells = kept.aggregate(by=list(cuts), trips=kept.count(), patients=kept.patient.nunique())
    return cells.order_by(list(cuts))


def _choose(relation: ir.Table, condition: ir.BooleanValue, choice: Choice) -> ir.Table:
    if choice is Choice.WITH:
        return relation
    return relation.filter(condition if choice is Choice.ONLY else ~condition)


def _keep_months(relation: ir.Table, population: Population) -> ir.Table:
    """The rows of the months; rows of trips by day too, which lets an engine skip what lies outside."""
    has_days = "travelled_on" in relation.columns
    kept = relation
    if population.first is not None:
        kept = kept.filter(_.month >= population.first)
        kept = kept.filter(_.travelled_on >= first_day(population.first)) if has_days else kept
    if population.last is not None:
        kept = kept.filter(_.month <= population.last)
        kept = kept.filter(_.travelled_on < first_day(population.last + 1)) if has_days else kept
    return kept


def _require(relation: ir.Table, cuts: Sequence[str]) -> None:
    for cut in cuts:
        if cut not in CUTS or cut not in relation.columns:
            raise UnknownColumn(f"Det går inte att dela upp på kolumnen {cut}.", field=cut)
