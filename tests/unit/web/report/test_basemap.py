"""The bundled outlines, and where a point falls on them."""

from __future__ import annotations

import numpy as np

from skjuts.core.network.place import Place
from skjuts.web.report.basemap import load_basemap
from skjuts.web.report.projection import Drawing, frame_places, project_places
from tests.universe.plans import scattered_day


def _holds(ring: np.ndarray, x: float, y: float) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    x_a, y_a = ring.T
    x_b, y_b = np.roll(ring, -1, axis=0).T
    crosses = (y_a > y) != (y_b > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left_of = x < (x_b - x_a) * (y - y_a) / (y_b - y_a) + x_a
    return bool(np.count_nonzero(crosses & left_of) % 2)


def test_basemap_holds_all_municipalities_and_the_great_lake() -> None:
    """A map without Storsjön is no map of Jämtland."""
    basemap = load_basemap()
    assert len(basemap.municipalities) == 290
    easting, northing = 475_000, 7_007_000
    assert any(_holds(lake, easting, northing) for lake in basemap.lakes)


def test_towns_fall_inside_their_own_municipality() -> None:
    """Points and outlines must share one projection, or the map lies by kilometres."""
    problem = scattered_day(4)
    plane = project_places(problem)
    outlines = {m.name: m.rings for m in load_basemap().municipalities}
    for town in ("Östersund", "Krokom", "Strömsund", "Åre"):
        row = next(k for k, place in enumerate(problem.places) if place.name == town)
        assert any(_holds(ring, *plane[row]) for ring in outlines[town]), town


def test_drawing_keeps_every_framed_place_inside_and_north_up() -> None:
    """A stop outside the frame would be a run to nowhere."""
    problem = scattered_day(10)
    plane = project_places(problem)
    drawing = Drawing(frame_places(plane, range(len(problem.places))))
    points = drawing.points(plane)
    assert points.min() > 0
    assert points[:, 0].max() < 1_000
    assert points[:, 1].max() < drawing.height
    north = max(range(len(problem.places)), key=lambda k: problem.places[k].lat)
    assert points[north, 1] < points[:, 1].mean()


def test_frame_of_a_single_place_has_a_size() -> None:
    """A plan with everything at one door must not divide by nothing."""
    plane = np.array([[480_000.0, 7_000_000.0]])
    assert frame_places(plane, [0]).width > 0
    assert Place("a", "A", 63.0, 14.0).zone == 0
