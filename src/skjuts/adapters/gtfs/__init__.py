"""Timetables in GTFS: read whole from a zip or a folder, or refused with file and line."""

from skjuts.adapters.gtfs.build_file import load_timetable
from skjuts.adapters.gtfs.reading import FeedReading, read_feed
from skjuts.adapters.gtfs.shelf import TimetableShelf, open_timetables

__all__ = ["FeedReading", "TimetableShelf", "load_timetable", "open_timetables", "read_feed"]
