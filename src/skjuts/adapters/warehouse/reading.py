"""A file of trips as rows of plain text with their line numbers, whichever of the two forms it has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from skjuts.adapters.warehouse.connecting import Connection, quote
from skjuts.core.followup.ledger.checks import LINE, RowFault
from skjuts.core.followup.ledger.columns import COLUMN_NAMES, COLUMNS
from skjuts.core.kernel.errors import InvalidField, UnreadableInput

if TYPE_CHECKING:
    import ibis.expr.types as ir

PARQUET: Final = ".parquet"
SEPARATORS: Final = (";", ",", "\t")
NEEDED: Final = frozenset(column.name for column in COLUMNS if not column.may_be_absent)


def read_rows(connection: Connection, path: Path) -> ir.Table:
    """The file's rows as text, one column a column of the ledger and the line (a Parquet file's row).

    Raises `UnreadableInput` when the file is neither CSV nor Parquet, and `InvalidField` when a column is
    missing, unknown or there twice.
    """
    if not path.is_file():
        raise UnreadableInput("Filen finns inte.", field=path.name)
    source = _open_parquet(path) if path.suffix.lower() == PARQUET else _open_csv(path)
    names = _list_names(connection, source, path)
    if not NEEDED <= set(names) <= set(COLUMN_NAMES):
        raise InvalidField(
            _tell_names(names), field=path.name, remedy="Se beskrivningen av liggarens kolumner."
        )
    first = 1 if path.suffix.lower() == PARQUET else 2
    cells = ", ".join(
        f'{_clean(name, is_text=first > 1) if name in names else "CAST(NULL AS VARCHAR)"} AS "{name}"'
        for name in COLUMN_NAMES
    )
    connection.execute(
        f"CREATE OR REPLACE VIEW incoming AS SELECT row_number() OVER () + {first - 1} AS {LINE}, {cells} "  # noqa: S608
        f"FROM {source}"
    )
    return name_rows()


def name_rows() -> ir.Table:
    """The rows that were read last, by name."""
    import ibis

    return ibis.table({LINE: "int64"} | dict.fromkeys(COLUMN_NAMES, "string"), name="incoming")


def list_broken_lines(connection: Connection, path: Path) -> list[RowFault]:
    """Lines of a CSV file without the header's number of cells; nothing else is told until they have it."""
    if path.suffix.lower() == PARQUET:
        return []
    strict = _open_csv(path).removesuffix(")") + ", store_rejects=true, rejects_limit=100)"
    connection.execute(f"SELECT count(*) FROM (SELECT * FROM {strict})").fetchall()  # noqa: S608
    found = connection.execute("SELECT DISTINCT line FROM reject_errors ORDER BY line").fetchall()
    return [
        RowFault(line, "", "Raden har fel antal celler eller ett felaktigt citattecken.") for (line,) in found
    ]


def _clean(name: str, *, is_text: bool) -> str:
    """A cell as trimmed text, null when it is empty; Parquet has its own nulls, and no cells of blanks."""
    return f"NULLIF(TRIM(\"{name}\"), '')" if is_text else f"NULLIF(CAST(\"{name}\" AS VARCHAR), '')"


def _open_parquet(path: Path) -> str:
    return f"read_parquet({quote(path)})"


def _open_csv(path: Path) -> str:
    """The CSV with the separator that its header uses; DuckDB's guess may differ from file to file."""
    with path.open("rb") as file:
        head = file.readline(64_000)
    try:
        header = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput("Filen är inte skriven i UTF-8.", field=path.name) from error
    separator = max(SEPARATORS, key=header.count)
    return (
        f"read_csv({quote(path)}, header=true, all_varchar=true, auto_detect=false, delim='{separator}', "
        f"quote='\"', escape='\"', columns={{{_name_columns(header, separator)}}})"
    )


def _name_columns(header: str, separator: str) -> str:
    names = [name.strip().strip('"') for name in header.strip().split(separator)]
    if len(set(names)) < len(names):
        raise InvalidField("En kolumn står två gånger.", field="1")
    escaped = (name.replace("'", "''") for name in names)
    return ", ".join(f"'{name}': 'VARCHAR'" for name in escaped)


def _list_names(connection: Connection, source: str, path: Path) -> list[str]:
    import duckdb

    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
    except duckdb.Error as error:
        raise UnreadableInput(field=path.name) from error
    return [row[0] for row in described]


def _tell_names(names: list[str]) -> str:
    missing = [name for name in COLUMN_NAMES if name in NEEDED and name not in names]
    unknown = [name for name in names if name not in COLUMN_NAMES]
    parts = [f"Kolumner som saknas: {', '.join(missing)}." if missing else ""]
    parts += [f"Kolumner som inte finns i formatet: {', '.join(unknown)}." if unknown else ""]
    return " ".join(filter(None, parts))
