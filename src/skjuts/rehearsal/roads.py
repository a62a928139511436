"""The demonstration roads: the region's main roads as a small road network of our own.

Real towns, plausible lengths and speeds, invented bends: each link between two towns is drawn as
a wave whose length equals the link's kilometres, so that routes get their right length and a map
of them looks like roads. Not a map of real roads; whatever is shown from it says
"demonstrationsvägnät". Places off the roads get an access leg from the road engine.
"""

from __future__ import annotations

import csv
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.builds import BuildRecord, EngineName, RoadHome
from skjuts.adapters.roads.errors import EngineMissing
from skjuts.adapters.roads.tiles import Progress, Showing, build_roads
from skjuts.core.network.great_circle import EARTH_RADIUS_M, unit_vectors
from skjuts.core.network.travel_times import Point

SEGMENT_M = 1000
"""Links are drawn in straight pieces of about this length."""
BEND_M = 4000
"""Each half wave of a link is about this long."""
BISECTIONS = 30
"""Halvings of the wave's height: well below a millimetre."""
DEMO_MAX_ACCESS_M = 60_000
"""Much of the region lies far from the few roads that are drawn."""

HIGHWAY_BY_KIND = {"europavag": "trunk", "riksvag": "primary", "lansvag": "secondary"}
"""OSM's road class for each kind of Swedish road."""


@dataclass(frozen=True, slots=True)
class Link:
    """A road between two towns: its Swedish kind, number ('' = unnumbered), speed and length."""

    start: str
    end: str
    ref: str
    kind: str
    speed_kmh: int
    road_m: int


@dataclass(frozen=True, slots=True)
class DemoRoads:
    """The whole demonstration network: towns by name and the links between them."""

    towns: dict[str, Point]
    links: tuple[Link, ...]


def load_demo_roads() -> DemoRoads:
    """Read the packaged towns and links (sources and licence in data/roads/README.md)."""
    towns = {row["name"]: Point(float(row["lat"]), float(row["lon"])) for row in _rows("places.csv")}
    links = tuple(
        Link(row["from"], row["to"], row["road"], row["kind"], int(row["speed_kmh"]), int(row["road_m"]))
        for row in _rows("links.csv")
    )
    return DemoRoads(towns, links)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("skjuts.rehearsal").joinpath("data", "roads", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def bend(start: Point, end: Point, road_m: int) -> list[Point]:
    """Draw a wave from start to end whose length is `road_m`, in pieces of about `SEGMENT_M`.

    A length below the great circle gives the straight line.
    """
    low, high = 0.0, float(road_m)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if _length_m(_wave(start, end, road_m, middle)) < road_m:
            low = middle
        else:
            high = middle
    return _wave(start, end, road_m, low)


def _wave(start: Point, end: Point, road_m: int, height_m: float) -> list[Point]:
    pieces = max(4, round(road_m / SEGMENT_M))
    half_waves = max(1, round(road_m / BEND_M))
    along = np.linspace(0.0, 1.0, pieces + 1)
    aside_m = height_m * np.sin(np.pi * half_waves * along)
    aside_m[[0, -1]] = 0.0
    degree_m = math.radians(1) * EARTH_RADIUS_M
    shrink = math.cos(math.radians((start.lat + end.lat) / 2))
    north_m, east_m = (end.lat - start.lat) * degree_m, (end.lon - start.lon) * degree_m * shrink
    crow = math.hypot(north_m, east_m)
    lat = start.lat + (along * north_m + aside_m * east_m / crow) / degree_m
    lon = start.lon + (along * east_m - aside_m * north_m / crow) / (degree_m * shrink)
    return [Point(*pair) for pair in zip(lat.tolist(), lon.tolist(), strict=True)]


def _length_m(line: Sequence[Point]) -> float:
    vectors = unit_vectors(line)
    steps: NDArray[np.float64] = np.linalg.norm(np.diff(vectors, axis=0), axis=1)
    return float(np.sum(2 * np.arcsin(steps / 2)) * EARTH_RADIUS_M)


def write_demo_roads(path: Path) -> None:
    """Write the demonstration roads as an OSM file, byte for byte the same every time.

    The name's ending chooses the format (`.osm.pbf`). An existing file is replaced. Raises
    `EngineMissing` where the group of road engines is not installed.
    """
    try:
        import osmium
    except ImportError as missing:
        raise EngineMissing("Skrivaren av OSM-filer (osmium) är inte installerad.") from missing

    roads = load_demo_roads()
    nodes, ways = _draw(roads)
    header = osmium.io.Header()
    header.set("generator", "skjuts demonstrationsvägnät")
    writer = osmium.SimpleWriter(str(path), header=header, overwrite=True)
    with writer:
        for number, (point, tags) in enumerate(nodes, start=1):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(point.lon, point.lat), tags=tags))
        for number, (refs, tags) in enumerate(ways, start=1):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))


type _Tags = dict[str, str]


def _draw(roads: DemoRoads) -> tuple[list[tuple[Point, _Tags]], list[tuple[list[int], _Tags]]]:
    """Give every town and bend a node number (from 1, in order) and every link its way."""
    number = {name: index for index, name in enumerate(roads.towns, start=1)}
    nodes: list[tuple[Point, _Tags]] = [
        (point, {"place": "town", "name": name}) for name, point in roads.towns.items()
    ]
    ways: list[tuple[list[int], _Tags]] = []
    for link in roads.links:
        line = bend(roads.towns[link.start], roads.towns[link.end], link.road_m)
        first = len(nodes) + 1
        nodes.extend((point, {}) for point in line[1:-1])
        refs = [number[link.start], *range(first, len(nodes) + 1), number[link.end]]
        ways.append((refs, _tags(link)))
    return nodes, ways


def _tags(link: Link) -> _Tags:
    tags = {
        "highway": HIGHWAY_BY_KIND[link.kind],
        "maxspeed": str(link.speed_kmh),
        "name": f"{link.start}–{link.end} (demonstrationsväg)",
    }
    return tags | ({"ref": link.ref} if link.ref else {})


def demo_road_legs(roads: DemoRoads) -> NDArray[np.int32]:
    """Shortest free-flow legs between all towns, straight from the table of links.

    (seconds, metres) of the quickest route, shape (towns, towns, 2), in the order of
    `roads.towns`. The yardstick for the engines and for the straight-line bands.
    """
    index = {name: position for position, name in enumerate(roads.towns)}
    ends = np.array([(index[link.start], index[link.end]) for link in roads.links])
    metres = np.array([link.road_m for link in roads.links], dtype=np.float64)
    seconds = metres / np.array([link.speed_kmh for link in roads.links]) * 3.6
    legs = np.full((len(index), len(index), 2), np.inf)
    legs[range(len(index)), range(len(index))] = 0.0
    for (a, b), road_s, road_m in zip(ends.tolist(), seconds.tolist(), metres.tolist(), strict=True):
        if road_s < legs[a, b, 0]:
            legs[a, b] = legs[b, a] = (road_s, road_m)
    for via in range(len(index)):
        through = legs[:, via, None, :] + legs[None, via, :, :]
        quicker = through[:, :, 0] < legs[:, :, 0]
        legs[quicker] = through[quicker]
    return np.rint(legs).astype(np.int32)


def build_demo_roads(home: RoadHome, engines: Sequence[EngineName], progress: Progress) -> BuildRecord:
    """Build the demonstration roads for real engines; raises what `build_roads` raises.

    Every figure from them is marked as an estimate from the "demonstrationsvägnät", and places may
    lie far off its few roads.
    """
    showing = Showing(
        source="demonstrationsvägnät (uppskattade väglängder och farter)",
        attribution="GeoNames (CC BY 4.0)",
        is_estimate=True,
        max_access_m=DEMO_MAX_ACCESS_M,
    )
    with tempfile.TemporaryDirectory(prefix="skjuts-demo-roads-") as folder:
        osm_path = Path(folder) / "demonstrationsvagnat.osm.pbf"
        write_demo_roads(osm_path)
        return build_roads(osm_path, home, engines, progress, showing)
