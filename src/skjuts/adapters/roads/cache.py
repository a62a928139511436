"""Remembers what a road engine has answered, on disk, so that only new rows and columns are asked for.

Keyed by road build, profile and pair of snapped points. One row of the file holds all that is known
from one point: numbered targets in order, and their legs. Several processes may use the same file;
rows are merged inside one write transaction, so nobody's answers are lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import RoadEngine, Snap
from skjuts.adapters.roads.errors import CacheUnusable
from skjuts.core.network.travel_times import NO_ROAD, Point, Profile

SCHEMA_VERSION = 1
SCHEMA = """
create table point (id integer primary key, lat real not null, lon real not null, unique (lat, lon));
create table snap (
    build text not null, profile text not null, lat real not null, lon real not null,
    road_lat real, road_lon real, access_m integer,
    primary key (build, profile, lat, lon)
) without rowid;
create table known (
    build text not null, profile text not null, source integer not null,
    targets blob not null, legs blob not null,
    primary key (build, profile, source)
);
"""
WAIT_S = 30.0
SEPARATE_QUESTIONS = 4
"""More patterns of missing targets than this are asked for in one larger question."""

type _Row = tuple[NDArray[np.int32], NDArray[np.int32]]


class CachedEngine:
    """A road engine that asks `engine` only for what the file at `path` does not hold."""

    def __init__(self, engine: RoadEngine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._prepare()

    @property
    def build_id(self) -> str:
        """The build of the engine behind."""
        return self._engine.build_id

    def snap(self, points: Sequence[Point], profile: Profile) -> list[Snap | None]:
        """Find roads, known ones first; see `RoadEngine.snap`."""
        build = self._engine.build_id
        with self._open() as db:
            known = {point: row for point in points if (row := _find_snap(db, build, profile, point))}
        new = [point for point in dict.fromkeys(points) if point not in known]
        found = dict(zip(new, self._engine.snap(new, profile) if new else [], strict=True))
        if found:
            with self._writing() as db:
                rows = [(build, profile.value, *point, *_flat(snap)) for point, snap in found.items()]
                db.executemany("insert or replace into snap values (?, ?, ?, ?, ?, ?, ?)", rows)
        return [_read_snap(known[point]) if point in known else found[point] for point in points]

    def drive(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
    ) -> NDArray[np.int32]:
        """Legs between points on roads, known ones from the file; see `RoadEngine.drive`."""
        build = self._engine.build_id
        with self._writing() as db:
            start_ids, end_ids = _number(db, sources), _number(db, targets)
        legs = np.full((len(sources), len(targets), 2), NO_ROAD, dtype=np.int32)
        missing = np.ones(legs.shape[:2], dtype=bool)
        with self._open() as db:
            for row, source in enumerate(start_ids.tolist()):
                missing[row] = _look_up(_read_row(db, build, profile, source), end_ids, legs[row])
        asked = missing.copy()
        for rows, columns in _questions(missing):
            answer = self._engine.drive([sources[i] for i in rows], [targets[i] for i in columns], profile)
            legs[np.ix_(rows, columns)] = answer
            asked[np.ix_(rows, columns)] = True
        self._keep(build, profile, start_ids, end_ids, legs, asked)
        return legs

    def _keep(
        self,
        build: str,
        profile: Profile,
        start_ids: NDArray[np.int32],
        end_ids: NDArray[np.int32],
        legs: NDArray[np.int32],
        asked: NDArray[np.bool_],
    ) -> None:
        rows = np.flatnonzero(asked.any(axis=1)).tolist()
        if not rows:
            return
        with self._writing() as db:
            for row in rows:
                source = int(start_ids[row])
                known = _read_row(db, build, profile, source)
                targets, merged = _merge(known, end_ids[asked[row]], legs[row][asked[row]])
                db.execute(
                    "insert or replace into known values (?, ?, ?, ?, ?)",
                    (build, profile.value, source, targets.tobytes(), merged.tobytes()),
                )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)) as db:
                yield db
        except sqlite3.Error as trouble:
            raise CacheUnusable(
                f"De sparade restiderna i {self._path} går inte att använda: {trouble}."
            ) from trouble

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                db.execute("rollback")
                raise
            db.execute("commit")

    def _prepare(self) -> None:
        """Make the tables; a file that is not ours or of another version is begun anew."""
        try:
            with self._open() as db:
                db.execute("pragma journal_mode = wal")
            with self._writing() as db:
                (version,) = db.execute("pragma user_version").fetchone()
                if version != SCHEMA_VERSION:
                    _begin_anew(db)
        except CacheUnusable as trouble:
            if isinstance(trouble.__cause__, sqlite3.OperationalError):
                raise
            self._path.unlink()
            self._prepare()


def _begin_anew(db: sqlite3.Connection) -> None:
    for table in ("point", "snap", "known"):
        db.execute(f"drop table if exists {table}")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    db.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _find_snap(
    db: sqlite3.Connection, build: str, profile: Profile, point: Point
) -> tuple[float | None, float | None, int | None] | None:
    found: tuple[float | None, float | None, int | None] | None = db.execute(
        "select road_lat, road_lon, access_m from snap where (build, profile, lat, lon) = (?, ?, ?, ?)",
        (build, profile.value, *point),
    ).fetchone()
    return found


def _flat(snap: Snap | None) -> tuple[float | None, float | None, int | None]:
    return (*snap.road, snap.access_m) if snap else (None, None, None)


def _read_snap(row: tuple[float | None, float | None, int | None]) -> Snap | None:
    lat, lon, access_m = row
    return None if lat is None or lon is None or access_m is None else Snap(Point(lat, lon), access_m)


def _number(db: sqlite3.Connection, points: Sequence[Point]) -> NDArray[np.int32]:
    """Give every point its number in the file, a new one when it is new."""
    db.executemany("insert or ignore into point (lat, lon) values (?, ?)", set(points))
    numbers = [
        db.execute("select id from point where (lat, lon) = (?, ?)", point).fetchone()[0] for point in points
    ]
    return np.array(numbers, dtype=np.int32)


def _read_row(db: sqlite3.Connection, build: str, profile: Profile, source: int) -> _Row:
    found = db.execute(
        "select targets, legs from known where (build, profile, source) = (?, ?, ?)",
        (build, profile.value, source),
    ).fetchone()
    targets, legs = found or (b"", b"")
    return np.frombuffer(targets, dtype=np.int32), np.frombuffer(legs, dtype=np.int32).reshape(-1, 2)


def _look_up(row: _Row, end_ids: NDArray[np.int32], legs: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Copy the known legs of one row; tell which targets are missing."""
    targets, known = row
    if not len(targets):
        return np.ones(len(end_ids), dtype=bool)
    place = np.minimum(np.searchsorted(targets, end_ids), len(targets) - 1)
    found = targets[place] == end_ids
    legs[found] = known[place[found]]
    return ~found


def _merge(row: _Row, end_ids: NDArray[np.int32], legs: NDArray[np.int32]) -> _Row:
    """Put new legs before known ones, and keep the first of each target, in order of target."""
    targets, first = np.unique(np.concatenate([end_ids, row[0]]), return_index=True)
    return targets, np.concatenate([legs, row[1]])[first]


def _questions(missing: NDArray[np.bool_]) -> Iterator[tuple[list[int], list[int]]]:
    """Cut what is missing into blocks of rows and columns: whole new rows, new columns of old rows."""
    patterns: dict[bytes, list[int]] = {}
    for row in np.flatnonzero(missing.any(axis=1)).tolist():
        patterns.setdefault(missing[row].tobytes(), []).append(row)
    if len(patterns) > SEPARATE_QUESTIONS:
        patterns = {missing.any(axis=0).tobytes(): sorted(row for rows in patterns.values() for row in rows)}
    for pattern, rows in patterns.items():
        yield rows, np.flatnonzero(np.frombuffer(pattern, dtype=bool)).tolist()
