"""The level that a contract's price has reached: I = link · (fixed + (1 - fixed) · sum of w · X / X base)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import IndexValueMissing
from skjuts.core.followup.indices.basket import WHOLE, Component, IndexClause
from skjuts.core.followup.indices.series import IndexSeries, Publication
from skjuts.core.followup.months import Month, first_day, name_month


@dataclass(frozen=True, slots=True)
class IndexLevel:
    """A level and what it rests on: each component's value and base value, as they were known.

    Before the first adjustment nothing has been used, and `used` is empty.
    """

    level: float
    set_in: Month | None
    used: tuple[tuple[Component, Publication, Publication], ...]


def find_level(
    clause: IndexClause, series: Mapping[str, IndexSeries], month: Month, known_on: date
) -> IndexLevel:
    """The level in force in a month, by what is known on a day.

    Raises `IndexValueMissing` when a series is missing or had published nothing in time.
    """
    set_in = clause.find_adjustment(month)
    if set_in is None:
        return IndexLevel(clause.link, None, ())
    informed_on = known_on if clause.follows_revisions else min(known_on, first_day(set_in))
    used = tuple(
        (
            one,
            _get_value(series, one.series, set_in - clause.lag_months, informed_on),
            _get_value(series, one.series, clause.base, informed_on),
        )
        for one in clause.components
    )
    ratio = sum(one.weight * value.value / base.value for one, value, base in used) / WHOLE
    fixed = clause.fixed_share / WHOLE
    return IndexLevel(clause.link * (fixed + (1 - fixed) * ratio), set_in, used)


def form_levels(
    clause: IndexClause, series: Mapping[str, IndexSeries], months: Sequence[Month], known_on: date
) -> NDArray[np.float64]:
    """The levels of a run of months, by what is known on a day."""
    return np.array([find_level(clause, series, month, known_on).level for month in months])


def _get_value(series: Mapping[str, IndexSeries], name: str, month: Month, known_on: date) -> Publication:
    found = series[name].find_value(month, known_on) if name in series else None
    if found is None:
        raise IndexValueMissing(
            f"Serien {name} har inget värde för {name_month(month)} som var publicerat {known_on}.",
            field=name,
        )
    return found
