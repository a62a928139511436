"""A file of a feed row by row: values by column name, with faults told by line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from skjuts.adapters.gtfs.errors import Faults
from skjuts.core.kernel.service_time import HOUR_S, MINUTE_S

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
LATEST_HOUR: Final = 72
"""A trip that is still driving after three days is a slip of the pen."""


class Row:
    """One row. Values that cannot be used are a fault, and come back as the given default."""

    __slots__ = ("_cells", "_columns", "_faults", "file", "line")

    def __init__(self, table: Table, line: int, cells: list[str]) -> None:
        self.file, self.line = table.file, line
        self._columns, self._faults, self._cells = table.columns, table.faults, cells

    def text(self, column: str) -> str:
        """The trimmed value, '' where it is empty or the column is not there."""
        at = self._columns.get(column, -1)
        return self._cells[at].strip() if 0 <= at < len(self._cells) else ""

    def required(self, column: str) -> str:
        """The value; a fault when it is empty."""
        value = self.text(column)
        if not value:
            self.fault(column, "värdet saknas.")
        return value

    def whole(self, column: str, default: int = 0) -> int:
        """A whole number of at least 0."""
        value = self.text(column)
        if not value:
            return default
        if not value.isascii() or not value.isdigit():
            self.fault(column, f"”{value[:40]}” är inget heltal.")
            return default
        return int(value[:9])

    def one_of(self, column: str, allowed: range, default: int = 0) -> int:
        """A whole number within a range."""
        value = self.whole(column, default)
        if value not in allowed:
            self.fault(column, f"{value} är inte något av {allowed.start}–{allowed.stop - 1}.")
            return default
        return value

    def decimal(self, column: str, least: float, most: float, default: float | None = None) -> float:
        """A number within bounds; without a default it must be there."""
        if default is not None and not self.text(column):
            return default
        value = self.required(column)
        try:
            number = float(value) if value else least
        except ValueError:
            number = most + 1
        if not least <= number <= most:
            self.fault(column, f"”{value[:40]}” är inget tal mellan {least:g} och {most:g}.")
            return least
        return number

    def day(self, column: str) -> date | None:
        """A date written YYYYMMDD; None when it is empty or wrong."""
        value = self.text(column)
        if not value:
            return None
        found = _read_day(value)
        if found is None:
            self.fault(column, f"”{value[:40]}” är inget datum (ÅÅÅÅMMDD).")
        return found

    def clock(self, column: str) -> int | None:
        """A time of the service day in seconds, which may pass 24:00; None when it is empty or wrong."""
        value = self.text(column)
        if not value:
            return None
        found = _read_clock(value)
        if found is None:
            self.fault(column, f"”{value[:40]}” är inget klockslag (TT:MM:SS).")
        return found

    def fault(self, column: str, what: str) -> None:
        """Tell what is wrong on this row."""
        self._faults.add(self.file, self.line, column, what)


class Table:
    """One file. A missing file has no rows; a missing column that must be there is a fault."""

    def __init__(
        self, files: Mapping[str, bytes], file: str, faults: Faults, required: tuple[str, ...] = ()
    ) -> None:
        self.file, self.faults = file, faults
        self._text = self._decode(files.get(file))
        reader = csv.reader(io.StringIO(self._text, newline=""))
        header = next(reader, [])
        self._reader = reader
        self.columns = {name.strip(): at for at, name in enumerate(header)}
        self.is_there = file in files
        for column in required:
            if self.is_there and self._text and column not in self.columns:
                faults.add(file, 1, column, "kolumnen saknas.")

    def __iter__(self) -> Iterator[Row]:
        try:
            for cells in self._reader:
                if any(cells):
                    yield Row(self, self._reader.line_num, cells)
        except csv.Error:
            self.faults.add(self.file, self._reader.line_num, "", "raden går inte att läsa.")

    def _decode(self, content: bytes | None) -> str:
        try:
            return "" if content is None else content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = (content or b"").count(b"\n", 0, fault.start) + 1
            self.faults.add(self.file, line, "", "filen är inte i UTF-8.")
            return ""


@lru_cache(maxsize=100_000)
def _read_clock(value: str) -> int | None:
    match = _CLOCK.fullmatch(value)
    if match is None or int(match[1]) > LATEST_HOUR:
        return None
    return int(match[1]) * HOUR_S + int(match[2]) * MINUTE_S + int(match[3])


@lru_cache(maxsize=10_000)
def _read_day(value: str) -> date | None:
    try:
        return datetime.strptime(value, "%Y%m%d").date() if len(value) == len("20260302") else None  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
