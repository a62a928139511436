"""A region's trips read in: tried first, line by line, and then all of them or none.

An intake has a name, and reading the same name in again replaces it: a corrected month is sent once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from skjuts.adapters.warehouse.answer_files import clear_answers
from skjuts.adapters.warehouse.connecting import (
    USUAL_LIMITS,
    Connection,
    Limits,
    connected,
    fetch_rows,
    quote,
    write_sql,
)
from skjuts.adapters.warehouse.reading import list_broken_lines, name_rows, read_rows
from skjuts.adapters.warehouse.shelf import SUMMED, TABLES, Intake, Shelf, find_file, read_shelf, write_shelf
from skjuts.core.followup.errors import RefusedTrips
from skjuts.core.followup.ledger.checks import (
    FAULT,
    LINE,
    RowFault,
    convert_rows,
    mark_faults,
    mark_repeats,
    tell_fault,
)
from skjuts.core.followup.ledger.relations import count_trips, name_trips, sum_by

if TYPE_CHECKING:
    import ibis.expr.types as ir

MOST_FAULTS: Final = 200
REPEATED: Final = "Resan står på en tidigare rad."
ALREADY_THERE: Final = "Resan finns redan i en annan inläsning."


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a file would bring: its rows, its first two hundred faults, and how many there are."""

    rows: int
    faults: tuple[RowFault, ...]
    fault_count: int

    @property
    def is_clean(self) -> bool:
        """Whether the file can be read in as it is."""
        return self.fault_count == 0


def try_trips(folder: Path, path: Path, name: str, limits: Limits = USUAL_LIMITS) -> DryRun:
    """Read a file as if it were to be loaded under a name, and tell every fault; nothing is kept."""
    with _work(folder, limits) as connection:
        return _try(connection, folder, path, name)


def import_trips(
    folder: Path,
    path: Path,
    name: str,
    stamp: str,
    note: str = "",
    limits: Limits = USUAL_LIMITS,
) -> Intake:
    """Read a file in under a name. `stamp` names the files and must be new each time.

    Raises `RefusedTrips` when a row is wrong; nothing has been read in then.
    """
    with _work(folder, limits) as connection:
        tried = _try(connection, folder, path, name)
        if not tried.is_clean:
            first = tried.faults[0]
            raise RefusedTrips(
                f"{tried.fault_count} rader går inte att använda. {first.sentence}",
                field=f"rad {first.line}, kolumn {first.column}",
            )
        shelf = read_shelf(folder)
        intake = Intake(name=name, stamp=stamp, trips=tried.rows, first_month=0, last_month=0, note=note)
        intake = _store(connection, folder, shelf, intake)
    kept = tuple(one for one in shelf.intakes if one.name != name)
    write_shelf(folder, msgspec.structs.replace(shelf, intakes=(*kept, intake)))
    _clear(folder, [one for one in shelf.intakes if one.name == name])
    return intake


def withdraw_trips(folder: Path, name: str) -> bool:
    """Take away what was read in under a name; whether there was anything."""
    shelf = read_shelf(folder)
    gone = [one for one in shelf.intakes if one.name == name]
    if gone:
        kept = tuple(one for one in shelf.intakes if one.name != name)
        write_shelf(folder, msgspec.structs.replace(shelf, intakes=kept))
        _clear(folder, gone)
    return bool(gone)


@contextmanager
def _work(folder: Path, limits: Limits) -> Iterator[Connection]:
    folder.mkdir(parents=True, exist_ok=True)
    with connected(limits, folder / "spill") as connection:
        yield connection


def _try(connection: Connection, folder: Path, path: Path, name: str) -> DryRun:
    import ibis

    rows = read_rows(connection, path)
    if broken := list_broken_lines(connection, path):
        return DryRun(0, tuple(broken), len(broken))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE marked AS {write_sql(mark_faults(rows))}")
    marked = ibis.table({LINE: "int64", FAULT: "string"}, name="marked")
    told = [
        tell_fault(row[LINE], row[FAULT], _look_up(connection, rows, row))
        for row in fetch_rows(connection, marked.order_by(LINE).limit(MOST_FAULTS))
    ]
    repeats = [(mark_repeats(rows), REPEATED), (_mark_known(connection, rows, folder, name), ALREADY_THERE)]
    count = _count(connection, marked)
    for expression, sentence in repeats:
        if expression is None:
            continue
        count += _count(connection, expression)
        lines = fetch_rows(connection, expression.order_by(LINE).limit(MOST_FAULTS))
        told += [RowFault(row[LINE], "trip", sentence) for row in lines]
    told.sort(key=lambda fault: fault.line)
    return DryRun(_count(connection, rows), tuple(told[:MOST_FAULTS]), count)


def _look_up(connection: Connection, rows: ir.Table, found: dict[str, Any]) -> str | None:
    column = found[FAULT].split(".")[0]
    cell = fetch_rows(connection, rows.filter(rows[LINE] == found[LINE]).select(column))
    return cell[0][column] if cell else None


def _mark_known(connection: Connection, rows: ir.Table, folder: Path, name: str) -> ir.Table | None:
    """The lines whose trips another intake holds already; None when there is no other intake."""
    import ibis

    others = [
        find_file(folder, "trips", intake) for intake in read_shelf(folder).intakes if intake.name != name
    ]
    if not others:
        return None
    files = ", ".join(quote(one) for one in others)
    connection.execute(f"CREATE OR REPLACE VIEW known AS SELECT trip FROM read_parquet([{files}])")  # noqa: S608
    return rows.semi_join(ibis.table({"trip": "string"}, name="known"), "trip").select(LINE)


def _store(connection: Connection, folder: Path, shelf: Shelf, intake: Intake) -> Intake:
    """Write the trips and what they are summed to; the intake with the months that it spans."""
    trips = convert_rows(name_rows()).order_by(["travelled_on", "trip"])
    _write(connection, trips, find_file(folder, "trips", intake))
    stored = quote(find_file(folder, "trips", intake))
    connection.execute(f"CREATE OR REPLACE VIEW stored AS SELECT * FROM read_parquet({stored})")  # noqa: S608
    counted = count_trips(name_trips("stored"), shelf.bands)
    for table, keys in SUMMED.items():
        _write(connection, sum_by(counted, keys).order_by(list(keys)), find_file(folder, table, intake))
    cells = sum_by(counted, ("month",))
    span = fetch_rows(connection, cells.aggregate(first=cells.month.min(), last=cells.month.max()))[0]
    if span["first"] is None:
        raise RefusedTrips("Filen har inga resor.", remedy="Kontrollera att det är rätt fil.")
    return msgspec.structs.replace(intake, first_month=span["first"], last_month=span["last"])


def _write(connection: Connection, question: ir.Table, path: Path) -> None:
    connection.execute(f"COPY ({write_sql(question)}) TO {quote(path)} (FORMAT parquet, COMPRESSION zstd)")


def _count(connection: Connection, question: ir.Table) -> int:
    return int(fetch_rows(connection, question.aggregate(counted=question.count()))[0]["counted"])


def _clear(folder: Path, replaced: list[Intake]) -> None:
    """Take away the files of replaced intakes; who still has them open keeps them until it is done.

    Every kept answer goes too: what is read in has changed.
    """
    clear_answers(folder)
    for intake in replaced:
        for table in TABLES:
            find_file(folder, table, intake).unlink(missing_ok=True)
