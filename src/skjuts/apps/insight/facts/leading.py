"""The leader's figures out of the ledger's rows: pure, month by month, nothing rounded or guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skjuts.apps.insight.facts.index_terms import ContractIndex
from skjuts.core.followup.charts import ControlChart, chart_values, take_out_season
from skjuts.core.followup.decomposition import Decomposition, decompose_months
from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths
from skjuts.core.followup.foresight import YearOutlook, look_ahead
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.columns import ASYLUM, DIALYSIS
from skjuts.core.followup.ledger.figures import NOTHING, Figures, form_segments, read_figures
from skjuts.core.followup.ledger.nowcast import MonthNowcast, form_triangle, nowcast_months
from skjuts.core.followup.ledger.segments import Segment
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.followup.telling import MonthStory, PartChange

type Row = Mapping[str, Any]

LONG_KM = 100
"""Where long trips begin: the first band whose lower limit is this."""
TWO_YEARS = 2 * MONTHS_A_YEAR


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Figures by month of each population that the leader's page keeps apart.

    `ordinary` has dialysis in it and asylum centres not; `long_trips` are the part of it beyond `LONG_KM`.
    """

    ordinary: dict[Month, Figures]
    dialysis: dict[Month, Figures]
    asylum: dict[Month, Figures]
    long_trips: dict[Month, Figures]


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """What a ledger has cost from January to a month, and what those months may cost.

    `budget_ore` is None as long as one of the months has no budget, and `year_ore` as long as one of the
    year's has none. `budgeted` is how many of the months so far that have one.
    """

    first: Month
    last: Month
    cost_ore: int
    budget_ore: int | None
    year_ore: int | None
    budgeted: int


@dataclass(frozen=True, slots=True)
class LeaderFigures:
    """What the leader's page shows of a month, beside the same month a year earlier.

    `segments` are what the change was divided by, in its order. `change` is None when there is no such month,
    `chart` when there are not two years up to the month, and `story` when either is missing; `outlook` is of
    the month's year, None when it cannot be carried on. `asylum` is the year so far beside its own
    budget. `nowcasts` are of every month of the ordinary ledger, the complete ones with low and high equal.
    """

    month: Month
    compared: Month
    settled: tuple[Month, ...]
    ledgers: Ledgers
    nowcasts: dict[Month, MonthNowcast]
    segments: tuple[Segment, ...]
    change: Decomposition | None
    chart: ControlChart | None
    story: MonthStory | None
    indices: tuple[ContractIndex, ...]
    outlook: YearOutlook | None
    asylum: YearSoFar


def sum_ledgers(rows: Iterable[Row], bands: DistanceBands) -> Ledgers:
    """The rows of months by ledger, category and band as the populations of the page."""
    begins = find_first_long_band(bands)
    kept = list(rows)
    return Ledgers(
        _sum(kept, lambda row: row["ledger"] != ASYLUM),
        _sum(kept, lambda row: row["ledger"] != ASYLUM and row["category"] == DIALYSIS),
        _sum(kept, lambda row: row["ledger"] == ASYLUM),
        _sum(kept, lambda row: row["ledger"] != ASYLUM and row["band"] >= begins),
    )


def find_first_long_band(bands: DistanceBands) -> int:
    """The first band of long trips."""
    return next(place + 1 for place, limit in enumerate(bands.limits_km) if limit >= LONG_KM)


def foresee(lags: Iterable[Row], months: tuple[Month, ...]) -> dict[Month, MonthNowcast]:
    """What each month is expected to have cost when all invoices have come."""
    rows = list(lags)
    longest = max((row["lag"] for row in rows), default=0) + 1
    triangle = form_triangle(rows, months, max(2, min(longest, MONTHS_A_YEAR)))
    return {one.month: one for one in nowcast_months(triangle, months)}


def list_settled(nowcasts: Mapping[Month, MonthNowcast]) -> tuple[Month, ...]:
    """Months of which every invoice has come, as far as earlier months tell."""
    return tuple(month for month, one in nowcasts.items() if one.low_ore == one.high_ore)


def explain_change(
    segments: Sequence[Segment],
    compared: Month,
    month: Month,
    bands: DistanceBands,
    levels: Mapping[str, Mapping[Month, float]] | None = None,
) -> Decomposition | None:
    """Why the month cost something else than the one that it is compared with; None when either is empty."""
    figures = form_segments(segments, (compared, month), bands, levels)
    if not figures.trips.any(axis=1).all():
        return None
    return decompose_months(figures)[0]


def watch(ordinary: Mapping[Month, Figures], settled: tuple[Month, ...], month: Month) -> ControlChart | None:
    """The settled months' cost up to a month, the year's shape taken out, against its own limits.

    Later months are left out: what is said of a month is what could be known then.
    """
    known = [one for one in settled if one <= month]
    if len(known) < TWO_YEARS:
        return None
    costs = [float(ordinary[one].cost_ore) for one in known]
    return chart_values(known, [float(one) for one in take_out_season(known, costs)])


def list_changed_parts(
    costs: Iterable[Row], people: Iterable[Row], months: tuple[Month, Month], name: Callable[[str], str]
) -> tuple[PartChange, ...]:
    """How much each municipality's trips moved the cost, with the fewest patients of the two months."""
    before, after = months
    cost: dict[str, int] = defaultdict(int)
    for row in costs:
        cost[row["area"]] += row["cost_ore"] if row["month"] == after else -row["cost_ore"]
    patients: dict[tuple[Month, str], int] = {(row["month"], row["area"]): row["patients"] for row in people}
    return tuple(
        PartChange(name(area), ore, min(patients.get((one, area), 0) for one in (before, after)))
        for area, ore in sorted(cost.items())
    )


def compare_year(ledger: Mapping[Month, Figures], budgets: Mapping[Month, int], month: Month) -> YearSoFar:
    """A ledger's year up to a month, beside its budget; months without trips cost nothing."""
    january = month - month % MONTHS_A_YEAR
    so_far, year = range(january, month + 1), range(january, january + MONTHS_A_YEAR)
    told = [budgets[one] for one in so_far if one in budgets]
    return YearSoFar(
        first=january,
        last=month,
        cost_ore=sum(ledger[one].cost_ore for one in so_far if one in ledger),
        budget_ore=sum(told) if len(told) == len(so_far) else None,
        year_ore=sum(budgets[one] for one in year) if all(one in budgets for one in year) else None,
        budgeted=len(told),
    )


def outlook_of(
    year: int,
    nowcasts: Mapping[Month, MonthNowcast],
    settled: tuple[Month, ...],
    budgets: Mapping[Month, int],
) -> YearOutlook | None:
    """The year beside its budget; None when the ledger is too short to be carried on, or has empty months."""
    try:
        return look_ahead(year, nowcasts, settled, budgets)
    except (TooFewMonths, ImpossibleFigure):
        return None


def _sum(rows: Iterable[Row], belongs: Callable[[Row], bool]) -> dict[Month, Figures]:
    found: dict[Month, Figures] = defaultdict(lambda: NOTHING)
    for row in rows:
        if belongs(row):
            found[row["month"]] = found[row["month"]] + read_figures(row)
    return dict(found)
