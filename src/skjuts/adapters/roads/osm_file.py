"""Looks at an OSM file before anything is built from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from skjuts.adapters.roads.errors import EngineMissing, NotRoadFile
from skjuts.core.kernel.errors import UnreadableInput


@dataclass(frozen=True, slots=True)
class OsmFile:
    """An OSM file as found: `data_at` is the date of its data, ISO 8601, '' when it states none."""

    path: Path
    size_bytes: int
    sha256: str
    data_at: str


def examine(path: Path) -> OsmFile:
    """Read a file's header and checksum. Raises `UnreadableInput` and `NotRoadFile`."""
    if not path.is_file():
        raise UnreadableInput(f"Filen {path} finns inte.", field="FIL")
    data_at = _read_data_date(path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as closed:
        raise UnreadableInput(f"Filen {path} går inte att läsa.", field="FIL") from closed
    return OsmFile(path, path.stat().st_size, digest, data_at)


def _read_data_date(path: Path) -> str:
    try:
        import osmium
    except ImportError as missing:
        raise EngineMissing("Läsaren av OSM-filer (osmium) är inte installerad.") from missing
    try:
        reader = osmium.io.Reader(osmium.io.File(str(path), "pbf"))
        try:
            return reader.header().get("osmosis_replication_timestamp")
        finally:
            reader.close()
    except (RuntimeError, OSError) as wrong:
        raise NotRoadFile(f"{path.name} är inte en OSM-fil i PBF-format.", field="FIL") from wrong
