"""The days that plans are tried on: a folder for each authority, or invented ones where those are allowed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.past_days import BookedDay, DayName, DayReader

FOLDER = "days"


class HouseDays:
    """Days as files beside an authority's trips; each is a day to plan, with its notes beside it."""

    def __init__(self, folder: Path, *, is_invented: bool) -> None:
        self._folder, self._is_invented = folder, is_invented

    def list_days(self, authority_id: int, /) -> tuple[DayName, ...]:
        """The days, by file name."""
        from skjuts.adapters.files.past_days import list_day_files

        files = list_day_files(self._days_of(authority_id))
        if files or not self._is_invented:
            return tuple(DayName(id=one.stem, title=one.stem) for one in files)
        from skjuts.rehearsal.past_days import list_invented_days

        return list_invented_days()

    def open_reader(self, authority_id: int, /) -> DayReader:
        """What reads them, in whichever process."""
        if self._has_files(authority_id) or not self._is_invented:
            return partial(read_day, self._days_of(authority_id))
        return invent_day

    def name_source(self, authority_id: int, /) -> str:
        """Where they come from."""
        if self._has_files(authority_id):
            return "huvudmannens egna inlästa dagar"
        return "påhittade dagar i verklig geografi"

    def _days_of(self, authority_id: int) -> Path:
        return self._folder / str(authority_id) / FOLDER

    def _has_files(self, authority_id: int) -> bool:
        from skjuts.adapters.files.past_days import list_day_files

        return bool(list_day_files(self._days_of(authority_id)))


def read_day(folder: Path, day_id: str) -> BookedDay:
    """A day's file with its notes. Raises `NotFound` for another name than those in the folder."""
    from skjuts.adapters.files.past_days import list_day_files, read_day_notes
    from skjuts.cli.problem_file import read_problem_file

    path = next((one for one in list_day_files(folder) if one.stem == day_id), None)
    if path is None:
        raise NotFound(f"Dagen {day_id} finns inte längre.", field="days")
    notes = read_day_notes(path)
    return BookedDay(
        problem=read_problem_file(path), booked_s=notes.booked_s, returns=notes.returns, areas=notes.areas
    )


def invent_day(day_id: str) -> BookedDay:
    """An invented day."""
    from skjuts.rehearsal.past_days import invent_past_day

    return invent_past_day(day_id)
