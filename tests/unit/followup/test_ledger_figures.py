"""Figures of the ledger's rows: ratios that may be unknown, bands at their edges, segments as arrays."""

from __future__ import annotations

import pytest

from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.figures import NOTHING, Figures, form_segments, read_figures
from skjuts.core.followup.ledger.segments import merge_thin_segments

FIGURES = Figures(10, 8, 200_000, 125_000, 480_000)


def test_figures_when_divided_then_are_a_trip_and_pooling() -> None:
    """Öre a trip counts the trips that have been invoiced: the others have cost nothing yet, not nought."""
    assert FIGURES.ore_a_trip == 60_000
    assert FIGURES.pooling == 1.6


def test_figures_when_there_is_nothing_to_divide_by_then_are_unknown() -> None:
    """Unknown is a value of its own, never nought."""
    assert (NOTHING.ore_a_trip, NOTHING.pooling) == (None, None)


def _row(month: int, band: int, trips: int, contract: str = "a") -> dict[str, object]:
    keys = {
        "month": month,
        "travel_mode": "taxi_alone",
        "band": band,
        "category": "ward",
        "contract": contract,
    }
    return keys | {
        "trips": trips,
        "invoiced_trips": trips,
        "person_m": 9 * trips,
        "vehicle_m": 9,
        "cost_ore": 7,
    }


def test_rows_when_added_up_then_are_one_figure() -> None:
    """A year is the sum of its months, measure by measure."""
    assert read_figures(_row(1, 0, 2)) + read_figures(_row(2, 0, 3)) == Figures(5, 5, 45, 18, 14)
    assert NOTHING + FIGURES == FIGURES


def test_segments_when_a_month_lacks_one_then_it_is_nought_there() -> None:
    """A contract without trips in a month is there with nought, so that it can be new or ended."""
    rows = [_row(1, 0, 2), _row(2, 0, 3), _row(2, 5, 1, "b"), _row(9, 1, 1)]
    segments = merge_thin_segments(rows, (1, 2))
    found = form_segments(segments, (1, 2), DistanceBands(), {"a": {1: 1.0, 2: 1.1}})
    assert found.names == ("taxi_alone, 0–10 km, ward, a", "taxi_alone, över 200 km, ward, b")
    assert found.trips.tolist() == [[2, 0], [3, 1]]
    assert found.index.tolist() == [[1.0, 1.0], [1.1, 1.0]]


@pytest.mark.parametrize(("km", "band"), [(0, 0), (10, 0), (11, 1), (30, 1), (200, 4), (201, 5), (900, 5)])
def test_band_when_a_distance_lies_at_its_edge_then_belongs_to_the_nearer(km: int, band: int) -> None:
    """The limit itself is still within."""
    assert DistanceBands().place(km) == band
    assert len(DistanceBands().names) == 6


@pytest.mark.parametrize("limits", [(), (0, 10), (10, 10), (30, 10)])
def test_bands_when_limits_do_not_rise_then_are_refused(limits: tuple[int, ...]) -> None:
    """Bands that overlap count trips twice."""
    with pytest.raises(ImpossibleFigure):
        DistanceBands(limits)
