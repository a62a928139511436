"""Timetables in GTFS: read whole from a zip or a folder, or refused with file and line."""

from skjuts.adapters.gtfs.build_file import load_timetable
from skjuts.adapters.gtfs.reading import FeedReading, read_feed

__all__ = ["FeedReading", "load_timetable", "read_feed"]
