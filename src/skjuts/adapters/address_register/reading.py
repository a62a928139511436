"""A register in CSV with SWEREF 99 TM coordinates, read row by row into the address index.

Rows that cannot be used are left out and reported with line and column; what makes the whole
file unusable (not there, not UTF-8, a column missing) is one error before anything is read.
The columns are described in the README beside this file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from skjuts.adapters.address_register.report import RegisterReport
from skjuts.core.kernel.errors import InvalidField, TooLargeInput, UnreadableInput
from skjuts.core.kernel.geography import Point, from_sweref99_tm
from skjuts.core.network.addresses import AddressIndex, AddressIndexBuilder, AddressKind, AddressRecord

REQUIRED: Final = ("id", "namn", "slag", "kommun", "n", "e")
OPTIONAL: Final = ("ort", "andra_namn", "hor_till", "anvandning")
KINDS: Final = {
    "ort": AddressKind.LOCALITY,
    "enhet": AddressKind.UNIT,
    "hämtplats": AddressKind.PICKUP_POINT,
    "entré": AddressKind.ENTRANCE,
    "adress": AddressKind.ADDRESS,
}
NORTHING_M: Final = range(6_100_000, 7_700_000)
EASTING_M: Final = range(200_000, 1_000_000)
"""Sweden and a margin in SWEREF 99 TM; the two do not overlap, so columns that changed places show."""

LARGEST_FILE_BYTES: Final = 2 * 1024**3
_ROWS_AT_A_TIME = 20_000
_COUNT = re.compile(r"\d{0,9}", re.ASCII)

type Row = dict[str, str]
type Placed = tuple[int, Row, float, float]


class _RowRefused(Exception):
    """One row cannot be used; caught where rows are read."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


def load_register(path: Path) -> tuple[AddressIndex, RegisterReport]:
    """Read a register into an index, leaving out the rows that the report lists.

    Raises `UnreadableInput`, `TooLargeInput` or `InvalidField` for a file that is no register.
    """
    report, builder = RegisterReport(), AddressIndexBuilder()
    for record in _read_records(path, report):
        builder.add(record)
    return builder.finish(), report


def check_register(path: Path) -> RegisterReport:
    """Read a register without building anything: the dry run. Raises as `load_register`."""
    report = RegisterReport()
    for _ in _read_records(path, report):
        pass
    return report


def _read_records(path: Path, report: RegisterReport) -> Iterator[AddressRecord]:
    """The usable rows, those that others belong to before those that belong to them."""
    known: set[int] = set()  # hashes, at a third of the memory of a million ids
    place_ids: set[str] = set()
    waiting: list[tuple[int, AddressRecord]] = []
    for line, record in _read_rows(path, report):
        if hash(record.id) in known:
            report.reject(line, "id", f"id {record.id} finns på en tidigare rad.")
        elif record.parent_id:
            known.add(hash(record.id))
            waiting.append((line, record))
        else:
            known.add(hash(record.id))
            if record.kind != AddressKind.ADDRESS:
                place_ids.add(record.id)
            report.accepted += 1
            yield record
    yield from _admit_children(waiting, place_ids, report)


def _admit_children(
    waiting: list[tuple[int, AddressRecord]], place_ids: set[str], report: RegisterReport
) -> Iterator[AddressRecord]:
    """The rows that belong to another; their parents may stand further down, and be children too."""
    while admitted := [one for one in waiting if one[1].parent_id in place_ids]:
        waiting = [one for one in waiting if one[1].parent_id not in place_ids]
        place_ids |= {record.id for _, record in admitted if record.kind != AddressKind.ADDRESS}
        report.accepted += len(admitted)
        yield from (record for _, record in admitted)
    for line, record in waiting:
        report.reject(
            line, "hor_till", f"platsen {record.parent_id} finns inte bland filens godtagna platser."
        )


def _read_rows(path: Path, report: RegisterReport) -> Iterator[tuple[int, AddressRecord]]:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise TooLargeInput(f"Filen {path.name} är större än två gigabyte.", field=path.name)
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=";" if ";" in first else ",", restval="")
            _require_columns(reader.fieldnames or [], path)
            placed = _place_rows(reader, report)
            while chunk := list(islice(placed, _ROWS_AT_A_TIME)):
                yield from _build_records(chunk)
    except (OSError, csv.Error) as error:
        raise UnreadableInput(f"Filen {path.name} går inte att läsa.", field=path.name) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"Filen {path.name} är inte skriven i UTF-8.",
            field=path.name,
            remedy="Spara om filen som CSV UTF-8.",
        ) from error


def _require_columns(columns: Sequence[str], path: Path) -> None:
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise InvalidField(
            f"Filen {path.name} saknar kolumnen {missing[0]}.",
            field=missing[0],
            remedy=f"Kolumnerna {', '.join(REQUIRED)} måste finnas; {', '.join(OPTIONAL)} får finnas.",
        )


def _place_rows(reader: csv.DictReader[str], report: RegisterReport) -> Iterator[Placed]:
    """The sound rows, each with its line and its northing and easting in metres."""
    for row in reader:
        try:
            _require_texts(row)
            yield (
                reader.line_num,
                row,
                _parse_metres(row, "n", NORTHING_M),
                _parse_metres(row, "e", EASTING_M),
            )
        except _RowRefused as refused:
            report.reject(reader.line_num, refused.column, refused.message)


def _require_texts(row: Row) -> None:
    """Refuse a row whose texts cannot be used. Raises `_RowRefused`."""
    if None in row:
        raise _RowRefused("sista", "raden har fler fält än det finns kolumner.")
    for column in ("id", "namn", "kommun"):
        if not row[column].strip():
            raise _RowRefused(column, "fältet är tomt.")
    if row["slag"].strip().lower() not in KINDS:
        raise _RowRefused("slag", f"okänt slag; skriv något av {', '.join(KINDS)}.")
    if not _COUNT.fullmatch((row.get("anvandning") or "").strip()):
        raise _RowRefused("anvandning", "antalet är inte ett heltal från noll och uppåt.")


def _parse_metres(row: Row, column: str, allowed: range) -> float:
    """Read a coordinate, with a decimal comma or point. Raises `_RowRefused`."""
    try:
        metres = float(row[column].replace(",", "."))
    except ValueError:
        raise _RowRefused(column, "koordinaten är inte ett tal.") from None
    if allowed.start <= metres < allowed.stop:
        return metres
    other = EASTING_M if column == "n" else NORTHING_M
    if other.start <= metres < other.stop:
        raise _RowRefused(column, "n och e har bytt plats; n är den nordliga koordinaten.")
    raise _RowRefused(column, "koordinaten ligger utanför Sverige i SWEREF 99 TM.")


def _build_records(chunk: list[Placed]) -> Iterator[tuple[int, AddressRecord]]:
    """Records from rows, with the coordinates of the whole chunk turned at once."""
    lats, lons = from_sweref99_tm([placed[2] for placed in chunk], [placed[3] for placed in chunk])
    for (line, row, _, _), lat, lon in zip(chunk, lats.tolist(), lons.tolist(), strict=True):
        names = (row.get("andra_namn") or "").split("|")
        yield (
            line,
            AddressRecord(
                id=row["id"].strip(),
                name=" ".join(row["namn"].split()),
                kind=KINDS[row["slag"].strip().lower()],
                municipality=row["kommun"].strip(),
                point=Point(lat, lon),
                locality=(row.get("ort") or "").strip(),
                alternative_names=tuple(name.strip() for name in names if name.strip()),
                parent_id=(row.get("hor_till") or "").strip(),
                popularity=int((row.get("anvandning") or "").strip() or 0),
            ),
        )
