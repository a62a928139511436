"""What the adapters ask of any road engine: points onto roads, and legs between points on roads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.travel_times import Point, Profile


class Snap(NamedTuple):
    """The point on a usable road nearest to a place, and the great-circle metres to it."""

    road: Point
    access_m: int


class RoadEngine(Protocol):
    """A road engine on one build of the roads. Safe to use from several threads."""

    @property
    def build_id(self) -> str:
        """Names the roads the answers come from: another id, other answers."""
        ...

    def snap(self, points: Sequence[Point], profile: Profile) -> list[Snap | None]:
        """Find the road of each point, in order; None where no road is in reach."""
        ...

    def drive(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
    ) -> NDArray[np.int32]:
        """(seconds, metres) between points that `snap` gave, shape (sources, targets, 2).

        Both are `NO_ROAD` for a pair that no road joins.
        """
        ...
