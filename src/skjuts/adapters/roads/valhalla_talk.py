"""What is said to Valhalla and how its answers are read, the same in process and over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import Snap
from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.core.network.travel_times import NO_ROAD, Point, Profile

type Ask = Callable[[str, dict[str, Any]], Any]
"""Sends one request to an action ('locate', 'sources_to_targets') and gives the decoded answer."""

COSTING = {Profile.CAR: "auto", Profile.FOOT: "pedestrian"}
SMALLEST_ROAD = "residential"
"""Tracks and service roads are no place to start: times from an isolated one are badly inflated."""
REACH = 50
"""A usable road leads to at least so many others."""
SNAPPED_CUTOFF_M = 100

NO_WAY_CODES = frozenset({170, 171, 442})
"""Valhalla's codes for: unconnected regions, no usable edge, no path."""


class ValhallaRefused(UpstreamRefused):
    """Valhalla answered with an error of its own, whose number is `valhalla_code`."""

    code = "upstream.valhalla_refused"
    sentence = "Valhalla avvisade frågan."
    advice = "Jämför med serverns gränser (service_limits) i dess inställningar."

    def __init__(self, valhalla_code: int, text: str) -> None:
        self.valhalla_code = valhalla_code
        super().__init__(f"Valhalla avvisade frågan (kod {valhalla_code}: {text}).")


def snap_points(
    ask: Ask, points: Sequence[Point], profile: Profile, cutoff_m: int, block: int
) -> list[Snap | None]:
    """Locate each point's nearest usable road, asking for `block` points at a time."""
    snaps: list[Snap | None] = []
    for first in range(0, len(points), block):
        locations = [_location(point, REACH, cutoff_m) for point in points[first : first + block]]
        answer = ask("locate", {"locations": locations, "costing": COSTING[profile], "verbose": True})
        snaps.extend(_nearest(place.get("edges") or []) for place in answer)
    return snaps


def _location(point: Point, reach: int, cutoff_m: int) -> dict[str, Any]:
    return {
        "lat": point.lat,
        "lon": point.lon,
        "minimum_reachability": reach,
        "search_cutoff": cutoff_m,
        "search_filter": {"min_road_class": SMALLEST_ROAD},
    }


def _on_road(point: Point) -> dict[str, Any]:
    """A snapped point: its own road, and no better-connected one farther off."""
    return _location(point, 0, SNAPPED_CUTOFF_M)


def _nearest(edges: Sequence[dict[str, Any]]) -> Snap | None:
    """Prefer roads that lead somewhere, then the nearest."""
    if not edges:
        return None

    def rank(edge: dict[str, Any]) -> tuple[bool, float]:
        leads_nowhere = min(edge["outbound_reach"], edge["inbound_reach"]) < REACH
        return leads_nowhere, edge["distance"]

    edge = min(edges, key=rank)
    return Snap(Point(edge["correlated_lat"], edge["correlated_lon"]), round(edge["distance"]))


def drive_matrix(
    ask: Ask, sources: Sequence[Point], targets: Sequence[Point], profile: Profile, max_pairs: int
) -> NDArray[np.int32]:
    """Ask for all pairs in blocks of at most `max_pairs`; shape (sources, targets, 2)."""
    legs = np.full((len(sources), len(targets), 2), NO_ROAD, dtype=np.int32)
    columns = max(1, min(len(targets), max_pairs))
    rows = max(1, max_pairs // columns)
    for row in range(0, len(sources), rows):
        for column in range(0, len(targets), columns):
            block = legs[row : row + rows, column : column + columns]
            _fill(block, ask, sources[row : row + rows], targets[column : column + columns], profile)
    return legs


def _fill(
    block: NDArray[np.int32], ask: Ask, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
) -> None:
    """Ask for one block; when one unconnected pair fails it whole, halve it until the pair stands alone."""
    request = {
        "sources": [_on_road(point) for point in sources],
        "targets": [_on_road(point) for point in targets],
        "costing": COSTING[profile],
        "verbose": False,
    }
    try:
        answer = ask("sources_to_targets", request)["sources_to_targets"]
    except ValhallaRefused as refusal:
        if refusal.valhalla_code not in NO_WAY_CODES:
            raise
        _fill_halves(block, ask, sources, targets, profile)
        return
    seconds = np.array(answer["durations"], dtype=np.float64)
    metres = np.array(answer["distances"], dtype=np.float64) * 1000
    found = np.isfinite(seconds) & np.isfinite(metres)
    block[found] = np.rint(np.stack([seconds[found], metres[found]], axis=1))


def _fill_halves(
    block: NDArray[np.int32], ask: Ask, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
) -> None:
    if len(sources) > 1:
        half = len(sources) // 2
        _fill(block[:half], ask, sources[:half], targets, profile)
        _fill(block[half:], ask, sources[half:], targets, profile)
    elif len(targets) > 1:
        half = len(targets) // 2
        _fill(block[:, :half], ask, sources, targets[:half], profile)
        _fill(block[:, half:], ask, sources, targets[half:], profile)
