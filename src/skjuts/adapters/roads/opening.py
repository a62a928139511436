"""Opens the roads in use: the one place where build, engine, cache and snapping are put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skjuts.adapters.roads.builds import BuildFolder, BuildRecord, EngineName, RoadHome
from skjuts.adapters.roads.cache import CachedEngine
from skjuts.adapters.roads.engine import RoadEngine
from skjuts.adapters.roads.errors import RoadsMissing
from skjuts.adapters.roads.on_roads import RoadTravelTimes
from skjuts.adapters.roads.osrm_engine import OsrmEngine
from skjuts.adapters.roads.patient_http import Patience, PatientClient
from skjuts.adapters.roads.valhalla_engine import ValhallaEngine
from skjuts.adapters.roads.valhalla_server import ServerLimits, ValhallaServer
from skjuts.adapters.roads.valhalla_tiles import ARCHIVE_NAME, ensure_settings
from skjuts.core.network.fallback import WithFallback
from skjuts.core.network.straight_line import StraightLine


def open_roads(home: RoadHome, engine: EngineName, cache_path: Path | None = None) -> RoadTravelTimes:
    """Open the build in use with one of its engines; answers are remembered in `cache_path`.

    Raises `RoadsMissing` when nothing is built for the engine, `EngineMissing` when it is not installed.
    """
    folder, record = home.get_active()
    if engine.value not in record.versions:
        raise RoadsMissing(f"Vägnätet i {home.path} är inte byggt för {engine.value}.")
    return RoadTravelTimes(
        _cached(_start(engine, folder, record), cache_path),
        source=record.source,
        is_estimate=record.is_estimate,
        max_access_m=record.max_access_m,
    )


def _start(engine: EngineName, folder: BuildFolder, record: BuildRecord) -> RoadEngine:
    build_id = f"{record.id}-{engine}"
    if engine is EngineName.VALHALLA:
        if not (folder.tiles_path / ARCHIVE_NAME).is_file():
            raise RoadsMissing(f"Vägnätet i {folder.path} är inte helt: {ARCHIVE_NAME} saknas.")
        return ValhallaEngine(ensure_settings(folder.tiles_path), build_id, record.max_access_m)
    return OsrmEngine(folder.graph_path, build_id)


def _cached(engine: RoadEngine, cache_path: Path | None) -> RoadEngine:
    return engine if cache_path is None else CachedEngine(engine, cache_path)


@contextmanager
def connect_roads(
    base_url: str,
    max_access_m: int,
    cache_path: Path | None = None,
    patience: Patience | None = None,
    limits: ServerLimits | None = None,
) -> Iterator[WithFallback]:
    """Use a Valhalla server inside the context, and the straight line (marked) while it is gone."""
    with PatientClient(base_url, patience or Patience()) as client:
        engine = _cached(ValhallaServer(client, max_access_m, limits), cache_path)
        on_server = RoadTravelTimes(
            engine, source="vägserver (Valhalla)", is_estimate=False, max_access_m=max_access_m
        )
        yield WithFallback(on_server, StraightLine())
