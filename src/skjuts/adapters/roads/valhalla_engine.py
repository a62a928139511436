"""Valhalla in the process, on tiles of our own building.

An Actor may not be shared between threads (the process crashes), so each thread gets its own;
the tiles themselves are one memory-mapped archive that all of them read.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import Snap
from skjuts.adapters.roads.errors import EngineMissing
from skjuts.adapters.roads.valhalla_talk import ValhallaRefused, drive_matrix, snap_points
from skjuts.core.network.travel_times import Point, Profile

PAIRS_PER_CALL = 200_000
POINTS_PER_CALL = 500
ACTIONS = {"locate": "locate", "sources_to_targets": "matrix"}


class ValhallaEngine:
    """Drives on the tiles that `config_path` describes; `snap` looks at most `max_access_m` away."""

    def __init__(self, config_path: Path, build_id: str, max_access_m: int) -> None:
        try:
            import valhalla
        except ImportError as missing:
            raise EngineMissing("Vägmotorn Valhalla (pyvalhalla) är inte installerad.") from missing
        self._valhalla = valhalla
        self._config_path = config_path
        self._build_id = build_id
        self._max_access_m = max_access_m
        self._own = threading.local()

    @property
    def build_id(self) -> str:
        """The id of the road build."""
        return self._build_id

    def snap(self, points: Sequence[Point], profile: Profile) -> list[Snap | None]:
        """Find the nearest usable road of each point; see `RoadEngine.snap`."""
        return snap_points(self._ask, points, profile, self._max_access_m, POINTS_PER_CALL)

    def drive(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
    ) -> NDArray[np.int32]:
        """Legs between points on roads; see `RoadEngine.drive`."""
        return drive_matrix(self._ask, sources, targets, profile, PAIRS_PER_CALL)

    def _ask(self, action: str, request: dict[str, Any]) -> Any:  # noqa: ANN401 - decoded JSON
        actor = getattr(self._own, "actor", None)
        if actor is None:
            actor = self._own.actor = self._valhalla.Actor(self._config_path)
        try:
            return json.loads(getattr(actor, ACTIONS[action])(json.dumps(request)))
        except self._valhalla.ValhallaError as refusal:
            raise ValhallaRefused(refusal.code, refusal.message) from refusal
