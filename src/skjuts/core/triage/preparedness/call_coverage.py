"""Call coverage: how large a share of the calls some free unit reaches in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.triage.preparedness.errors import BadPreparedness


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """Where calls come from and who reaches them in time.

    `per_hour` (nodes,) are calls an hour; `reach` (nodes, stations) tells whether a unit at a station is
    there within the time asked for; `areas` (nodes,) names the area of each node; `busy_share` is the
    share of the time that a unit is not free, 0 to 1.
    """

    per_hour: NDArray[np.float64]
    reach: NDArray[np.bool_]
    busy_share: float
    areas: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        nodes = len(self.per_hour)
        is_shaped = self.reach.ndim == 2 and len(self.reach) == nodes  # noqa: PLR2004 - nodes by stations
        if not is_shaped or (self.areas and len(self.areas) != nodes):
            raise BadPreparedness(field="reach")
        if not 0 <= self.busy_share < 1:
            raise BadPreparedness("Andelen upptagen tid ska vara minst 0 och under 1.", field="busy_share")
        if nodes == 0 or (self.per_hour < 0).any() or self.per_hour.sum() <= 0:
            raise BadPreparedness(
                "Larmen ska vara minst noll i varje nod, och inte noll i alla.", field="per_hour"
            )

    @property
    def stations(self) -> int:
        """How many stations there are."""
        return int(self.reach.shape[1])

    def cover_nodes(self, units: NDArray[np.int64]) -> NDArray[np.float64]:
        """The probability, node by node, that a call is covered with so many units at each station."""
        if units.shape != (self.stations,) or (units < 0).any():
            raise BadPreparedness(field="units")
        in_reach = (self.reach @ units).astype(np.float64)
        return 1.0 - np.power(np.float64(self.busy_share), in_reach)


@dataclass(frozen=True, slots=True)
class AreaFloor:
    """The least share of an area's calls that must be covered."""

    area: str
    least_share: float


@dataclass(frozen=True, slots=True)
class CallCoverage:
    """The share of calls covered, 0 to 1: of the county, and of each area."""

    share: float
    areas: Mapping[str, float]

    def list_broken(self, floors: tuple[AreaFloor, ...]) -> tuple[AreaFloor, ...]:
        """The floors that are not held. An area without calls holds any floor."""
        return tuple(one for one in floors if self.areas.get(one.area, 1.0) < one.least_share)


def measure_call_coverage(calls: Calls, units: NDArray[np.int64]) -> CallCoverage:
    """The coverage with so many units standing at each station. Raises `BadPreparedness`."""
    nodes = calls.cover_nodes(units)
    total = float(calls.per_hour @ nodes / calls.per_hour.sum())
    areas = {}
    for area in dict.fromkeys(calls.areas):
        inside = np.array([one == area for one in calls.areas])
        weight = float(calls.per_hour[inside].sum())
        if weight > 0:
            areas[area] = float(calls.per_hour[inside] @ nodes[inside] / weight)
    return CallCoverage(total, areas)
