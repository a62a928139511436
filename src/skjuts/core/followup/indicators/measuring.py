"""An indicator asked of the ledger: one expression a month and cut, and its rows as values.

The expression runs on trips or on what they were summed to, as far as its measures go there: patients need
the trips themselves, distances the trips or the sums by distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from skjuts.core.followup.errors import UnknownColumn
from skjuts.core.followup.indicators.indicator import PATIENTS, PERCENTILES, UNITS, Indicator, Part
from skjuts.core.followup.ledger.questions import keep, list_percentiles
from skjuts.core.followup.ledger.relations import CUTS, NUMBERED
from skjuts.core.followup.months import Month
from skjuts.core.followup.population import Population


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A month's value in the indicator's unit; None when there is nothing to divide by, or it is hidden.

    `people` and `base_people` are the different patients behind numerator and denominator; None where the
    ledger was asked for sums without people, or there is no denominator.
    """

    month: Month
    cell: tuple[str, ...]
    value: float | None
    numerator: int
    denominator: int | None
    people: int | None
    base_people: int | None = None
    is_hidden: bool = False


def express(
    indicator: Indicator, relation: ir.Table, population: Population, cuts: Sequence[str] = ()
) -> ir.Table:
    """The numerator and denominator by month and cuts, in their order.

    Raises `UnknownColumn` when the relation lacks a cut, or a column that a measure counts.
    """
    chosen = indicator.choose(population)
    if indicator.numerator.measure in PERCENTILES:
        return _express_percentile(indicator.numerator, relation, chosen, cuts)
    for cut in cuts:
        if cut not in CUTS or cut not in relation.columns:
            raise UnknownColumn(f"Det går inte att dela upp på kolumnen {cut}.", field=cut)
    kept, keys = keep(relation, chosen), ["month", *cuts]
    sums = {"numerator": _count(kept, indicator.numerator)}
    if indicator.denominator is not None:
        sums["denominator"] = _count(kept, indicator.denominator)
    if "patient" in kept.columns:
        sums["people"] = _count(kept, replace(indicator.numerator, measure=PATIENTS))
        base = indicator.denominator or indicator.numerator
        sums["base_people"] = _count(kept, replace(base, measure=PATIENTS))
    return kept.aggregate(by=keys, **sums).order_by(keys)


def read_values(
    indicator: Indicator, rows: Iterable[Mapping[str, Any]], cuts: Sequence[str] = ()
) -> list[IndicatorValue]:
    """The rows of `express` as values in the indicator's unit."""
    return [_read_value(indicator, row, cuts) for row in rows]


def hide_small(indicator: Indicator, values: Iterable[IndicatorValue]) -> list[IndicatorValue]:
    """The values with those taken out that have fewer people behind them than may be published.

    Nought of many is shown. A value whose people were never counted is hidden: it may be about one. Tables
    with totals go through `ledger.suppression` instead, which hides what would give a cell back.
    """
    return [one if _is_shown(one, indicator.least_people) else _hide(one) for one in values]


def _is_shown(one: IndicatorValue, least: int) -> bool:
    if one.people is None or one.base_people is None:
        return False
    is_nought = one.people == 0 and one.numerator == 0
    return (is_nought or one.people >= least) and one.base_people >= least


def _hide(one: IndicatorValue) -> IndicatorValue:
    return replace(
        one, value=None, numerator=0, denominator=None, people=None, base_people=None, is_hidden=True
    )


def _express_percentile(
    part: Part, relation: ir.Table, population: Population, cuts: Sequence[str]
) -> ir.Table:
    narrowed = replace(population, only=(*population.only, *part.only))
    answer = list_percentiles(relation, narrowed, [PERCENTILES[part.measure]], ("month", *cuts))
    return answer.select("month", *cuts, numerator=answer[part.measure])


def _count(kept: ir.Table, part: Part) -> ir.IntegerScalar:
    """A measure over the rows that a part is about; nought where there are none."""
    column = "patient" if part.measure == PATIENTS else part.measure
    if column not in kept.columns:
        raise UnknownColumn("Patienter kan bara räknas i resorna själva.", field=column)
    conditions = [kept[name].isin(_as_written(name, values)) for name, values in part.only]
    where = reduce(lambda one, other: one & other, conditions) if conditions else None
    counted = kept[column].nunique(where=where) if part.measure == PATIENTS else kept[column].sum(where=where)
    whole: ir.IntegerScalar = ibis.coalesce(counted, 0).cast("int64")
    return whole


def _as_written(name: str, values: tuple[str, ...]) -> list[str] | list[int]:
    return [int(value) for value in values] if name in NUMBERED else list(values)


def _read_value(indicator: Indicator, row: Mapping[str, Any], cuts: Sequence[str]) -> IndicatorValue:
    over = None if indicator.denominator is None else int(row["denominator"])
    ratio = None if over == 0 else row["numerator"] / (over or 1)
    return IndicatorValue(
        month=row["month"],
        cell=tuple(str(row[cut]) for cut in cuts),
        value=None if ratio is None else ratio * UNITS[indicator.unit].factor,
        numerator=int(row["numerator"]),
        denominator=over,
        people=row.get("people"),
        base_people=row.get("base_people"),
    )
