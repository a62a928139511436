"""What a day's file does not say, in a file beside it: when bookings came, what belongs together, areas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from skjuts.adapters.files.reading import read_bounded
from skjuts.core.planning.formats.decoding import decode_form
from skjuts.core.planning.formats.form import Form, Id

NOTES_KIND, NOTES_VERSION = "day-notes", 1
NOTES_SUFFIX = ".notes.json"
NOTES_LIMIT_BYTES = 16 * 1024 * 1024
DAY_S = 86_400

type Moment = Annotated[int, Meta(ge=-366 * DAY_S, le=2 * DAY_S)]


class DayNotes(Form, frozen=True, kw_only=True):
    """Notes of one day, all by the ids of the day's own file; see `core.ports.past_days.BookedDay`."""

    skjuts: str = NOTES_KIND
    version: int = NOTES_VERSION
    booked_s: dict[Id, Moment] = field(default_factory=dict)
    returns: dict[Id, Id] = field(default_factory=dict)
    areas: dict[Id, Id] = field(default_factory=dict)


def list_day_files(folder: Path) -> list[Path]:
    """The days of a folder in the order of their names; none where there is no folder."""
    return sorted(one for one in folder.glob("*.json") if not one.name.endswith(NOTES_SUFFIX))


def read_day_notes(day: Path) -> DayNotes:
    """The notes beside a day's file, empty where there are none.

    Raises `UnreadableInput`, `UnsupportedVersion` or `InvalidField`.
    """
    path = day.with_suffix(NOTES_SUFFIX)
    if not path.exists():
        return DayNotes()
    return decode_form(
        read_bounded(path, NOTES_LIMIT_BYTES), DayNotes, kind=NOTES_KIND, version=NOTES_VERSION
    )
