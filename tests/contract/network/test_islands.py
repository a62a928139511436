"""Roads that do not hang together: the pair is missing, the rest of the matrix is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium
import pytest

from skjuts.adapters.roads.builds import EngineName, RoadHome
from skjuts.adapters.roads.opening import connect_roads, open_roads
from skjuts.adapters.roads.tiles import build_roads
from skjuts.core.kernel.errors import MatrixHole
from skjuts.core.network.errors import PlaceOffRoad
from skjuts.core.network.matrix import build_matrix
from skjuts.core.network.place import Place
from skjuts.core.network.travel_times import NO_ROAD, Point
from tests.contract.network.road_providers import Silent, serve_valhalla

NORTH = (Point(63.00, 14.00), Point(63.05, 14.05))
SOUTH = (Point(62.00, 14.00), Point(62.03, 14.10))
POINTS = [*NORTH, *SOUTH]


@pytest.fixture(scope="module")
def island_home(tmp_path_factory: pytest.TempPathFactory) -> RoadHome:
    """Two roads a hundred kilometres apart, built for both engines."""
    folder = tmp_path_factory.mktemp("islands")
    path = folder / "islands.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for number, point in enumerate(POINTS, start=1):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(point.lon, point.lat)))
        for number, ends in enumerate(((1, 2), (3, 4)), start=1):
            tags = {"highway": "tertiary", "maxspeed": "70"}
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=ends, tags=tags))
    home = RoadHome(folder / "roads")
    build_roads(path, home, tuple(EngineName), Silent())
    return home


@pytest.mark.parametrize("engine", list(EngineName))
def test_only_the_pairs_without_a_road_are_missing(island_home: RoadHome, engine: EngineName) -> None:
    """One unconnected place must not fail the other rows."""
    assert_islands(open_roads(island_home, engine).legs(POINTS, POINTS).array)


def test_a_server_that_refuses_the_whole_question_still_gives_the_joined_pairs(
    island_home: RoadHome, tmp_path: Path
) -> None:
    """With its check of connectivity on, a server refuses every block that holds both islands."""
    with serve_valhalla(island_home, tmp_path) as url, connect_roads(url, 5_000) as roads:
        assert_islands(roads.legs(POINTS, POINTS).array)


def test_a_matrix_over_both_islands_names_the_pair(island_home: RoadHome) -> None:
    """The planner's user is told which two places to look at."""
    places = [Place(f"p{i}", f"Gård {i}", *point) for i, point in enumerate(POINTS)]
    with pytest.raises(MatrixHole, match=r"från Gård 0 \(p0\) till Gård 2 \(p2\); 8 par") as caught:
        build_matrix(places, open_roads(island_home, EngineName.VALHALLA))
    assert caught.value.field == "matrix[0][2]"


@pytest.mark.parametrize("engine", list(EngineName))
def test_a_place_beyond_reach_of_the_roads_is_named(island_home: RoadHome, engine: EngineName) -> None:
    """Real roads let a place lie five kilometres off, not fifty."""
    places = [Place("a", "Gården", *POINTS[0]), Place("b", "Fjällstugan", 62.5, 14.0)]
    with pytest.raises(PlaceOffRoad, match=r"Fjällstugan \(b\)") as caught:
        build_matrix(places, open_roads(island_home, engine))
    assert caught.value.field == "places[1]"


def assert_islands(array: np.ndarray) -> None:
    """Legs within each island, none between them."""
    assert (array[:2, 2:] == NO_ROAD).all()
    assert (array[2:, :2] == NO_ROAD).all()
    assert array[0, 1, 1] == pytest.approx(6_100, rel=0.05)
    assert array[2, 3, 0] > 0
