"""Travel times on roads, from any engine: snap first, drive between the roads, add the way to them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import RoadEngine, Snap
from skjuts.core.network.errors import PlaceOffRoad
from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.travel_times import NO_ROAD, Legs, Point, Profile, Provenance

ACCESS_DETOUR = 1.3
ACCESS_KMH = {Profile.CAR: 50.0, Profile.FOOT: 4.5}
"""The way between a place and its road is not on the map: assumed bends and speed."""

REMEMBERED_SNAPS = 200_000


class RoadTravelTimes:
    """The provider that drives on a road engine.

    A place farther than `max_access_m` from a usable road is an error, so that one stray point
    neither fails a whole matrix in the engine nor gets an invented time.
    """

    def __init__(self, engine: RoadEngine, *, source: str, is_estimate: bool, max_access_m: int) -> None:
        self._engine = engine
        self._source = source
        self._is_estimate = is_estimate
        self._max_access_m = max_access_m
        self._snaps: dict[tuple[str, Profile, Point], Snap | None] = {}

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Drive every pair; see `TravelTimes.legs`. Raises `PlaceOffRoad` for a point off the roads."""
        build_id = self._engine.build_id
        starts = self._snap_all(build_id, sources, profile)
        ends = self._snap_all(build_id, targets, profile)
        start_roads = list(dict.fromkeys(snap.road for snap in starts))
        end_roads = list(dict.fromkeys(snap.road for snap in ends))
        driven = self._engine.drive(start_roads, end_roads, profile)
        road = driven[np.ix_(_positions(starts, start_roads), _positions(ends, end_roads))]
        access = (_access_m(starts), _access_m(ends))
        array = join_access(road, access, crow_m(unit_vectors(sources), unit_vectors(targets)), profile)
        return Legs(array, Provenance(self._source, build_id, self._is_estimate))

    def _snap_all(self, build_id: str, points: Sequence[Point], profile: Profile) -> list[Snap]:
        keys = {(build_id, profile, point) for point in points}
        known = {key: self._snaps[key] for key in keys if key in self._snaps}
        new = sorted(point for _, _, point in keys - known.keys())
        for point, snap in zip(new, self._engine.snap(new, profile) if new else [], strict=True):
            known[build_id, profile, point] = snap
        if len(self._snaps) > REMEMBERED_SNAPS:
            self._snaps = {}
        self._snaps.update(known)
        return [self._require_near(point, known[build_id, profile, point]) for point in points]

    def _require_near(self, point: Point, snap: Snap | None) -> Snap:
        if snap is None or snap.access_m > self._max_access_m:
            raise PlaceOffRoad(point)
        return snap


def _positions(snaps: Sequence[Snap], roads: Sequence[Point]) -> list[int]:
    index = {road: position for position, road in enumerate(roads)}
    return [index[snap.road] for snap in snaps]


def _access_m(snaps: Sequence[Snap]) -> NDArray[np.float64]:
    return np.array([snap.access_m for snap in snaps], dtype=np.float64) * ACCESS_DETOUR


def join_access(
    road: NDArray[np.int32],
    access_m: tuple[NDArray[np.float64], NDArray[np.float64]],
    crow: NDArray[np.float64],
    profile: Profile,
) -> NDArray[np.int32]:
    """Add the ways from the places to their roads, in metres, to the legs between the roads.

    Neighbours off the road do not go by it: where the straight way between two places is shorter
    than their two access ways together it is taken instead. A place to itself is thereby zero.
    Shapes: road (s, t, 2), access ((s,), (t,)), crow (s, t).
    """
    pace = 3.6 / ACCESS_KMH[profile]
    both_ways_m = access_m[0][:, None] + access_m[1]
    direct_m = crow * ACCESS_DETOUR
    reached = road[:, :, 0] != NO_ROAD
    seconds = np.where(reached, road[:, :, 0] + both_ways_m * pace, np.inf)
    metres = np.where(reached, road[:, :, 1] + both_ways_m, np.inf)
    neighbours = direct_m <= both_ways_m
    seconds[neighbours] = direct_m[neighbours] * pace
    metres[neighbours] = direct_m[neighbours]
    joined = np.full(road.shape, NO_ROAD, dtype=np.int32)
    found = np.isfinite(seconds)
    joined[found] = np.rint(np.stack([seconds[found], metres[found]], axis=1))
    return joined
