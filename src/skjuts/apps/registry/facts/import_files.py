"""A table out of a file: CSV in the encodings and with the separators that Swedish systems write.

Pure: bytes in, lines out, each with its number in the file so that a fault can be pointed at.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass

from skjuts.apps.registry.facts.spreadsheets import is_spreadsheet, read_spreadsheet
from skjuts.core.kernel.errors import TooLargeInput, UnreadableInput

MOST_BYTES = 8_000_000
MOST_LINES = 50_000
SEPARATORS = ";\t,|"
ENCODINGS = ("utf-8-sig", "cp1252")
"""UTF-8 if it holds, else what Excel writes on a Swedish Windows (a superset of printable Latin-1)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file (the heading is 1) and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns as they are headed, and the lines that are not empty."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: where, what is wrong, and what to do. Holds no cell that could be a name."""

    line: int
    column: str
    what: str
    remedy: str


def read_rows(content: bytes) -> list[list[str]]:
    """The rows of a file as text, empty ones at the end left out; raises as `read_sheet`."""
    if len(content) > MOST_BYTES:
        raise TooLargeInput("Filen är större än %(most)s MB.", values={"most": MOST_BYTES // 1_000_000})
    rows = read_spreadsheet(content) if is_spreadsheet(content) else _read_text(_decode(content))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def read_sheet(content: bytes) -> Sheet:
    """Read the whole file; raises `UnreadableInput` or `TooLargeInput`."""
    rows = read_rows(content)
    if len(rows) < 2:  # noqa: PLR2004  (a heading and a line)
        raise UnreadableInput(
            "Filen är tom eller har bara en rubrikrad.", remedy="Kontrollera att det är rätt fil."
        )
    if len(rows) > MOST_LINES:
        raise TooLargeInput("Filen har fler än %(most)s rader.", values={"most": MOST_LINES})
    headings = tuple(heading_key(one) for one in rows[0])
    return Sheet(headings, tuple(_lines(headings, rows)))


def heading_key(text: str) -> str:
    """A heading without case, accents, spaces and signs: `HSA-id` and `hsa_id` are the same."""
    plain = unicodedata.normalize("NFKD", text.strip().lower())
    return "".join(one for one in plain if one.isalnum() and one.isascii())


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(content, "utf-16")
    if b"\0" in content:
        raise UnreadableInput(
            "Filen är ingen textfil.", remedy="Spara den som CSV eller som Excel-arbetsbok (.xlsx)."
        )
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableInput("Filens teckenkodning går inte att tyda.", remedy="Spara den som UTF-8.")


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableInput(
            "Filens teckenkodning går inte att tyda.", remedy="Spara den som UTF-8."
        ) from None


def _read_text(text: str) -> list[list[str]]:
    heading = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise UnreadableInput(
            "Filen har ett citattecken som aldrig stängs.",
            remedy="Spara om den som CSV från kalkylprogrammet.",
        ) from None


def _lines(headings: tuple[str, ...], rows: list[list[str]]) -> list[Line]:
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: cell.strip() for key, cell in zip(headings, row, strict=False) if key}
        if any(cells.values()):
            found.append(Line(number, cells))
    return found
