"""What a contract's price follows: base, lag, steps, revisions and links, on figures to check by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from skjuts.core.followup.errors import BadBasket, ImpossibleFigure, IndexValueMissing
from skjuts.core.followup.indices import (
    TAXI_INDEX_2016,
    Component,
    IndexClause,
    IndexSeries,
    Publication,
    find_level,
    form_levels,
    list_objections,
)
from skjuts.core.followup.months import month

WAGES = IndexSeries(
    "wages",
    (
        Publication(month(2016, 1), 100.0, date(2016, 2, 15)),
        Publication(month(2016, 4), 102.0, date(2016, 5, 15)),
        Publication(month(2016, 7), 110.0, date(2016, 8, 15)),
        Publication(month(2016, 7), 104.0, date(2016, 11, 20)),
    ),
    "invented",
)
FUEL = IndexSeries(
    "fuel",
    (
        Publication(month(2016, 1), 200.0, date(2016, 2, 15)),
        Publication(month(2016, 4), 180.0, date(2016, 5, 15)),
        Publication(month(2016, 7), 220.0, date(2016, 8, 15)),
    ),
    "invented",
)
SERIES = {one.name: one for one in (WAGES, FUEL)}
CLAUSE = IndexClause(
    "påhittat avtal",
    (Component("wages", 60.0), Component("fuel", 40.0)),
    base=month(2016, 1),
    starts=month(2016, 7),
    lag_months=3,
    adjusts_in=(1, 4, 7, 10),
)
LATER = date(2017, 1, 1)

CASES = [
    ("before the traffic", month(2016, 6), 1.0),
    ("first adjustment: April's values", month(2016, 7), 0.6 * 1.02 + 0.4 * 0.9),
    ("held until the next", month(2016, 9), 0.6 * 1.02 + 0.4 * 0.9),
    ("as first published, not as revised later", month(2016, 10), 0.6 * 1.10 + 0.4 * 1.1),
]


@pytest.mark.parametrize(("why", "at", "level"), CASES)
def test_level_when_asked_for_a_month_then_follows_base_lag_and_steps(
    why: str, at: int, level: float
) -> None:
    """An invoice is right or wrong by exactly these."""
    assert find_level(CLAUSE, SERIES, at, LATER).level == pytest.approx(level, abs=1e-12), why


def test_level_when_the_clause_follows_revisions_then_a_correction_moves_it() -> None:
    """The same month has two levels: what was billed, and what should be after the correction."""
    clause = replace(CLAUSE, follows_revisions=True)
    at = month(2016, 10)
    assert find_level(clause, SERIES, at, date(2016, 10, 1)).level == pytest.approx(0.66 + 0.44)
    assert find_level(clause, SERIES, at, LATER).level == pytest.approx(0.6 * 1.04 + 0.44)


def test_level_when_shown_then_names_the_values_it_rests_on() -> None:
    """A number on a page opens what is under it."""
    used = find_level(CLAUSE, SERIES, month(2016, 8), LATER).used
    assert [(one.series, value.value, base.value) for one, value, base in used] == [
        ("wages", 102.0, 100.0),
        ("fuel", 180.0, 200.0),
    ]


def test_level_when_a_basket_takes_over_then_goes_on_from_the_link() -> None:
    """A new basket must not throw away what the price had already risen."""
    clause = replace(CLAUSE, link=1.2, fixed_share=50.0)
    assert find_level(clause, SERIES, month(2016, 7), LATER).level == pytest.approx(1.2 * (0.5 + 0.5 * 0.972))


def test_level_when_nothing_was_published_in_time_then_says_which_series() -> None:
    """A missing figure is asked for, never taken for no change."""
    with pytest.raises(IndexValueMissing, match="wages"):
        find_level(replace(CLAUSE, starts=month(2016, 1)), SERIES, month(2016, 1), LATER)
    with pytest.raises(IndexValueMissing, match="fuel"):
        find_level(CLAUSE, {"wages": WAGES}, month(2016, 7), LATER)


def test_levels_when_values_stay_at_base_then_all_are_one() -> None:
    """I at base is 1: otherwise every later price is wrong by the same share."""
    still = {
        one.series: IndexSeries(
            one.series, (Publication(month(2016, 1), 87.3, date(2016, 2, 1)),), "invented"
        )
        for one in TAXI_INDEX_2016
    }
    clause = replace(CLAUSE, components=TAXI_INDEX_2016)
    assert form_levels(clause, still, range(month(2016, 7), month(2018, 7)), LATER) == pytest.approx(1.0)


def test_taxi_index_when_added_up_then_weighs_a_hundred() -> None:
    """The published weights of January 2016."""
    assert sum(one.weight for one in TAXI_INDEX_2016) == pytest.approx(100.0, abs=1e-9)


BAD = [
    {"components": (Component("wages", 60.0), Component("fuel", 39.0))},
    {"components": (Component("wages", 120.0), Component("fuel", -20.0))},
    {"adjusts_in": ()},
    {"adjusts_in": (13,)},
    {"lag_months": -1},
    {"link": 0.0},
    {"fixed_share": 100.0},
]


@pytest.mark.parametrize("change", BAD, ids=str)
def test_clause_when_nobody_could_follow_it_then_is_refused(change: dict[str, object]) -> None:
    """A contract typed in wrong would misprice a year of trips."""
    with pytest.raises(BadBasket):
        replace(CLAUSE, **change)


def test_clause_when_the_trade_advises_against_it_then_objects() -> None:
    """Known traps are said aloud, and the contract is followed all the same."""
    assert list_objections(CLAUSE) == []
    assert len(list_objections(replace(CLAUSE, base=month(2015, 8), fixed_share=20.0))) == 2


def test_series_when_two_values_claim_one_day_then_is_refused() -> None:
    """Which of them was paid by could not be said."""
    with pytest.raises(ImpossibleFigure):
        IndexSeries("wages", (WAGES.publications[0], WAGES.publications[0]), "invented")
