"""A feed read once and kept as arrays, under the hash of its contents: the next opening takes no reading."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.gtfs.feed_files import hash_files, read_files
from skjuts.adapters.gtfs.reading import FeedReading, read_feed_files
from skjuts.core.timetable.booking import BookingRule
from skjuts.core.timetable.feed import (
    Changes,
    FeedStamp,
    Line,
    Services,
    Stops,
    StopTimes,
    Timetable,
    Trips,
)
from skjuts.core.timetable.zones import Zone, ZoneService

FORM: Final = 1
"""Counted up whenever the file, or what reading makes of a feed, changes."""


class _Zone(msgspec.Struct):
    id: str
    name: str
    rings: tuple[list[tuple[float, float]], ...]
    stops: tuple[int, ...]


class _ZoneService(msgspec.Struct):
    trip: int
    origin: _Zone
    target: _Zone
    opens_s: int
    closes_s: int
    factor: float
    offset_s: int
    boarding_rule: int
    leaving_rule: int


class _Texts(msgspec.Struct):
    """What is no array."""

    stamp: FeedStamp
    lines: tuple[Line, ...]
    booking_rules: tuple[BookingRule, ...]
    zone_services: tuple[_ZoneService, ...]
    stop_ids: tuple[str, ...]
    stop_names: tuple[str, ...]
    trip_ids: tuple[str, ...]
    headsigns: tuple[str, ...]
    service_ids: tuple[str, ...]
    first_day: date
    notes: tuple[str, ...]


ARRAYS: Final = {
    "stops": ("lat", "lon", "access"),
    "trips": ("line", "service", "access", "first"),
    "stop_times": (
        *("stop", "arrival_s", "departure_s", "boarding", "leaving", "boarding_rule", "leaving_rule"),
    ),
    "services": ("runs",),
    "changes": ("from_stop", "to_stop", "least_s"),
}
"""The arrays of a `Timetable`, by the part that holds them."""


def load_timetable(path: Path, folder: Path) -> FeedReading:
    """A feed from its build file in `folder`, or read and written there.

    A build file that is damaged, or of another form, is made anew. Raises as `read_feed`.
    """
    files = read_files(path)
    build = folder / f"{hash_files(files)}-{FORM}.npz"
    kept = _find_kept(build)
    if kept is not None and kept.timetable.stamp.name == path.name:
        return kept
    reading = read_feed_files(files, path.name)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = build.with_suffix(".part")
    temporary.write_bytes(pack(reading))
    temporary.replace(build)
    return reading


def _find_kept(build: Path) -> FeedReading | None:
    try:
        return unpack(build.read_bytes())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, msgspec.MsgspecError):
        return None


def pack(reading: FeedReading) -> bytes:
    """The reading as one file: arrays, and the texts as JSON beside them."""
    timetable = reading.timetable
    texts = _Texts(
        stamp=timetable.stamp,
        lines=timetable.lines,
        booking_rules=timetable.booking_rules,
        zone_services=tuple(_pack_zone_service(service) for service in timetable.zone_services),
        stop_ids=timetable.stops.ids,
        stop_names=timetable.stops.names,
        trip_ids=timetable.trips.ids,
        headsigns=timetable.trips.headsigns,
        service_ids=timetable.services.ids,
        first_day=timetable.services.first_day,
        notes=reading.notes,
    )
    arrays = {
        f"{part}.{name}": getattr(getattr(timetable, part), name)
        for part, names in ARRAYS.items()
        for name in names
    }
    written = io.BytesIO()
    np.savez(written, texts=np.frombuffer(msgspec.json.encode(texts), dtype=np.uint8), **arrays)
    return written.getvalue()


def unpack(content: bytes) -> FeedReading:
    """The reading that `pack` wrote."""
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        texts = msgspec.json.decode(stored["texts"].tobytes(), type=_Texts)
        parts: dict[str, dict[str, NDArray[np.generic]]] = {
            part: {name: stored[f"{part}.{name}"] for name in names} for part, names in ARRAYS.items()
        }
    timetable = Timetable(
        stamp=texts.stamp,
        stops=Stops(ids=texts.stop_ids, names=texts.stop_names, **parts["stops"]),  # type: ignore[arg-type]
        lines=texts.lines,
        trips=Trips(ids=texts.trip_ids, headsigns=texts.headsigns, **parts["trips"]),  # type: ignore[arg-type]
        stop_times=StopTimes(**parts["stop_times"]),  # type: ignore[arg-type]
        services=Services(ids=texts.service_ids, first_day=texts.first_day, **parts["services"]),  # type: ignore[arg-type]
        changes=Changes(**parts["changes"]),  # type: ignore[arg-type]
        booking_rules=texts.booking_rules,
        zone_services=tuple(_unpack_zone_service(service) for service in texts.zone_services),
    )
    return FeedReading(timetable, texts.notes)


def _pack_zone_service(service: ZoneService) -> _ZoneService:
    fields = {name: getattr(service, name) for name in _ZoneService.__struct_fields__}
    ends = {"origin": _pack_zone(service.origin), "target": _pack_zone(service.target)}
    return _ZoneService(**{**fields, **ends})


def _pack_zone(zone: Zone) -> _Zone:
    return _Zone(zone.id, zone.name, tuple(ring.tolist() for ring in zone.rings), zone.stops)


def _unpack_zone_service(stored: _ZoneService) -> ZoneService:
    fields = {name: getattr(stored, name) for name in _ZoneService.__struct_fields__}
    ends = {"origin": _unpack_zone(stored.origin), "target": _unpack_zone(stored.target)}
    return ZoneService(**{**fields, **ends})


def _unpack_zone(stored: _Zone) -> Zone:
    rings = tuple(np.array(ring, dtype=np.float64) for ring in stored.rings)
    return Zone(stored.id, stored.name, rings, stored.stops)
