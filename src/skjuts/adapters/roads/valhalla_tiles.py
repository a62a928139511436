"""Builds Valhalla's tiles from an OSM file, and the settings that engine and server read."""

from __future__ import annotations

import copy
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skjuts.adapters.roads.atomic_file import replacing
from skjuts.adapters.roads.engine_programs import run_program
from skjuts.adapters.roads.errors import ClosedFolder, EngineMissing

ARCHIVE_NAME = "tiles.tar"
UNUSED_DATA = ("admin", "timezone", "landmarks", "traffic_extract", "transit_dir", "transit_feeds_dir")
"""Parts of Valhalla's default settings that point at files we do not build."""
MAX_DISTANCE_M = 3_000_000
MAX_PAIRS = 10_000_000
MAX_LOCATIONS = 100_000
CACHE_BYTES = 256_000_000
RAISED_LIMITS = {
    "max_distance": MAX_DISTANCE_M,
    "max_matrix_distance": MAX_DISTANCE_M,
    "max_matrix_location_pairs": MAX_PAIRS,
    "max_locations": MAX_LOCATIONS,
}
LEVELS = ("0", "1", "2", "3")
"""Folders of finished tiles."""

type OnLine = Callable[[str], None]


def settings(tiles_path: Path, *, from_archive: bool) -> dict[str, Any]:
    """Settings for building (`from_archive` false) or for driving on the finished archive.

    The matrix algorithm is always `timedistancematrix`: the default may choose one that is tens of
    times slower at a hundred points. Unconnected pairs come out as pairs, not as a refusal.
    """
    import valhalla

    chosen: dict[str, Any] = copy.deepcopy(valhalla.get_config(tile_extract="", tile_dir=""))
    roads = chosen["mjolnir"]
    for name in UNUSED_DATA:
        roads.pop(name, None)
    roads["tile_dir"] = "" if from_archive else str(tiles_path / "tiles")
    roads["tile_extract"] = str(tiles_path / ARCHIVE_NAME)
    roads["max_cache_size"] = CACHE_BYTES
    chosen["thor"]["source_to_target_algorithm"] = "timedistancematrix"
    chosen["loki"]["use_connectivity"] = False
    for costing in ("auto", "pedestrian"):
        chosen["service_limits"][costing].update(RAISED_LIMITS)
    chosen["logging"] = {"type": "" if from_archive else "std_out", "color": False}
    return chosen


def ensure_settings(tiles_path: Path) -> Path:
    """Give the settings file for driving; written when it is missing or the folder has been moved.

    Raises `ClosedFolder` when it must be written and cannot.
    """
    path = tiles_path / "valhalla.json"
    wanted = json.dumps(settings(tiles_path.resolve(), from_archive=True), indent=1)
    if not path.exists() or path.read_text(encoding="utf-8") != wanted:
        try:
            with replacing(path) as file:
                file.write(wanted.encode())
        except OSError as closed:
            raise ClosedFolder(f"Det går inte att skriva i {tiles_path}.") from closed
    return path


def version() -> str:
    """Version of the installed engine. Raises `EngineMissing`."""
    try:
        import valhalla
    except ImportError as missing:
        raise EngineMissing("Vägmotorn Valhalla (pyvalhalla) är inte installerad.") from missing
    return str(valhalla.__version__)


def parse(osm_path: Path, tiles_path: Path, log_path: Path, on_line: OnLine) -> None:
    """First stage: read the OSM file into Valhalla's working files. Starts over when repeated."""
    shutil.rmtree(tiles_path, ignore_errors=True)
    (tiles_path / "tiles").mkdir(parents=True)
    build_settings = json.dumps(settings(tiles_path.resolve(), from_archive=False))
    (tiles_path / "build.json").write_text(build_settings, encoding="utf-8")
    _build("initialize", "constructedges", osm_path, tiles_path, log_path, on_line)


def tile(osm_path: Path, tiles_path: Path, log_path: Path, on_line: OnLine) -> None:
    """Second stage: make the tiles from the working files. Starts over when repeated."""
    for level in LEVELS:
        shutil.rmtree(tiles_path / "tiles" / level, ignore_errors=True)
    _build("build", "validate", osm_path, tiles_path, log_path, on_line)


def archive(tiles_path: Path, log_path: Path, on_line: OnLine) -> None:
    """Last stage: one file of all tiles, which many threads and processes map together."""
    (tiles_path / ARCHIVE_NAME).unlink(missing_ok=True)
    script = [sys.executable, "-m", "valhalla.valhalla_build_extract"]
    run_program([*script, "-c", tiles_path / "build.json", "-v"], log_path, on_line)
    ensure_settings(tiles_path)


def sweep(tiles_path: Path) -> None:
    """Remove the working files; harmless when repeated."""
    shutil.rmtree(tiles_path / "tiles", ignore_errors=True)


def _build(start: str, end: str, osm_path: Path, tiles_path: Path, log_path: Path, on_line: OnLine) -> None:
    import valhalla

    program = Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles"
    arguments: list[str | Path] = ["-c", tiles_path / "build.json", "-s", start, "-e", end, osm_path]
    run_program([program, *arguments], log_path, on_line)
