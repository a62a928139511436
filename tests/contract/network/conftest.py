"""One build of the demonstration roads and one server for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from skjuts.adapters.roads.builds import EngineName, RoadHome
from skjuts.adapters.roads.matrix_file import MatrixFile, write_matrix_file
from skjuts.adapters.roads.opening import connect_roads, open_roads
from skjuts.adapters.roads.patient_http import Patience
from skjuts.adapters.roads.valhalla_server import ServerLimits
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.network.travel_times import Profile, TravelTimes
from skjuts.rehearsal.roads import DEMO_MAX_ACCESS_M, build_demo_roads
from tests.contract.network.road_providers import (
    SMALL_LOCATIONS,
    SMALL_PAIRS,
    Silent,
    list_contract_points,
    serve_valhalla,
)
from tests.free_port import find_free_port

LIMITS = ServerLimits(pairs=SMALL_PAIRS, locations=SMALL_LOCATIONS)
PROVIDERS = ("straight line", "matrix file", "valhalla", "cached valhalla", "osrm", "server", "server gone")


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> RoadHome:
    """The demonstration roads, built for both engines."""
    home = RoadHome(tmp_path_factory.mktemp("roads"))
    build_demo_roads(home, tuple(EngineName), Silent())
    return home


@pytest.fixture(scope="session")
def server_url(demo_home: RoadHome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Valhalla server."""
    with serve_valhalla(demo_home, tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="session", params=PROVIDERS)
def provider(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TravelTimes]:
    """Each provider in turn."""
    name, folder = request.param, tmp_path_factory.mktemp("provider")
    if name == "straight line":
        yield StraightLine()
    elif name == "server":
        with connect_roads(request.getfixturevalue("server_url"), DEMO_MAX_ACCESS_M, limits=LIMITS) as server:
            yield server
    elif name == "server gone":
        with connect_roads(
            f"http://127.0.0.1:{find_free_port()}", DEMO_MAX_ACCESS_M, patience=Patience(backoff_s=0.0)
        ) as gone:
            yield gone
    else:
        home: RoadHome = request.getfixturevalue("demo_home")
        engine = EngineName.OSRM if name == "osrm" else EngineName.VALHALLA
        roads = open_roads(home, engine, folder / "cache.sqlite" if name == "cached valhalla" else None)
        if name == "matrix file":
            points = list_contract_points()
            path = folder / "day.matrix"
            write_matrix_file(
                path, points, roads.legs(points, points), dtype="uint16", unit_m=10, profile=Profile.CAR
            )
            yield MatrixFile(path)
        else:
            yield roads
