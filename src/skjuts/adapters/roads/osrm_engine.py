"""OSRM in the process: for large matrices, by car only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import Snap
from skjuts.adapters.roads.errors import EngineMissing
from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.core.network.errors import ProfileMissing
from skjuts.core.network.travel_times import NO_ROAD, Point, Profile

PAIRS_PER_CALL = 1_000_000
ROUND_DEGREES = 6


class OsrmEngine:
    """Drives on the contracted graph whose files begin with `graph_path` (…/roads.osrm)."""

    def __init__(self, graph_path: Path, build_id: str) -> None:
        try:
            import osrm
        except ImportError as missing:
            raise EngineMissing("Vägmotorn OSRM (osrm-bindings) är inte installerad.") from missing
        self._osrm = osrm
        self._build_id = build_id
        try:
            self._router = osrm.OSRM(storage_config=str(graph_path), use_shared_memory=False, algorithm="CH")
        except RuntimeError as refusal:
            raise UpstreamRefused(
                f"OSRM kan inte läsa vägnätet: {refusal}.", remedy="Bygg om det med skjuts roads build."
            ) from refusal

    @property
    def build_id(self) -> str:
        """The id of the road build."""
        return self._build_id

    def snap(self, points: Sequence[Point], profile: Profile) -> list[Snap | None]:
        """Find the nearest road of each point, however far; see `RoadEngine.snap`."""
        _require_car(profile)
        return [self._nearest(point) for point in points]

    def _nearest(self, point: Point) -> Snap | None:
        question = self._osrm.NearestParameters(coordinates=[(point.lon, point.lat)])
        try:
            found = self._router.Nearest(question)["waypoints"][0]
        except RuntimeError as refusal:
            if str(refusal).startswith("NoSegment"):
                return None
            raise UpstreamRefused(f"OSRM avvisade frågan: {refusal}.") from refusal
        lon, lat = found["location"]
        return Snap(Point(round(lat, ROUND_DEGREES), round(lon, ROUND_DEGREES)), round(found["distance"]))

    def drive(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
    ) -> NDArray[np.int32]:
        """Legs between points on roads; see `RoadEngine.drive`."""
        _require_car(profile)
        legs = np.full((len(sources), len(targets), 2), NO_ROAD, dtype=np.int32)
        rows = max(1, PAIRS_PER_CALL // max(1, len(targets)))
        for first in range(0, len(sources), rows):
            self._fill(legs[first : first + rows], sources[first : first + rows], targets)
        return legs

    def _fill(self, block: NDArray[np.int32], sources: Sequence[Point], targets: Sequence[Point]) -> None:
        if not targets:
            return
        points = [(point.lon, point.lat) for point in (*sources, *targets)]
        question = self._osrm.TableParameters(
            coordinates=points,
            sources=list(range(len(sources))),
            destinations=list(range(len(sources), len(points))),
            annotations=["duration", "distance"],
            generate_hints=False,
        )
        try:
            answer = self._router.Table(question)
        except RuntimeError as refusal:
            raise UpstreamRefused(f"OSRM avvisade frågan: {refusal}.") from refusal
        seconds, metres = _floats(answer["durations"]), _floats(answer["distances"])
        found = np.isfinite(seconds) & np.isfinite(metres)
        block[found] = np.rint(np.stack([seconds[found], metres[found]], axis=1))


def _floats(rows: Any) -> NDArray[np.float64]:  # noqa: ANN401 - a compiled type without a stub
    """Turn OSRM's rows into an array; missing legs become NaN."""
    return np.array([list(row) for row in rows], dtype=np.float64)


def _require_car(profile: Profile) -> None:
    if profile is not Profile.CAR:
        raise ProfileMissing(profile)
