"""Rows of the ledger as a series to evaluate: a measure by month, in current or in base prices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from skjuts.core.followup.evaluation.design import MonthlySeries
from skjuts.core.followup.months import Month
from skjuts.core.followup.population import Population

UNITS: Final = {
    "trips": "resor",
    "invoiced_trips": "fakturerade resor",
    "person_m": "meter",
    "vehicle_m": "meter",
}


def form_series(
    rows: Iterable[Mapping[str, Any]],
    months: tuple[Month, ...],
    measure: str,
    population: Population,
    levels: Mapping[str, Mapping[Month, float]] | None = None,
) -> MonthlySeries:
    """Sum a measure (such as `trips` or `cost_ore`) by month.

    With `levels`, the contracts' index levels by month, each row's measure is divided by its own contract's:
    rows must then be cut by contract. A contract without levels is taken as it is. Raises `ImpossibleFigure`
    when a month has nothing, for then it has no logarithm.
    """
    sums = dict.fromkeys(months, 0.0)
    known = levels or {}
    for row in rows:
        if row["month"] in sums:
            level = known[row["contract"]].get(row["month"], 1.0) if row.get("contract") in known else 1.0
            sums[row["month"]] += row[measure] / level
    prices = "i fasta priser" if known else "i löpande priser"
    unit = f"öre {prices}" if measure == "cost_ore" else UNITS[measure]
    return MonthlySeries(months, tuple(sums.values()), population.label(), unit)
