"""A region's own decided matters in files: one matter a line as JSON, and nothing that names the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from skjuts.adapters.files.reading import read_bounded
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.planning.formats.decoding import decode
from skjuts.core.planning.formats.form import Form, Id
from skjuts.core.ports.past_matters import WeighedMatter

HISTORY_LIMIT_BYTES = 512 * 1024 * 1024
MOST_TRIPS = 1_000

type FactValue = bool | int | str | list[str] | None


class MatterLine(Form, frozen=True, kw_only=True):
    """A matter as a line tells it. `person`: an id of the sender's own, the same in all of one's matters."""

    kind: Id
    person: Id
    decided_on: dt.date
    travel_day: dt.date
    trips: Annotated[int, Meta(ge=1, le=MOST_TRIPS)] = 1
    municipality: str = ""
    facts: dict[Id, FactValue] = field(default_factory=dict)


def list_history_files(folder: Path) -> list[Path]:
    """The files of a folder by name; none where there is no folder."""
    return sorted(folder.glob("*.jsonl"))


def read_history(folder: Path) -> Iterator[WeighedMatter]:
    """Every matter of a folder, people numbered. Raises `InvalidField` that names file and line."""
    numbers: dict[str, int] = {}
    for path in list_history_files(folder):
        lines = read_bounded(path, HISTORY_LIMIT_BYTES).splitlines()
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read(line, f"{path.name}, rad {number}", numbers)


def _read(line: bytes, place: str, numbers: dict[str, int]) -> WeighedMatter:
    try:
        told = decode(line, MatterLine)
    except InvalidField as fault:
        raise InvalidField(fault.message, field=f"{place}, {fault.field}") from fault
    return WeighedMatter(
        kind=told.kind,
        person=numbers.setdefault(told.person, len(numbers)),
        decided_on=told.decided_on,
        travel_day=told.travel_day,
        trips=told.trips,
        municipality=told.municipality,
        facts=told.facts,
    )
