"""The demonstration roads as data: whole, plausible, drawn to length, the same every time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import osmium
import pytest

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.travel_times import Point
from skjuts.rehearsal.roads import SEGMENT_M, bend, demo_road_legs, load_demo_roads, write_demo_roads


def test_every_link_joins_two_towns_and_is_longer_than_the_great_circle() -> None:
    """A misspelt town or a road through the rock would be drawn without complaint."""
    roads = load_demo_roads()
    for link in roads.links:
        crow = crow_m(unit_vectors([roads.towns[link.start]]), unit_vectors([roads.towns[link.end]]))[0, 0]
        assert link.road_m > crow
        assert 50 <= link.speed_kmh <= 110


def test_every_town_can_be_reached() -> None:
    """The demonstration must not hold a hole."""
    legs = demo_road_legs(load_demo_roads())
    assert legs.min() == 0
    assert legs.max() < 20 * 3600 * 100


def test_storlien_to_sundsvall_is_as_long_as_the_swedish_e14() -> None:
    """355 km is the one length with a source; the factor of the European roads rests on it."""
    roads = load_demo_roads()
    towns = list(roads.towns)
    legs = demo_road_legs(roads)
    assert legs[towns.index("Storlien"), towns.index("Sundsvall"), 1] == pytest.approx(355_000, abs=1_000)


def test_each_link_is_drawn_at_its_length_in_short_pieces() -> None:
    """Right kilometres come from the drawing; long straight pieces would not look like roads."""
    roads = load_demo_roads()
    for link in roads.links:
        line = unit_vectors(bend(roads.towns[link.start], roads.towns[link.end], link.road_m))
        pieces = np.array([crow_m(a[None], b[None])[0, 0] for a, b in pairwise(line)])
        assert pieces.sum() == pytest.approx(link.road_m, abs=1.0)
        assert pieces.max() < 2 * SEGMENT_M


def test_a_bend_begins_and_ends_at_its_towns() -> None:
    """Else the roads would not hang together."""
    start, end = Point(63.0, 15.0), Point(63.2, 15.3)
    line = bend(start, end, 40_000)
    assert line[0] == pytest.approx(start)
    assert line[-1] == pytest.approx(end)


def test_the_file_is_the_same_every_time(tmp_path: Path) -> None:
    """The id of a road build follows from its bytes: a demo restarted must find its build again."""
    write_demo_roads(tmp_path / "a.osm.pbf")
    write_demo_roads(tmp_path / "b.osm.pbf")
    assert (tmp_path / "a.osm.pbf").read_bytes() == (tmp_path / "b.osm.pbf").read_bytes()


def test_every_road_says_that_it_is_a_demonstration(tmp_path: Path) -> None:
    """Whoever opens the file in a map program must see it."""
    write_demo_roads(tmp_path / "demo.osm.pbf")
    ways = [dict(way.tags) for way in osmium.FileProcessor(str(tmp_path / "demo.osm.pbf")) if way.is_way()]
    assert len(ways) == len(load_demo_roads().links)
    assert all("demonstrationsväg" in way["name"] and way["highway"] and way["maxspeed"] for way in ways)
