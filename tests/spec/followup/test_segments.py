"""Which trips a change is divided by when a region is small: worked cases of what is put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from skjuts.core.followup.decomposition import Decomposition, decompose_months
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.figures import form_segments
from skjuts.core.followup.ledger.segments import LEAST_TRIPS, Segment, merge_thin_segments

BEFORE, AFTER = MONTHS = (24_300, 24_312)
BANDS = DistanceBands()
ENOUGH = LEAST_TRIPS


def row(
    month: int, trips: int, band: int = 0, category: str = "hospital", contract: str = "Norr"
) -> dict[str, Any]:
    """A row of the ledger: every trip twenty kilometres for 600 kronor, alone."""
    key = {"month": month, "travel_mode": "shared_taxi", "band": band}
    measures = {"trips": trips, "person_m": trips * 20_000, "vehicle_m": trips * 20_000}
    return key | {"category": category, "contract": contract} | measures | {"cost_ore": trips * 60_000}


def both(
    before: int, after: int, band: int = 0, category: str = "hospital", contract: str = "Norr"
) -> list[dict[str, Any]]:
    """The rows of a cell in the two months; a month without trips has no row, as in the ledger."""
    told = ((BEFORE, before), (AFTER, after))
    return [row(month, trips, band, category, contract) for month, trips in told if trips]


def told_of(rows: list[dict[str, Any]]) -> list[tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]]:
    """The segments' categories, bands and trips."""
    return [(one.categories, one.bands, one.trips) for one in merge_thin_segments(rows, MONTHS)]


def divide(rows: list[dict[str, Any]]) -> Decomposition:
    """The change that the rows tell of."""
    return decompose_months(form_segments(merge_thin_segments(rows, MONTHS), MONTHS, BANDS))[0]


def test_segments_when_every_cell_has_trips_enough_then_are_the_cells() -> None:
    """A large region loses nothing of its detail."""
    rows = both(ENOUGH, 40, band=0) + both(30, ENOUGH, band=1)
    assert told_of(rows) == [(("hospital",), (0,), (ENOUGH, 40)), (("hospital",), (1,), (30, ENOUGH))]


def test_band_when_empty_in_a_month_then_goes_with_the_next_farther() -> None:
    """Nobody rode so near last year: that is no new kind of trip."""
    rows = both(0, 12, band=0) + both(30, 20, band=2) + both(15, 15, band=3)
    assert told_of(rows) == [(("hospital",), (0, 1, 2), (30, 32)), (("hospital",), (3,), (15, 15))]


def test_band_when_the_farthest_is_thin_then_goes_with_the_one_before() -> None:
    """Beyond the farthest band there is none to go with."""
    rows = both(30, 20, band=2) + both(3, 1, band=5)
    assert told_of(rows) == [(("hospital",), (2, 3, 4, 5), (33, 21))]


def test_band_when_one_trip_short_then_is_merged_and_else_not() -> None:
    """The limit is the one that the page tells."""
    short = both(ENOUGH - 1, 40, band=0) + both(30, 30, band=1)
    assert [bands for _, bands, _ in told_of(short)] == [(0, 1)]
    whole = both(ENOUGH, 40, band=0) + both(30, 30, band=1)
    assert [bands for _, bands, _ in told_of(whole)] == [(0,), (1,)]


def test_categories_when_thin_then_go_together_and_others_keep_their_bands() -> None:
    """Two small kinds of errands make one that can be compared; the large one is left alone."""
    rows = [
        *both(20, 30, band=0),
        *both(20, 30, band=1),
        *both(6, 5, band=0, category="ward"),
        *both(5, 7, band=4, category="primary_care"),
    ]
    assert told_of(rows) == [
        (("hospital",), (0,), (20, 30)),
        (("hospital",), (1,), (20, 30)),
        (("primary_care", "ward"), (0, 1, 2, 3, 4), (11, 12)),
    ]


def test_category_when_thin_alone_then_goes_with_the_smallest_that_is_not() -> None:
    """A new category under an old contract disturbs the smallest of its neighbours, never the largest."""
    rows = [
        *both(90, 90, band=0),
        *both(15, 15, band=1, category="dialysis"),
        *both(0, 40, band=3, category="ward"),
    ]
    assert told_of(rows) == [
        (("dialysis", "ward"), (1, 2, 3), (15, 55)),
        (("hospital",), (0,), (90, 90)),
    ]
    assert divide(rows).new_ore == 0


def test_contract_when_it_begins_or_ends_then_is_told_as_such() -> None:
    """An agreement that was replaced is the one thing that is truly new and truly ended."""
    rows = both(40, 0, contract="Gamla") + both(0, 30, contract="Nya", band=2) + both(50, 50)
    found = divide(rows)
    assert (found.new_ore, found.ended_ore) == (30 * 60_000, -40 * 60_000)
    assert [one.contract for one in merge_thin_segments(rows, MONTHS)] == ["Gamla", "Norr", "Nya"]


def test_contract_when_small_in_both_months_then_is_one_segment_that_is_compared() -> None:
    """Four trips then and three now are few, and neither new nor ended."""
    found = divide(both(1, 0, band=0) + both(3, 1, band=2) + both(0, 2, band=5, category="ward"))
    assert (found.new_ore, found.ended_ore, found.change_ore) == (0, 0, -60_000)
    assert sum(found.by_factor.values()) == -60_000


def test_cell_when_it_has_trips_but_no_cost_then_is_thin() -> None:
    """A price cannot be formed of nothing: what is without cost in a month is put where there is some."""
    free = [one | {"cost_ore": 0} for one in both(20, 20, band=0)]
    assert [bands for _, bands, _ in told_of(free + both(20, 20, band=1))] == [(0, 1)]


def test_segment_when_opened_then_chooses_its_own_trips_and_no_others() -> None:
    """The list of trips under a number is of that number."""
    rows = both(0, 12, band=0) + both(30, 20, band=2) + both(15, 15, band=3) + both(40, 40, category="ward")
    for one in merge_thin_segments(rows, MONTHS):
        assert one.trips == tuple(
            sum(each["trips"] for each in rows if each["month"] == month and _lies_in(each, one))
            for month in MONTHS
        )


@pytest.mark.parametrize("rows", [[], both(20, 0)])
def test_segments_when_a_month_has_no_trips_then_are_still_formed(rows: list[dict[str, Any]]) -> None:
    """A region's first month has nothing to be compared with, and is no error."""
    segments = merge_thin_segments(rows, MONTHS)
    assert form_segments(segments, MONTHS, BANDS).trips.sum() == sum(each["trips"] for each in rows)


def test_segment_when_named_then_tells_the_span_and_the_categories() -> None:
    """The decomposition's own names follow what was put together."""
    rows = both(0, 12, band=0) + both(30, 20, band=2) + both(4, 4, category="ward", band=1)
    assert form_segments(merge_thin_segments(rows, MONTHS), MONTHS, BANDS).names == (
        "shared_taxi, 0–10 km till 30–60 km, hospital eller ward, Norr",
    )


def _lies_in(each: Mapping[str, Any], segment: Segment) -> bool:
    return all(str(each[column]) in values for column, values in segment.list_choices())
