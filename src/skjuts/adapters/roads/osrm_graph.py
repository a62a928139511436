"""Builds OSRM's contracted graph from an OSM file, with a car profile at full speed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.metadata import version as installed_version
from importlib.resources import as_file, files
from pathlib import Path

from skjuts.adapters.roads.engine_programs import run_program
from skjuts.adapters.roads.errors import EngineMissing

PROFILE_NAME = "car_full_speed.lua"

type OnLine = Callable[[str], None]


def version() -> str:
    """Version of the installed engine. Raises `EngineMissing`."""
    _package_path()
    return installed_version("osrm-bindings")


def profile_text() -> str:
    """The profile's own text: other speeds, another build."""
    return files("skjuts.adapters.roads").joinpath(PROFILE_NAME).read_text(encoding="utf-8")


def extract(osm_path: Path, graph_path: Path, log_path: Path, on_line: OnLine) -> None:
    """First stage: read the OSM file into a graph. Starts over when repeated."""
    shutil.rmtree(graph_path.parent, ignore_errors=True)
    graph_path.parent.mkdir(parents=True)
    package = _package_path()
    lua_path = package / "share" / "profiles" / "?.lua"
    with as_file(files("skjuts.adapters.roads").joinpath(PROFILE_NAME)) as profile:
        command: list[str | Path] = [
            package / "bin" / "osrm-extract",
            "-p",
            profile,
            "-o",
            graph_path,
            osm_path,
        ]
        run_program(command, log_path, on_line, {"LUA_PATH": str(lua_path)})


def contract(graph_path: Path, log_path: Path, on_line: OnLine) -> None:
    """Last stage: the shortcuts that make large matrices quick. Starts over when repeated."""
    run_program([_package_path() / "bin" / "osrm-contract", graph_path], log_path, on_line)


def _package_path() -> Path:
    try:
        import osrm
    except ImportError as missing:
        raise EngineMissing("Vägmotorn OSRM (osrm-bindings) är inte installerad.") from missing
    return Path(osrm.__file__).parent
