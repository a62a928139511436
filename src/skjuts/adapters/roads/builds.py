"""Where road builds live on disk, and which of them is in use.

    MAPP/active                     the id of the build in use
    MAPP/building.lock              held by the process that builds
    MAPP/builds/<id>/record.json    what it was built from
    MAPP/builds/<id>/stamps/<stage> one empty file for each finished stage
    MAPP/builds/<id>/log.txt        what the engines' programs said
    MAPP/builds/<id>/valhalla/      tiles.tar, valhalla.json
    MAPP/builds/<id>/osrm/          roads.osrm.*

Readers only ever see a finished build: `active` is switched in one step when all stages are done,
and the build used before stays on disk for those who have it open.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from skjuts.adapters.roads.atomic_file import replacing
from skjuts.adapters.roads.errors import ClosedFolder, RoadBuildRunning, RoadsMissing


class EngineName(StrEnum):
    """The road engines that tiles are built for."""

    VALHALLA = "valhalla"
    OSRM = "osrm"


class BuildRecord(msgspec.Struct, frozen=True):
    """What a build was made from, by what, and how its figures are to be shown.

    `data_at` is the date of the map data as the file states it ('' = not stated), `built_at` when
    the build was put in use; both ISO 8601. `versions` names the engines built for. `source` is
    the Swedish phrase shown beside the figures.
    """

    id: str
    file_name: str
    file_bytes: int
    file_sha256: str
    data_at: str
    built_at: str
    versions: dict[str, str]
    source: str
    attribution: str
    is_estimate: bool
    max_access_m: int


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """The folder of one build."""

    path: Path

    @property
    def record_path(self) -> Path:
        """Where the record is."""
        return self.path / "record.json"

    @property
    def log_path(self) -> Path:
        """What the engines' programs said."""
        return self.path / "log.txt"

    @property
    def tiles_path(self) -> Path:
        """Valhalla's folder."""
        return self.path / "valhalla"

    @property
    def graph_path(self) -> Path:
        """The beginning of OSRM's file names."""
        return self.path / "osrm" / "roads.osrm"

    def is_done(self, stage: str) -> bool:
        """Tell whether a stage was finished, in this run or an interrupted one."""
        return (self.path / "stamps" / stage).exists()

    def stamp(self, stage: str) -> None:
        """Note that a stage is finished."""
        stamp = self.path / "stamps" / stage
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()

    def write_record(self, record: BuildRecord) -> None:
        """Write the record, or replace it."""
        with replacing(self.record_path) as file:
            file.write(msgspec.json.format(msgspec.json.encode(record)))


@dataclass(frozen=True, slots=True)
class RoadHome:
    """The folder that holds all road builds of an installation."""

    path: Path

    def folder(self, build_id: str) -> BuildFolder:
        """Name the folder of a build, made or not."""
        return BuildFolder(self.path / "builds" / build_id)

    def activate(self, build_id: str) -> None:
        """Switch readers that open from now on to a finished build."""
        with replacing(self.path / "active") as file:
            file.write(f"{build_id}\n".encode())

    def get_active(self) -> tuple[BuildFolder, BuildRecord]:
        """Read which build is in use. Raises `RoadsMissing` when none is."""
        try:
            folder = self.folder((self.path / "active").read_text(encoding="ascii").strip())
            record = msgspec.json.decode(folder.record_path.read_bytes(), type=BuildRecord)
        except (OSError, msgspec.MsgspecError) as missing:
            raise RoadsMissing(f"Inget vägnät är byggt i {self.path}.") from missing
        return folder, record

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builders out; the lock goes with the process.

        Raises `RoadBuildRunning`, and `ClosedFolder` when nothing can be written here.
        """
        import fcntl  # only building locks: the rest runs where POSIX locks do not exist

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            opened = (self.path / "building.lock").open("w")
        except OSError as closed:
            raise ClosedFolder(f"Det går inte att skriva i {self.path}.", field="--to") from closed
        with opened as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as held:
                raise RoadBuildRunning(f"Ett annat bygge pågår i {self.path}.") from held
            yield
