"""A feed from its files: everything is checked before anything is returned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from skjuts.adapters.gtfs.areas import read_zones
from skjuts.adapters.gtfs.booking_rules import read_booking_rules
from skjuts.adapters.gtfs.calls import Known, read_calls
from skjuts.adapters.gtfs.days import read_services
from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.feed_files import hash_files, read_files
from skjuts.adapters.gtfs.places import read_changes, read_stops
from skjuts.adapters.gtfs.tables import Table
from skjuts.adapters.gtfs.trips import list_zone_services, read_lines, read_trips, repeat_trips, with_calls
from skjuts.core.timetable.assembling import FeedRows, assemble
from skjuts.core.timetable.feed import FeedStamp, Services, Timetable

REQUIRED: Final = ("routes.txt", "trips.txt", "stop_times.txt")
DEMONSTRATION: Final = "demonstrationstidtabell"
"""Where a feed's publisher or version says this, every answer from it says so too."""


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A timetable, and what in its files is not used."""

    timetable: Timetable
    notes: tuple[str, ...]


def read_feed(path: Path) -> FeedReading:
    """Read a GTFS feed from a zip or a folder.

    Raises `FeedRefused` with every fault by file and line, `UnreadableInput` or `TooLargeInput`.
    """
    return read_feed_files(read_files(path), path.name)


def read_feed_files(files: Mapping[str, bytes], name: str) -> FeedReading:
    """Read a feed from the contents of its files, under a name. Raises as `read_feed`."""
    faults = Faults()
    for required in REQUIRED:
        if required not in files:
            faults.add(required, None, "", "filen saknas.")
    faults.refuse_if_any()
    services = read_services(files, faults)
    rows = _read_rows(files, services, faults)
    stamp = _read_stamp(files, name, services, faults)
    faults.refuse_if_any()
    return FeedReading(assemble(stamp, services, rows), tuple(faults.notes))


def _read_rows(files: Mapping[str, bytes], services: Services, faults: Faults) -> FeedRows:
    stops = read_stops(files, faults)
    rules = read_booking_rules(files, services.ids, faults)
    lines = read_lines(files, faults)
    trips = read_trips(files, lines, services.ids, faults)
    numbers = {trip.id: number for number, trip in enumerate(trips)}
    known = Known(stops, read_zones(files, stops, faults), rules, numbers)
    calls = read_calls(files, known, faults)
    faults.refuse_if_any()
    called = repeat_trips(files, with_calls(trips, calls), faults)
    return FeedRows(
        stops=stops.rows,
        lines=lines,
        trips=called,
        changes=read_changes(files, stops, faults),
        booking_rules=rules.rows,
        zone_services=tuple(list_zone_services(called, calls, faults)),
    )


def _read_stamp(files: Mapping[str, bytes], name: str, services: Services, faults: Faults) -> FeedStamp:
    publisher = version = ""
    first: date | None = None
    last: date | None = None
    for row in Table(files, "feed_info.txt", faults):
        publisher, version = row.text("feed_publisher_name"), row.text("feed_version")
        first, last = row.day("feed_start_date"), row.day("feed_end_date")
    return FeedStamp(
        name=name,
        publisher=publisher,
        version=version,
        content_sha256=hash_files(files),
        first_day=first or services.first_day,
        last_day=last or services.last_day,
        is_demonstration=DEMONSTRATION in f"{publisher} {version}".lower(),
    )
