"""Invented index series and the clauses of the invented contracts."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.indices import Component, IndexClause, IndexSeries, Publication, form_levels
from skjuts.core.followup.months import MONTHS_A_YEAR, Month, first_day
from skjuts.rehearsal.year.parameters import ContractTerms, Money, YearParameters

QUARTERS: Final = (1, 4, 7, 10)
HISTORY: Final = 24
LAG: Final = 3
PUBLISHED_AFTER: Final = timedelta(days=45)
SOURCE: Final = "påhittad serie"


def make_index_series(money: Money, first: Month, months: int) -> dict[str, IndexSeries]:
    """Monthly series from two years before the first month to the last, published half a month after."""
    at = np.arange(first - HISTORY, first + months)
    years = (at - at[0]) / MONTHS_A_YEAR
    wave = 1 + money.fuel_wave * np.sin(np.pi * years)
    values = {
        "labour": 100 * (1 + money.labour_growth) ** years,
        "fuel": 100 * (1 + money.fuel_growth) ** years * wave,
        "vehicles": 100 * (1 + money.vehicle_growth) ** years,
    }
    return {name: _publish(name, at.tolist(), one) for name, one in values.items()}


def make_clause(contract: str, terms: ContractTerms, first: Month) -> IndexClause:
    """A contract's clause: quarterly steps, a quarter's lag, base half a year before the years begin."""
    weights = {"labour": terms.labour, "fuel": terms.fuel, "vehicles": terms.vehicles}
    components = tuple(Component(name, weight) for name, weight in weights.items() if weight > 0)
    return IndexClause(contract, components, first - MONTHS_A_YEAR // 2, first, LAG, QUARTERS)


def make_levels(parameters: YearParameters, first: Month) -> dict[str, NDArray[np.float64]]:
    """The index level of every contract (by its name in `year.toml`) in every month."""
    months = range(first, first + parameters.time.months)
    series = make_index_series(parameters.money, first, parameters.time.months)
    known_on = first_day(months[-1] + 2)
    return {
        name: form_levels(make_clause(terms.name, terms, first), series, months, known_on)
        if terms.is_indexed
        else np.ones(len(months))
        for name, terms in parameters.contracts.items()
    }


def _publish(name: str, months: list[Month], values: NDArray[np.float64]) -> IndexSeries:
    publications = tuple(
        Publication(month, round(float(value), 2), first_day(month + 1) + PUBLISHED_AFTER)
        for month, value in zip(months, values, strict=True)
    )
    return IndexSeries(name, publications, SOURCE)
