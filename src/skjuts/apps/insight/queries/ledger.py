"""The ledger asked for the actor's own authority. Nothing here leaves the warehouse's own sums but trips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from skjuts.apps.insight.policies import require_read
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.followup.population import Choice, Population
from skjuts.core.ports.trip_warehouses import Relation, Rows, TripWarehouse, trip_warehouses
from skjuts.web.municipalities import name_municipality

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.apps.insight.facts.index_terms import ContractIndex, Terms
    from skjuts.apps.insight.facts.leading import LeaderFigures
    from skjuts.apps.insight.facts.reasons import People
    from skjuts.core.followup.charts import ControlChart
    from skjuts.core.followup.decomposition import Decomposition
    from skjuts.core.followup.foresight import YearOutlook
    from skjuts.core.followup.ledger.nowcast import MonthNowcast
    from skjuts.core.followup.ledger.segments import Segment
    from skjuts.core.followup.telling import MonthStory

type Question = Callable[..., Any]

EVERYTHING = Population(asylum=Choice.WITH)
ORDINARY = Population()
ASYLUM = Population(asylum=Choice.ONLY)
LEDGER_CUTS = ("ledger", "category", "band")
CHARTED = "kostnaden rensad för säsong"


@dataclass(frozen=True, slots=True)
class Entered:
    """What has been entered beside the trips: ledgers' budgets in öre by month, index terms, and today."""

    budgets: Mapping[Month, int] = field(default_factory=dict)
    asylum_budgets: Mapping[Month, int] = field(default_factory=dict)
    terms: Terms | None = None
    known_on: dt.date = dt.date.max


NOTHING_ENTERED = Entered()


def find_trips(actor: Actor) -> TripWarehouse | None:
    """The authority's trips; None where nothing has been read in."""
    require_read(actor)
    return trip_warehouses.get().find(actor.authority_id)


def read_leader_figures(
    trips: TripWarehouse, wished: Month | None = None, entered: Entered = NOTHING_ENTERED
) -> LeaderFigures:
    """The figures of a month: the one that is wished for when it is settled, else the last settled one."""
    from skjuts.apps.insight.facts import leading
    from skjuts.apps.insight.facts.index_terms import form_levels_of
    from skjuts.core.followup.ledger import questions
    from skjuts.core.followup.ledger.segments import merge_thin_segments

    months = tuple(range(trips.span[0], trips.span[1] + 1))
    rows = trips.answer("cells", questions.list_months, EVERYTHING, LEDGER_CUTS)
    ledgers = leading.sum_ledgers(rows, trips.bands)
    nowcasts = leading.foresee(trips.answer("lags", questions.list_lags, ORDINARY), months)
    settled = leading.list_settled(nowcasts)
    month = wished if wished in settled else max(settled, default=months[-1])
    pair = month - MONTHS_A_YEAR, month
    segments = merge_thin_segments(_ask_months(trips, "cells", questions.list_segments, pair), pair)
    levels = form_levels_of(entered.terms, pair, entered.known_on)
    change = leading.explain_change(segments, *pair, trips.bands, levels)
    chart = leading.watch(ledgers.ordinary, settled, month)
    return leading.LeaderFigures(
        month=month,
        compared=pair[0],
        settled=settled,
        ledgers=ledgers,
        nowcasts=nowcasts,
        segments=segments,
        change=change,
        chart=chart,
        story=_write_story(trips, pair, change, nowcasts, chart),
        indices=_share_index(pair, segments, change, entered),
        outlook=leading.outlook_of(month // MONTHS_A_YEAR, nowcasts, settled, entered.budgets),
        asylum=leading.compare_year(ledgers.asylum, entered.asylum_budgets, month),
    )


def read_asylum_outlook(trips: TripWarehouse, year: int, budgets: Mapping[Month, int]) -> YearOutlook | None:
    """A year of asylum centres' trips beside their own budget; None when they cannot be carried on."""
    from skjuts.apps.insight.facts import leading
    from skjuts.core.followup.ledger import questions

    months = tuple(range(trips.span[0], trips.span[1] + 1))
    lags = trips.answer("lags", questions.list_lags, ASYLUM)
    if not lags:
        return None
    nowcasts = leading.foresee(lags, months)
    return leading.outlook_of(year, nowcasts, leading.list_settled(nowcasts), budgets)


def _write_story(
    trips: TripWarehouse,
    pair: tuple[Month, Month],
    change: Decomposition | None,
    nowcasts: dict[Month, MonthNowcast],
    chart: ControlChart | None,
) -> MonthStory | None:
    """What the three sentences are told from; None when the month has nothing to be compared with."""
    from skjuts.apps.insight.facts.leading import list_changed_parts
    from skjuts.core.followup.ledger import questions
    from skjuts.core.followup.telling import MonthStory

    if change is None or chart is None:
        return None
    costs = _ask_months(trips, "cells", questions.list_months, pair, ("area",))
    people = [
        row | {"month": one}
        for one in pair
        for row in trips.answer("trips", questions.count_people, ORDINARY.within(one, one), ("area",))
    ]
    return MonthStory(
        month=pair[1],
        compared_with=pair[0],
        population=ORDINARY.label(),
        decomposition=change,
        expected=nowcasts[pair[1]],
        chart=chart,
        charted=CHARTED,
        parts=list_changed_parts(costs, people, pair, _name_residents),
    )


def _name_residents(code: str) -> str:
    """A municipality's part of the trips, inside a Swedish sentence."""
    return f"resorna för boende i {name_municipality(code)}"


def _share_index(
    pair: tuple[Month, Month],
    segments: tuple[Segment, ...],
    change: Decomposition | None,
    entered: Entered,
) -> tuple[ContractIndex, ...]:
    from skjuts.apps.insight.facts.index_terms import share_index

    if change is None or entered.terms is None:
        return ()
    return tuple(share_index(change, segments, pair, entered.terms, entered.known_on))


def _ask_months(
    trips: TripWarehouse, relation: Relation, question: Question, months: tuple[Month, ...], *terms: Hashable
) -> Rows:
    """A question's rows of some months that need not follow on each other."""
    return [
        row for one in months for row in trips.answer(relation, question, ORDINARY.within(one, one), *terms)
    ]


def count_people_by_segment(
    trips: TripWarehouse, segments: tuple[Segment, ...], months: tuple[Month, ...]
) -> People:
    """Different patients of every segment in each of some months, asked anew where cells were merged.

    Where a cell of a merged segment has enough of them the segment is told to have at least so many.
    """
    from skjuts.apps.insight.facts.reasons import gather_people, list_uncertain
    from skjuts.core.followup.ledger import questions

    rows = [
        row | {"month": one}
        for one in months
        for row in trips.answer(
            "trips", questions.count_people, ORDINARY.within(one, one), questions.SEGMENT_CUTS
        )
    ]
    people = gather_people(segments, rows)
    for segment, month in list(list_uncertain(people)):
        alone = replace(ORDINARY.within(month, month), only=segment.list_choices())
        told = trips.answer("trips", questions.count_people, alone, ("travel_mode",))
        people[segment, month] = sum(row["patients"] for row in told)
    return people


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
