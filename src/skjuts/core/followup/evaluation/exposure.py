"""How far a measure had come, month by month: a ramp from nothing to all, as it was really brought in.

A rule decided in March, taught in spring, softened in summer and backed by a new function in October did not
begin on a day; a step would blame the measure for months in which it hardly was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.months import Month


@dataclass(frozen=True, slots=True)
class ExposureRamp:
    """Points of (month, share exposed), ascending in months; between them the share changes evenly.

    Before the first point the share is nought, after the last it stays. It may fall, as in a summer.
    """

    points: tuple[tuple[Month, float], ...]

    def __post_init__(self) -> None:
        """Refuse what is no ramp."""
        if not self.points or any(one[0] >= other[0] for one, other in pairwise(self.points)):
            raise ImpossibleFigure("Månaderna i införandet måste komma i ordning.", field="points")
        if any(not 0 <= share <= 1 for _, share in self.points) or self.points[-1][1] == 0:
            raise ImpossibleFigure("Andelen berörda går från 0 till 1.", field="points")

    @property
    def starts(self) -> Month:
        """The first month in which anything was in force."""
        first = next(place for place, (_, share) in enumerate(self.points) if share > 0)
        if first == 0:
            return self.points[0][0]
        return self.points[first - 1][0] + 1

    def shift(self, months: int) -> ExposureRamp:
        """The same ramp at another time: a placebo."""
        return ExposureRamp(tuple((month + months, share) for month, share in self.points))

    def list_shares(self, months: Sequence[Month]) -> NDArray[np.float64]:
        """The share exposed in each of some months."""
        at = [month for month, _ in self.points]
        return np.interp(months, at, [share for _, share in self.points], left=0.0)


def step_at(month: Month) -> ExposureRamp:
    """A measure that was in force for all from one month on."""
    return ExposureRamp(((month, 1.0),))
