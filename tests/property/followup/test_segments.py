"""Laws of merging: no trip is lost, the rows' order is nothing, and only what is whole is called new."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.followup.decomposition import decompose_months
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.figures import form_segments
from skjuts.core.followup.ledger.segments import merge_thin_segments

MONTHS = (24_300, 24_312)
MEASURES = ("trips", "person_m", "vehicle_m", "cost_ore")


@st.composite
def ledgers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of two months (and one that is not asked for) with few values of each cut, so that cells meet."""
    key = st.tuples(
        st.sampled_from((*MONTHS, 24_301)),
        st.sampled_from(("shared_taxi", "taxi_alone")),
        st.integers(0, 5),
        st.sampled_from(("dialysis", "hospital", "ward")),
        st.sampled_from(("Norr", "Söder")),
    )
    rows = []
    for month, mode, band, category, contract in draw(st.lists(key, unique=True, max_size=40)):
        trips = draw(st.integers(1, 30))
        told = {"month": month, "travel_mode": mode, "band": band, "category": category, "contract": contract}
        metres, cost = trips * draw(st.integers(1, 300_000)), trips * draw(st.integers(0, 500_000))
        rows.append(told | {"trips": trips, "person_m": metres, "vehicle_m": metres, "cost_ore": cost})
    return rows


@given(ledgers())
def test_merging_when_done_then_keeps_every_trip_metre_and_ore(rows: list[dict[str, Any]]) -> None:
    """Of each mode and contract, month by month: what is put together moves nothing to anybody else."""
    asked: dict[tuple[str, str, int, str], int] = defaultdict(int)
    found: dict[tuple[str, str, int, str], int] = defaultdict(int)
    for row in rows:
        for name in MEASURES:
            if row["month"] in MONTHS:
                asked[row["travel_mode"], row["contract"], row["month"], name] += row[name]
    for one in merge_thin_segments(rows, MONTHS):
        for name in MEASURES:
            for month, value in zip(MONTHS, getattr(one, name), strict=True):
                found[one.travel_mode, one.contract, month, name] += value
    assert {key: value for key, value in found.items() if value} == {k: v for k, v in asked.items() if v}


@given(ledgers())
def test_merging_when_done_then_every_cell_lies_in_one_segment_that_counts_it(
    rows: list[dict[str, Any]],
) -> None:
    """The trips that a segment's own choices list are the trips that it counts."""
    segments = merge_thin_segments(rows, MONTHS)
    cells = [cell for one in segments for cell in one.cells]
    assert len(cells) == len(set(cells))
    for one in segments:
        chosen = dict(one.list_choices())
        for place, month in enumerate(MONTHS):
            listed = sum(
                row["trips"]
                for row in rows
                if row["month"] == month and all(str(row[column]) in chosen[column] for column in chosen)
            )
            assert listed == one.trips[place]


@given(ledgers(), st.randoms(use_true_random=False))
def test_merging_when_rows_come_in_another_order_then_is_the_same(
    rows: list[dict[str, Any]], chance: Random
) -> None:
    """The same month told twice is told alike."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert merge_thin_segments(shuffled, MONTHS) == merge_thin_segments(rows, MONTHS)


@given(ledgers())
def test_merging_when_a_thin_segment_is_left_then_it_is_all_of_its_mode_and_contract(
    rows: list[dict[str, Any]],
) -> None:
    """So new and ended are said of whole contracts' modes alone, and the change still adds up."""
    segments = merge_thin_segments(rows, MONTHS)
    families = [(one.travel_mode, one.contract) for one in segments]
    assert all(families.count((one.travel_mode, one.contract)) == 1 for one in segments if one.is_thin)
    if not segments:
        return
    found = decompose_months(form_segments(segments, MONTHS, DistanceBands()))[0]
    assert sum(step.change_ore for step in found.list_steps()) == found.change_ore
    assert found.apart_ore.sum() == found.new_ore + found.ended_ore
