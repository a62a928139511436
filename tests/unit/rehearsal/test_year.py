"""The invented years: what the seeds told, provenance for every figure, and the import's own form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from skjuts.adapters.warehouse import Relation, Warehouse, import_trips, open_warehouse
from skjuts.core.control import BilledTrip, BillingRule, find_faults
from skjuts.core.followup.decomposition import Factor, decompose
from skjuts.core.followup.evaluation import (
    Expectation,
    Finding,
    Model,
    MonthlySeries,
    Variant,
    evaluate_measure,
)
from skjuts.core.followup.ledger import questions
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.columns import COLUMN_NAMES, COLUMNS
from skjuts.core.followup.ledger.figures import form_segments
from skjuts.core.followup.ledger.nowcast import form_triangle, nowcast_months
from skjuts.core.followup.ledger.segments import merge_thin_segments
from skjuts.core.followup.months import first_day, month
from skjuts.core.followup.population import Choice, Population
from skjuts.core.kernel.errors import InvalidField
from skjuts.rehearsal.year import get_year_parameters, list_provenance, parameters, write_years
from skjuts.rehearsal.year.expectation import expect_cost, expect_trips
from skjuts.rehearsal.year.index_history import make_levels

LAST = month(2026, 10)
FIRST = LAST + 1 - 48
BEFORE, AFTER = slice(11, 23), slice(35, 47)
REPORTED = Population(Choice.WITHOUT)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The years of a region a twentieth as large, as a file."""
    path = tmp_path_factory.mktemp("year") / "trips.parquet"
    write_years(path, LAST, scale=0.05)
    return path


@pytest.fixture(scope="module")
def warehouse(written: Path) -> Warehouse:
    """Those years read in as a region reads in its own."""
    import_trips(written.parent / "shelf", written, "år", "s1")
    return open_warehouse(written.parent / "shelf")


def test_years_when_expected_then_tell_what_the_seeds_told() -> None:
    """-11 % trips, -6 % cost, some 33 Mkr: each within what the printed figures can have been."""
    known = get_year_parameters()
    kept = [row.category != "dialysis" and row.ledger == "ordinary" for row in known.strata.rows]
    trips, cost = (expect(known, FIRST)[kept] for expect in (expect_trips, expect_cost))
    assert 100 * (trips[:, AFTER].sum() / trips[:, BEFORE].sum() - 1) == pytest.approx(-11, abs=0.5)
    assert 100 * (cost[:, AFTER].sum() / cost[:, BEFORE].sum() - 1) == pytest.approx(-6, abs=0.5)
    assert 23.1 < cost[:, BEFORE].sum() / 1e8 < 45.5
    assert cost[:, BEFORE].sum() / 1e8 == pytest.approx(33.3, abs=0.5)


def test_years_when_long_trips_are_looked_at_then_they_rise_most() -> None:
    """The report of 2016: costs rise, long trips most."""
    known = get_year_parameters()
    growth = {
        row.growth for row in known.strata.rows if row.most_km > 200 and row.travel_mode == "shared_taxi"
    }
    assert min(growth) == max(row.growth for row in known.strata.rows)


def test_parameters_when_listed_then_each_says_where_it_comes_from() -> None:
    """A figure that nobody answers for is not drawn from."""
    found = list_provenance()
    assert len(found) > 20
    assert all(one.source and one.kind for one in found)
    with pytest.raises(InvalidField):
        list(parameters._walk({"time": {"months": {"value": 48}}}))  # noqa: SLF001


def test_years_when_written_then_have_the_imports_columns_and_are_the_same_again(
    written: Path, tmp_path: Path
) -> None:
    """The same seed gives the same trips, so that a figure on a screenshot can be found again."""
    assert tuple(pq.read_schema(written).names) == COLUMN_NAMES
    again = write_years(tmp_path / "again.parquet", LAST, scale=0.05)
    assert pq.read_table(written).equals(pq.read_table(tmp_path / "again.parquet"))
    write_years(tmp_path / "other.parquet", LAST, seed=2, scale=0.05)
    assert not pq.read_table(written).equals(pq.read_table(tmp_path / "other.parquet"))
    assert (again.first, again.last) == (FIRST, LAST)


def test_years_when_read_in_then_no_row_is_refused(warehouse: Warehouse) -> None:
    """History enters by the same door as a region's own."""
    assert warehouse.shelf.span == (FIRST, LAST)
    rows = warehouse.answer(Relation.CELLS, questions.list_months, Population(asylum=Choice.WITH))
    trips = sum(row["trips"] for row in rows)
    assert trips == warehouse.shelf.intakes[0].trips == pytest.approx(16_340, rel=0.05)


@pytest.mark.parametrize("scale", [0.001, 8.0])
def test_years_when_of_any_size_then_are_read_in_and_nobody_rides_past_midnight_after_another_trip(
    tmp_path: Path, scale: float
) -> None:
    """Ten million trips are made by more people, not by the same few night and day."""
    known = get_year_parameters()
    short = replace(known, time=replace(known.time, months=1))
    write_years(tmp_path / "trips.parquet", LAST, scale=scale, parameters=short)
    read = import_trips(tmp_path / "shelf", tmp_path / "trips.parquet", "år", "s1")
    assert read.trips == pytest.approx(6_800 * scale, rel=0.7 if scale < 1 else 0.05)
    days: dict[tuple[str, Any], list[tuple[int, int]]] = defaultdict(list)
    for one in pq.read_table(tmp_path / "trips.parquet").to_pylist():
        if one["started_minute"] is not None:
            times = (one["started_minute"], one["ended_minute"])
            days[one["patient"], one["travelled_on"]].append(times)
    assert max((end for times in days.values() for _, end in sorted(times)[1:]), default=0) <= 24 * 60
    assert np.mean([len(times) for times in days.values()]) < 1.3


def test_segments_when_formed_from_the_ledger_then_decompose_to_the_last_ore(warehouse: Warehouse) -> None:
    """From trips to the waterfall: the ledger's cost is the decomposition's, and the index is its own bar."""
    rows = warehouse.answer(Relation.CELLS, questions.list_segments, REPORTED)
    months = tuple(range(FIRST, LAST + 1))
    levels = make_levels(get_year_parameters(), FIRST)
    by_contract = {
        terms.name_in(place): dict(zip(months, levels[name].tolist(), strict=True))
        for name, terms in get_year_parameters().contracts.items()
        for place in (0, 47)
    }
    segments = form_segments(merge_thin_segments(rows, months), months, DistanceBands(), by_contract)
    found = decompose(segments.add_up(range(11, 23)), segments.add_up(range(35, 47)))
    assert sum(step.change_ore for step in found.list_steps()) == found.change_ore
    assert found.change_ore < 0
    assert found.by_factor[Factor.VOLUME] < 0 < found.by_factor[Factor.INDEX]
    assert found.new_ore > 0 > found.ended_ore, "the contract of lying transports was replaced"
    told_ore = sum(row["cost_ore"] for row in rows if row["month"] in months[11:23])
    assert (found.before_ore, segments.names[0].count(",")) == (told_ore, 3)


def test_nowcast_when_invoices_are_late_then_ends_near_what_the_trips_cost(warehouse: Warehouse) -> None:
    """The last month looks cheap; completed, it is like its neighbours."""
    months = tuple(range(LAST - 23, LAST + 1))
    rows = warehouse.answer(Relation.LAGS, questions.list_lags, REPORTED.within(months[0], LAST))
    found = nowcast_months(form_triangle(rows, months, 5), months)
    assert found[-1].completeness < 0.4
    assert found[0].completeness == 1.0
    usual = np.mean([one.booked_ore for one in found[-12:-5]])
    assert found[-1].low_ore < usual < found[-1].high_ore


def test_measure_when_evaluated_on_the_invented_trips_then_is_found(warehouse: Warehouse) -> None:
    """The demonstration's own answer: trips fell, and the drawn effect lies within the interval."""
    rows = warehouse.answer(Relation.CELLS, questions.list_months, REPORTED)
    series = MonthlySeries(
        tuple(row["month"] for row in rows),
        tuple(float(row["trips"]) for row in rows),
        REPORTED.label(),
        "resor",
    )
    model = Model(get_year_parameters().time.find_ramp(FIRST), has_trend=False)
    main = Variant(
        Choice.WITHOUT, Choice.WITHOUT, is_index_adjusted=False, window_months=None, has_trend=False
    )
    found = evaluate_measure(model, main, lambda _: series, Expectation(-1))
    assert found.verdict.finding is Finding.SHOWN
    assert found.effect is not None
    assert found.effect.percent.low < -11.5 < found.effect.percent.high


def test_columns_when_described_then_say_everything_a_sender_needs() -> None:
    """The format is documented from this data: no column without a meaning, no number without a limit."""
    assert all(column.meaning.endswith(".") for column in COLUMNS)
    assert all(column.most > 0 for column in COLUMNS if column.kind == "whole")
    assert first_day(FIRST).year == 2022


def test_drives_when_drawn_then_hold_the_planted_faults_and_no_others(written: Path) -> None:
    """Invoice control is shown on lines of which we know what is wrong."""
    rows = pq.read_table(written).to_pylist()
    lines = [_bill(one) for one in rows if one["amount_ore"] is not None]
    found = {one.rule for one in find_faults(lines)}
    assert found >= {
        BillingRule.POOLED_BILLED_SINGLY,
        BillingRule.DUPLICATE,
        BillingRule.PATIENT_TWICE,
        BillingRule.ROUND_TRIP_SPLIT,
        BillingRule.TOO_LONG,
        BillingRule.TOO_FAST,
    }
    assert len(find_faults(lines)) < len(lines) / 20
    ages: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        ages[one["patient"]].add(one["age_band"])
    assert max(len(bands) for bands in ages.values()) == 1
    assert all((one["vehicle"] is None) == (one["started_minute"] is None) for one in rows)


def _bill(row: dict[str, Any]) -> BilledTrip:
    midnight_s = 86_400 * row["travelled_on"].toordinal()
    return BilledTrip(
        row["trip"],
        row["vehicle"] or "",
        row["patient"],
        None if row["started_minute"] is None else midnight_s + 60 * row["started_minute"],
        None if row["ended_minute"] is None else midnight_s + 60 * row["ended_minute"],
        row["distance_m"],
        row["amount_ore"],
        row["single_fare_ore"],
        row["shortest_m"],
    )
