"""Builds the time-of-day table from peaks: how much longer journeys take, by zone and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.network.matrix import FREE_FLOW_PERMILLE, QUARTERS_PER_DAY
from skjuts.core.network.slowdown import QUARTER_S

ASSUMED_SOURCE = "köer: antagna värden, inte uppmätta"
"""Shown with every figure that rests on the peaks below."""


class Peak(NamedTuple):
    """From `from_s` until `until_s` of the day (whole quarters) a journey takes `permille` of its time."""

    from_s: int
    until_s: int
    permille: int


OPEN_ROAD_PEAKS: tuple[Peak, ...] = ()
"""Assumed: nobody queues on a road in the inland."""

TOWN_PEAKS = (
    Peak(7 * 3600, 7 * 3600 + 1800, 1100),
    Peak(7 * 3600 + 1800, 8 * 3600 + 1800, 1250),
    Peak(8 * 3600 + 1800, 9 * 3600, 1100),
    Peak(15 * 3600 + 1800, 16 * 3600, 1150),
    Peak(16 * 3600, 17 * 3600 + 1800, 1250),
    Peak(17 * 3600 + 1800, 18 * 3600, 1100),
)
"""Assumed: a middle-sized town with a morning and an afternoon peak on weekdays. No Swedish
measurements lie behind it; a region replaces it by its own."""


def tabulate_slowdown(peaks_by_zone: Sequence[Sequence[Peak]]) -> NDArray[np.int32]:
    """Lay out the peaks of each zone as a table of permille, shape (zones, 96), int32.

    Where peaks overlap the slower one holds. Raises `InvalidField` for a peak that does not fall
    on quarters of one day or is faster than free flow.
    """
    table = np.full((len(peaks_by_zone), QUARTERS_PER_DAY), FREE_FLOW_PERMILLE, dtype=np.int32)
    for zone, peaks in enumerate(peaks_by_zone):
        for index, peak in enumerate(peaks):
            _require_quarters(peak, field=f"peaks[{zone}][{index}]")
            quarters = table[zone, peak.from_s // QUARTER_S : peak.until_s // QUARTER_S]
            np.maximum(quarters, peak.permille, out=quarters)
    return table


def _require_quarters(peak: Peak, field: str) -> None:
    on_quarters = peak.from_s % QUARTER_S == 0 and peak.until_s % QUARTER_S == 0
    if not on_quarters or not 0 <= peak.from_s < peak.until_s <= QUARTERS_PER_DAY * QUARTER_S:
        raise InvalidField("En topp ska börja och sluta på hela kvartar inom dygnet.", field=field)
    if peak.permille < FREE_FLOW_PERMILLE:
        raise InvalidField("En topp kan inte gå fortare än fri fart (1000 promille).", field=field)
