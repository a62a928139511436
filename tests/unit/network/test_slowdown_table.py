"""The time-of-day table, laid out from peaks."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.network.matrix import require_slowdown
from skjuts.core.network.slowdown import arrive_s, tabulate_work
from skjuts.core.network.slowdown_table import OPEN_ROAD_PEAKS, TOWN_PEAKS, Peak, tabulate_slowdown


def test_a_peak_fills_its_quarters_and_no_other() -> None:
    """From the first minute of the peak to the last."""
    table = tabulate_slowdown([OPEN_ROAD_PEAKS, [Peak(7 * 3600, 8 * 3600, 1300)]])
    assert (table[0] == 1000).all()
    assert np.flatnonzero(table[1] == 1300).tolist() == [28, 29, 30, 31]
    assert (np.delete(table[1], [28, 29, 30, 31]) == 1000).all()


def test_where_peaks_overlap_the_slower_one_holds() -> None:
    """Whatever their order."""
    peaks = [Peak(3600, 7200, 1300), Peak(0, 5400, 1100)]
    assert np.array_equal(tabulate_slowdown([peaks]), tabulate_slowdown([peaks[::-1]]))
    assert tabulate_slowdown([peaks])[0, :9].tolist() == [1100] * 4 + [1300] * 4 + [1000]


def test_the_assumed_town_is_slower_at_eight_and_free_at_noon() -> None:
    """Ten minutes of free flow through the assumed table."""
    work = tabulate_work(tabulate_slowdown([TOWN_PEAKS]))
    assert arrive_s(work, 0, 8 * 3600, 600) - 8 * 3600 == 750
    assert arrive_s(work, 0, 12 * 3600, 600) - 12 * 3600 == 600


def test_the_assumed_table_passes_the_check_of_a_problem() -> None:
    """What we ship must be accepted by what we check."""
    require_slowdown(tabulate_slowdown([OPEN_ROAD_PEAKS, TOWN_PEAKS]), [])


@pytest.mark.parametrize(
    "peak",
    [
        Peak(100, 900, 1100),
        Peak(900, 900, 1100),
        Peak(85_500, 87_300, 1100),
        Peak(-900, 900, 1100),
        Peak(0, 900, 999),
    ],
)
def test_an_impossible_peak_is_refused_by_its_place(peak: Peak) -> None:
    """Off the quarters, empty, beyond the day, before it, faster than free flow."""
    with pytest.raises(InvalidField) as caught:
        tabulate_slowdown([(), [Peak(0, 900, 1100), peak]])
    assert caught.value.field == "peaks[1][1]"
