"""The providers under contract, the real engines started for real on the demonstration roads."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from skjuts.adapters.roads.builds import RoadHome
from skjuts.adapters.roads.valhalla_tiles import ensure_settings
from skjuts.core.network.travel_times import Point
from skjuts.rehearsal.roads import load_demo_roads
from tests.free_port import find_free_port

STARTED_WITHIN_S = 20.0
SMALL_PAIRS = 60
SMALL_LOCATIONS = 5

OFF_ROAD = (Point(63.05, 15.60), Point(63.06, 15.61), Point(62.55, 13.40))
"""Homes that no demonstration road passes; the first two are neighbours."""
AT_SEA = Point(57.0, 3.0)
"""The North Sea: no provider with roads may answer."""
TOWN_NAMES = ("Östersund", "Åre", "Strömsund", "Sveg", "Gäddede", "Sundsvall", "Umeå", "Trondheim", "Lit")


def list_contract_points() -> list[Point]:
    """Towns on the roads, then homes off them."""
    towns = load_demo_roads().towns
    return [*(towns[name] for name in TOWN_NAMES), *OFF_ROAD]


class Silent:
    """Progress that nobody watches; remembers the stages for the tests that ask."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.skipped: list[str] = []

    def plan(self, stages: Sequence[str]) -> None:
        """Nothing to show."""

    def begin(self, stage: str) -> None:
        """Remember."""
        self.begun.append(stage)

    def skip(self, stage: str) -> None:
        """Remember."""
        self.skipped.append(stage)

    def line(self, text: str) -> None:
        """Nothing to show."""


@contextmanager
def serve_valhalla(home: RoadHome, folder: Path) -> Iterator[str]:
    """Start a real server on the build in use, with small limits and its own check of connectivity on."""
    import valhalla

    port = find_free_port()
    settings = json.loads(ensure_settings(home.get_active()[0].tiles_path).read_text(encoding="utf-8"))
    settings["loki"]["use_connectivity"] = True
    settings["service_limits"]["auto"]["max_matrix_location_pairs"] = SMALL_PAIRS
    settings["service_limits"]["auto"]["max_locations"] = SMALL_LOCATIONS
    settings["httpd"]["service"] = {
        "listen": f"tcp://127.0.0.1:{port}",
        "loopback": f"ipc://{folder}/loop",
        "interrupt": f"ipc://{folder}/stop",
        "drain_seconds": 1,
        "shutdown_seconds": 1,
        "timeout_seconds": -1,
    }
    for part in ("loki", "thor", "odin", "meili"):
        settings[part]["service"]["proxy"] = f"ipc://{folder}/{part}"
    path = folder / "server.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    program = Path(valhalla.__file__).parent / "bin" / "valhalla_service"
    with subprocess.Popen(
        [program, path, "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            _await_answer(url, server)
            yield url
        finally:
            server.kill()


def _await_answer(url: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + STARTED_WITHIN_S
    while time.monotonic() < give_up and server.poll() is None:
        try:
            httpx.get(f"{url}/status", timeout=1.0)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    message = f"valhalla_service never answered (exit code {server.poll()})"
    raise AssertionError(message)
