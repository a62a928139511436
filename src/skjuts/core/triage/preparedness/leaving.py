"""What the county loses while a unit is away on a transfer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.triage.preparedness.call_coverage import (
    AreaFloor,
    CallCoverage,
    Calls,
    measure_call_coverage,
)
from skjuts.core.triage.preparedness.errors import BadPreparedness

SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Leaving:
    """Coverage before and while the unit is away, and the calls expected to go uncovered for it."""

    before: CallCoverage
    away: CallCoverage
    lost_calls: float
    broken: tuple[AreaFloor, ...]

    @property
    def is_allowed(self) -> bool:
        """Whether every area keeps its floor; what was broken before counts against it too."""
        return not self.broken


def measure_leaving(
    calls: Calls,
    units: NDArray[np.int64],
    station: int,
    away_s: int,
    floors: tuple[AreaFloor, ...] = (),
) -> Leaving:
    """Send one unit from a station for `away_s` seconds.

    The loss is (coverage before − coverage while away) × calls in that time. Raises
    `BadPreparedness` when no unit stands there.
    """
    if not 0 <= station < len(units) or units[station] < 1:
        raise BadPreparedness("Det står ingen enhet på stationen.", field=f"units[{station}]")
    left = units.copy()
    left[station] -= 1
    before, away = measure_call_coverage(calls, units), measure_call_coverage(calls, left)
    hours = away_s / SECONDS_AN_HOUR
    lost = (before.share - away.share) * float(calls.per_hour.sum()) * hours
    return Leaving(before, away, lost, away.list_broken(floors))
