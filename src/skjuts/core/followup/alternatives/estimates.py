"""Amounts that are known to lie between two ends, with a likeliest between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.alternatives.errors import BadAlternative


class Estimate(NamedTuple):
    """A triangular estimate; `low` = `high` is a certain amount."""

    low: float
    likely: float
    high: float

    def draw(self, luck: NDArray[np.float64]) -> NDArray[np.float64]:
        """Amounts for numbers of luck between 0 and 1: the inverse of the triangular distribution."""
        width = self.high - self.low
        if width == 0:
            return np.full(luck.shape, self.low)
        turn = (self.likely - self.low) / width
        rising = self.low + np.sqrt(luck * width * (self.likely - self.low))
        falling = self.high - np.sqrt((1 - luck) * width * (self.high - self.likely))
        return np.where(luck < turn, rising, falling)


def require_estimate(ends: object, field: str) -> Estimate:
    """One amount, or three in rising order. Raises `BadAlternative`."""
    listed = [ends] if isinstance(ends, int | float) else ends
    if isinstance(listed, list) and all(type(one) in {int, float} for one in listed):
        if len(listed) == 1:
            return Estimate(listed[0], listed[0], listed[0])
        if len(listed) == len(Estimate._fields) and sorted(listed) == listed:
            return Estimate(*listed)
    raise BadAlternative("En uppskattning är ett tal, eller tre: lägst, troligast, högst.", field=field)
