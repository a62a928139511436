"""The house's timetable, read when the first question comes and kept open for the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import Lock

from skjuts.adapters.gtfs.build_file import load_timetable
from skjuts.adapters.gtfs.reading import FeedReading, read_feed_files
from skjuts.core.timetable.opening import OpenFeed

type FeedFiles = Callable[[], Mapping[str, bytes]]
BUILDS = Path(".cache/timetables")


class TimetableShelf:
    """One feed, from a publisher's file or made up; none when there is neither.

    `read` is called once, by the first who asks. What it raises is raised to everybody until it works.
    """

    def __init__(self, read: Callable[[], FeedReading] | None) -> None:
        self._read, self._lock = read, Lock()
        self._feed: OpenFeed | None = None

    def find_feed(self, day: date) -> OpenFeed | None:
        """The feed, whatever the day: a day outside it is told as unknown by the answer itself."""
        del day
        with self._lock:
            if self._feed is None and self._read is not None:
                self._feed = OpenFeed(self._read().timetable)
            return self._feed


def open_timetables(path: Path | None, *, invented: FeedFiles | None) -> TimetableShelf:
    """The shelf of a GTFS file or folder; without one an invented feed, where that is allowed."""
    if path is not None:
        return TimetableShelf(lambda: load_timetable(path, BUILDS))
    if invented is not None:
        return TimetableShelf(lambda: read_feed_files(invented(), "demonstration"))
    return TimetableShelf(None)
