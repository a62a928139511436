"""The files of a feed: a zip or a folder, read within limits, with a hash over what they hold."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from skjuts.core.kernel.errors import TooLargeInput, UnreadableInput

READ_NAMES: Final = (
    "agency.txt",
    "booking_rules.txt",
    "calendar.txt",
    "calendar_dates.txt",
    "feed_info.txt",
    "frequencies.txt",
    "location_group_stops.txt",
    "location_groups.txt",
    "locations.geojson",
    "routes.txt",
    "stop_times.txt",
    "stops.txt",
    "transfers.txt",
    "trips.txt",
)
"""Every file that an answer can depend on; the hash is over these."""
LIMIT_BYTES: Final = 2 * 1024**3
"""A county's feed is some hundred megabytes unpacked."""


def read_files(path: Path) -> dict[str, bytes]:
    """The feed's files by name, those that there are.

    Raises `UnreadableInput` and `TooLargeInput`, the latter before anything is unpacked.
    """
    try:
        found = _read_folder(path) if path.is_dir() else _read_zip(path)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as fault:
        raise UnreadableInput(
            f"Tidtabellen {path.name} går inte att läsa.",
            field=str(path),
            remedy="Ange en zipfil eller en mapp i formatet GTFS.",
        ) from fault
    if not found:
        raise UnreadableInput(f"I {path.name} finns inga filer i formatet GTFS.", field=str(path))
    return found


def hash_files(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, the same for a zip as for the folder it was made of."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def _read_folder(path: Path) -> dict[str, bytes]:
    there = {name: path / name for name in READ_NAMES if (path / name).is_file()}
    _require_small(path, sum(file.stat().st_size for file in there.values()))
    return {name: file.read_bytes() for name, file in there.items()}


def _read_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        there = {info.filename: info for info in archive.infolist() if info.filename in READ_NAMES}
        _require_small(path, sum(info.file_size for info in there.values()))
        return {name: archive.read(info) for name, info in there.items()}


def _require_small(path: Path, size: int) -> None:
    if size > LIMIT_BYTES:
        raise TooLargeInput(f"Tidtabellen {path.name} är större än två gigabyte uppackad.", field=str(path))
