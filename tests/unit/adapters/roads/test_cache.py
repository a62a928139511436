"""The cache of road legs: asks only for what is new, and never mixes builds up."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skjuts.adapters.roads.cache import CachedEngine
from skjuts.adapters.roads.errors import CacheUnusable
from skjuts.core.network.travel_times import Point, Profile
from tests.unit.adapters.roads.grid_engine import ISLAND, NOWHERE, GridEngine

POINTS = [Point(63.0 + i / 10, 15.0 - i / 10) for i in range(8)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the cache lies."""
    return tmp_path / "cache.sqlite"


def drive(engine: CachedEngine | GridEngine, sources: list[Point], targets: list[Point]) -> np.ndarray:
    """By car."""
    return engine.drive(sources, targets, Profile.CAR)


def test_what_is_known_is_not_asked_again(path: Path) -> None:
    """Not even by another process that opens the file later."""
    drive(CachedEngine(GridEngine(), path), POINTS, POINTS)
    engine = GridEngine()
    again = drive(CachedEngine(engine, path), POINTS[2:5], POINTS[::-1])
    assert engine.driven == []
    assert np.array_equal(again, drive(GridEngine(), POINTS[2:5], POINTS[::-1]))


def test_of_a_grown_day_only_new_rows_and_new_columns_are_asked(path: Path) -> None:
    """Five known places and three new ones: a block of new rows, and new columns of the old rows."""
    engine = GridEngine()
    cached = CachedEngine(engine, path)
    drive(cached, POINTS[:5], POINTS[:5])
    engine.driven.clear()
    grown = drive(cached, POINTS, POINTS)
    assert sorted(engine.driven) == [(3, 8), (5, 3)]
    assert np.array_equal(grown, drive(GridEngine(), POINTS, POINTS))


def test_a_ragged_gap_is_asked_in_one_question(path: Path) -> None:
    """Many small questions cost more than a few known legs asked again."""
    engine = GridEngine()
    cached = CachedEngine(engine, path)
    for row, point in enumerate(POINTS):
        drive(cached, [point], POINTS[: row + 1])
    engine.driven.clear()
    drive(cached, POINTS, POINTS)
    assert engine.driven == [(7, 7)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7))), max_size=6))
def test_whatever_was_asked_before_the_answer_is_the_engines(
    path: Path, questions: list[tuple[set[int], set[int]]]
) -> None:
    """Any history of questions leaves a cache that tells the truth."""
    cached = CachedEngine(GridEngine(), path)
    for rows, columns in [*questions, ({0, 1, 2}, set(range(8)))]:
        sources, targets = [POINTS[i] for i in rows], [POINTS[i] for i in columns]
        assert np.array_equal(drive(cached, sources, targets), drive(GridEngine(), sources, targets))


def test_a_pair_without_a_road_is_remembered_as_such(path: Path) -> None:
    """Asking the engine again would give the same nothing."""
    engine = GridEngine()
    cached = CachedEngine(engine, path)
    first = drive(cached, [ISLAND], POINTS)
    assert (first == -1).all()
    assert np.array_equal(drive(cached, [ISLAND], POINTS), first)
    assert len(engine.driven) == 1


def test_another_build_is_another_cache(path: Path) -> None:
    """Yesterday's roads must not answer for today's."""
    drive(CachedEngine(GridEngine("grid-1"), path), POINTS, POINTS)
    engine = GridEngine("grid-2")
    drive(CachedEngine(engine, path), POINTS, POINTS)
    assert engine.driven == [(8, 8)]


def test_another_profile_is_another_cache(path: Path) -> None:
    """Nor may car times answer for walking."""
    engine = GridEngine()
    cached = CachedEngine(engine, path)
    cached.drive(POINTS, POINTS, Profile.CAR)
    cached.drive(POINTS, POINTS, Profile.FOOT)
    assert engine.driven == [(8, 8), (8, 8)]


def test_snaps_are_remembered_with_those_that_failed(path: Path) -> None:
    """Snapping over HTTP is half of the waiting."""
    points = [Point(63.04, 15.0), NOWHERE, Point(63.04, 15.0)]
    engine = GridEngine()
    first = CachedEngine(engine, path).snap(points, Profile.CAR)
    assert CachedEngine(engine, path).snap(points, Profile.CAR) == first
    assert engine.snapped == [Point(63.04, 15.0), NOWHERE]
    assert first[1] is None


@pytest.mark.parametrize("contents", [b"not a database at all, but long enough to look like one" * 40, b""])
def test_a_file_that_is_not_a_cache_is_begun_anew(path: Path, contents: bytes) -> None:
    """A cache may always be lost; it must never stop a plan."""
    path.write_bytes(contents)
    assert drive(CachedEngine(GridEngine(), path), POINTS, POINTS).shape == (8, 8, 2)


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    """A misspelt path or a full disk must not end in a traceback."""
    with pytest.raises(CacheUnusable, match="borta") as caught:
        CachedEngine(GridEngine(), tmp_path / "borta" / "cache.sqlite")
    assert "ta bort filen" in caught.value.remedy


def test_a_cache_of_another_version_is_begun_anew(path: Path) -> None:
    """After an upgrade, rows of an older form must not be read."""
    drive(CachedEngine(GridEngine(), path), POINTS, POINTS)
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma user_version = 99")
    engine = GridEngine()
    drive(CachedEngine(engine, path), POINTS, POINTS)
    assert engine.driven == [(8, 8)]


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """Each adds its own columns to the same rows, one by one."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(first)], cwd=ROOT) for first in (0, 4)
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    engine = GridEngine()
    answer = drive(CachedEngine(engine, path), POINTS, POINTS)
    assert engine.driven == []
    assert np.array_equal(answer, drive(GridEngine(), POINTS, POINTS))


ROOT = Path(__file__).parents[4]
WRITER = """
import sys
from pathlib import Path
from skjuts.adapters.roads.cache import CachedEngine
from skjuts.core.network.travel_times import Point, Profile
from tests.unit.adapters.roads.grid_engine import GridEngine

points = [Point(63.0 + i / 10, 15.0 - i / 10) for i in range(8)]
first = int(sys.argv[2])
for column in range(first, first + 4):
    CachedEngine(GridEngine(), Path(sys.argv[1])).drive(points, [points[column]], Profile.CAR)
"""
