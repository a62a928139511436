"""An indicator's months out of the ledger's rows, its control chart, and what may be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ibis.expr.types as ir

from skjuts.core.followup.charts import ControlChart, chart_values, take_out_season
from skjuts.core.followup.indicators import (
    Better,
    Indicator,
    IndicatorValue,
    Part,
    Unit,
    express,
    hide_small,
    judge_latest,
    judge_target,
    read_values,
)
from skjuts.core.followup.indicators.indicator import PERCENTILES
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.followup.population import Population

SUMS = (Unit.KRONOR, Unit.TRIPS, Unit.PATIENTS)
"""Units whose months follow the year's shape; a share or a price does not, or not as clearly."""
LEAST_POINTS = 6
"""Of a chart whose limits mean anything."""


@dataclass(frozen=True, slots=True)
class IndicatorCourse:
    """An indicator month by month: values (small ones hidden), the chart, and the sentences about it.

    `is_levelled`: the year's shape has been taken out of the chart. `chart` is None when there are too few
    months.
    """

    indicator: Indicator
    values: tuple[IndicatorValue, ...]
    chart: ControlChart | None
    is_levelled: bool
    sentences: tuple[str, ...]


def ask_indicator(relation: ir.Table, indicator: Indicator, population: Population) -> ir.Table:
    """`express` in the order in which a warehouse asks."""
    return express(indicator, relation, population)


def count_travellers(indicator: Indicator) -> Indicator:
    """The people behind an indicator whose own measure does not count them."""
    return replace(
        indicator, numerator=Part("patients", "olika patienter"), denominator=None, unit=Unit.PATIENTS
    )


def needs_travellers(indicator: Indicator) -> bool:
    """Whether the people have to be asked for beside the values."""
    return indicator.numerator.measure in PERCENTILES


def follow(
    indicator: Indicator,
    rows: Iterable[Mapping[str, Any]],
    people: Iterable[Mapping[str, Any]],
    months: Sequence[Month],
) -> IndicatorCourse:
    """The course over some months."""
    counted = {row["month"]: row["people"] for row in people}
    found = [one for one in read_values(indicator, rows) if one.month in months]
    if needs_travellers(indicator):
        found = [
            replace(one, people=counted.get(one.month), base_people=counted.get(one.month)) for one in found
        ]
    values = hide_small(indicator, found)
    chart, is_levelled = _chart(indicator, values)
    return IndicatorCourse(indicator, tuple(values), chart, is_levelled, tuple(_judge(indicator, chart)))


def _chart(indicator: Indicator, values: Sequence[IndicatorValue]) -> tuple[ControlChart | None, bool]:
    known = [(one.month, one.value) for one in values if one.value is not None]
    if len(known) < LEAST_POINTS:
        return None, False
    months, figures = [month for month, _value in known], [value for _month, value in known]
    is_levelled = indicator.unit in SUMS and len(known) >= 2 * MONTHS_A_YEAR and min(figures) > 0
    if is_levelled:
        figures = [float(one) for one in take_out_season(months, figures)]
    return chart_values(months, figures), is_levelled


def _judge(indicator: Indicator, chart: ControlChart | None) -> list[str]:
    if chart is None:
        return []
    told = [judge_latest(chart)]
    if indicator.target is not None and indicator.better is not Better.NONE:
        told.append(judge_target(chart, indicator.target, indicator.better).sentence)
    return told
