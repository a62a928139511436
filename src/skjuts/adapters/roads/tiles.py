"""Builds roads from an OSM file: stage by stage, resumable, switched in when whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from skjuts.adapters.roads import osrm_graph, valhalla_tiles
from skjuts.adapters.roads.builds import BuildFolder, BuildRecord, EngineName, RoadHome
from skjuts.adapters.roads.osm_file import OsmFile, examine

ID_LENGTH = 12
OSM_ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
REAL_MAX_ACCESS_M = 5_000


class Progress(Protocol):
    """Is told what happens; the caller shows it."""

    def plan(self, stages: Sequence[str]) -> None:
        """These stages follow, named by Swedish phrases."""
        ...

    def begin(self, stage: str) -> None:
        """A stage begins."""
        ...

    def skip(self, stage: str) -> None:
        """A stage was finished by an earlier, interrupted run."""
        ...

    def line(self, text: str) -> None:
        """An engine's program said this."""
        ...


@dataclass(frozen=True, slots=True)
class Showing:
    """How figures from a build are shown, and how far from its roads a place may lie.

    `source` is the Swedish phrase beside the figures; the date of the map data is added to it.
    """

    source: str = "vägnät från OpenStreetMap"
    attribution: str = OSM_ATTRIBUTION
    is_estimate: bool = False
    max_access_m: int = REAL_MAX_ACCESS_M


@dataclass(frozen=True, slots=True)
class _Stage:
    stamp: str
    name: str
    run: Callable[[], None]


def build_roads(
    osm_path: Path,
    home: RoadHome,
    engines: Sequence[EngineName],
    progress: Progress,
    showing: Showing | None = None,
) -> BuildRecord:
    """Build roads for the engines and put them in use; give the record of the build.

    The build's id follows from the file's contents, the engines, their versions and the way of
    showing: an interrupted build is taken up where it stopped, a finished one is only switched to.
    Raises `UnreadableInput`, `NotRoadFile`, `EngineMissing`, `RoadBuildRunning` and
    `RoadBuildFailed`; the roads in use before stay in use then.
    """
    showing = showing or Showing()
    versions = {name.value: _VERSION[name]() for name in engines}
    with home.locked():
        osm = examine(osm_path)
        folder = home.folder(_identify(osm, showing, versions))
        folder.path.mkdir(parents=True, exist_ok=True)
        _run_stages(_list_stages(osm_path.resolve(), folder, engines, progress.line), folder, progress)
        record = _describe(osm, folder, showing, versions)
        folder.write_record(record)
        home.activate(record.id)
    return record


_VERSION = {EngineName.VALHALLA: valhalla_tiles.version, EngineName.OSRM: osrm_graph.version}


def _identify(osm: OsmFile, showing: Showing, versions: dict[str, str]) -> str:
    identity = [osm.sha256, repr(showing), repr(sorted(versions.items())), osrm_graph.profile_text()]
    return hashlib.sha256("\n".join(identity).encode()).hexdigest()[:ID_LENGTH]


def _run_stages(stages: Sequence[_Stage], folder: BuildFolder, progress: Progress) -> None:
    progress.plan([stage.name for stage in stages])
    for stage in stages:
        if folder.is_done(stage.stamp):
            progress.skip(stage.name)
            continue
        progress.begin(stage.name)
        stage.run()
        folder.stamp(stage.stamp)


def _list_stages(
    osm_path: Path, folder: BuildFolder, engines: Sequence[EngineName], on_line: Callable[[str], None]
) -> list[_Stage]:
    tiles, graph, log = folder.tiles_path, folder.graph_path, folder.log_path
    stages = {
        EngineName.VALHALLA: [
            _Stage("parsed", "läser kartan", partial(valhalla_tiles.parse, osm_path, tiles, log, on_line)),
            _Stage("tiled", "bygger rutor", partial(valhalla_tiles.tile, osm_path, tiles, log, on_line)),
            _Stage("archived", "packar rutorna", partial(valhalla_tiles.archive, tiles, log, on_line)),
            _Stage("swept", "städar", partial(valhalla_tiles.sweep, tiles)),
        ],
        EngineName.OSRM: [
            _Stage("extracted", "läser kartan", partial(osrm_graph.extract, osm_path, graph, log, on_line)),
            _Stage("contracted", "bygger genvägar", partial(osrm_graph.contract, graph, log, on_line)),
        ],
    }
    return [
        _Stage(f"{name}-{stage.stamp}", f"{name.value}: {stage.name}", stage.run)
        for name in engines
        for stage in stages[name]
    ]


def _describe(osm: OsmFile, folder: BuildFolder, showing: Showing, versions: dict[str, str]) -> BuildRecord:
    date = f" ({osm.data_at[:10]})" if osm.data_at else ""
    return BuildRecord(
        id=folder.path.name,
        file_name=osm.path.name,
        file_bytes=osm.size_bytes,
        file_sha256=osm.sha256,
        data_at=osm.data_at,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        versions=versions,
        source=f"{showing.source}{date}",
        attribution=showing.attribution,
        is_estimate=showing.is_estimate,
        max_access_m=showing.max_access_m,
    )
