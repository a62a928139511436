"""A Valhalla server over HTTP, for many machines that share one set of roads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import Snap
from skjuts.adapters.roads.patient_http import PatientClient
from skjuts.adapters.roads.valhalla_talk import ValhallaRefused, drive_matrix, snap_points
from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.network.travel_times import Point, Profile


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """What the server's `service_limits` allow in one question; these are Valhalla's own defaults."""

    pairs: int = 2500
    locations: int = 20
    build_asked_every_s: float = 60.0


class ValhallaServer:
    """Drives on a server's tiles; `snap` looks at most `max_access_m` away."""

    def __init__(
        self,
        client: PatientClient,
        max_access_m: int,
        limits: ServerLimits | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._max_access_m = max_access_m
        self._limits = limits or ServerLimits()
        self._now = now
        self._lock = threading.Lock()
        self._build_id = ""
        self._build_asked_at = -float("inf")

    @property
    def build_id(self) -> str:
        """The server's version and the date of its tiles, asked anew once in a while.

        While the server is gone the last answer holds, so that cached legs still serve.
        """
        with self._lock:
            if self._now() - self._build_asked_at >= self._limits.build_asked_every_s:
                self._build_id = self._ask_build_id()
                self._build_asked_at = self._now()
            return self._build_id

    def _ask_build_id(self) -> str:
        try:
            status = _read(self._client.ask("GET", "/status"))
        except UpstreamUnavailable:
            if self._build_id:
                return self._build_id
            raise
        return f"valhalla-{status['version']}-{status['tileset_last_modified']}"

    def snap(self, points: Sequence[Point], profile: Profile) -> list[Snap | None]:
        """Find the nearest usable road of each point; see `RoadEngine.snap`."""
        return snap_points(self._ask, points, profile, self._max_access_m, self._limits.locations)

    def drive(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
    ) -> NDArray[np.int32]:
        """Legs between points on roads; see `RoadEngine.drive`."""
        return drive_matrix(self._ask, sources, targets, profile, self._limits.pairs)

    def _ask(self, action: str, request: dict[str, Any]) -> Any:  # noqa: ANN401 - decoded JSON
        return _read(self._client.ask("POST", f"/{action}", request))


def _read(response: httpx.Response) -> Any:  # noqa: ANN401 - decoded JSON
    try:
        answer = response.json()
    except ValueError as unreadable:
        raise UpstreamRefused(
            f"Vägservern svarade med något annat än JSON (status {response.status_code}).",
            remedy="Kontrollera att adressen går till en Valhallaserver.",
        ) from unreadable
    if response.is_success:
        return answer
    raise ValhallaRefused(int(answer.get("error_code", 0)), str(answer.get("error", response.status_code)))
