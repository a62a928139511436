"""The first sheet of an Excel workbook (.xlsx) as rows of text, read with the standard library.

A workbook is a ZIP of XML. Only shared strings, the first sheet and its inline values are read; formulas
count as their last result. Sizes are judged before anything is unpacked.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from skjuts.core.kernel.errors import TooLargeInput, UnreadableInput

MAGIC = b"PK\x03\x04"
MOST_UNPACKED = 60_000_000
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRINGS, SHEET, STYLES = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
EPOCH = dt.date(1899, 12, 30)
"""Day 0 of Excel's calendar, with its leap-year fault taken in."""
DATE_FORMATS = frozenset({14, 15, 16, 17, 22})
_COLUMN = re.compile(r"[A-Z]+")
_LETTERS = 26


def is_spreadsheet(content: bytes) -> bool:
    """Whether the bytes are a ZIP, as workbooks are."""
    return content.startswith(MAGIC)


def read_spreadsheet(content: bytes) -> list[list[str]]:
    """Rows of the first sheet; raises `UnreadableInput` or `TooLargeInput`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise TooLargeInput("Arbetsboken blir för stor när den packas upp.")
            names = set(packed.namelist())
            strings = _strings(_parse(packed, STRINGS)) if STRINGS in names else []
            dates = _date_styles(_parse(packed, STYLES)) if STYLES in names else frozenset()
            return _rows(_parse(packed, SHEET), strings, dates)
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, ET.ParseError):
        raise UnreadableInput(
            "Arbetsboken går inte att läsa.", remedy="Spara den på nytt som .xlsx eller som CSV."
        ) from None


def _parse(packed: zipfile.ZipFile, name: str) -> ET.Element:
    """Parse one part; a document type is refused, since entities could make it grow without end."""
    raw = packed.read(name)
    if b"<!DOCTYPE" in raw or b"\0" in raw:
        raise ValueError(name)
    return ET.fromstring(raw)  # noqa: S314  (without a document type there are no entities)


def _strings(root: ET.Element) -> list[str]:
    return ["".join(part.text or "" for part in one.iter(f"{SPACE}t")) for one in root.iter(f"{SPACE}si")]


def _date_styles(root: ET.Element) -> frozenset[int]:
    """Numbers of the cell styles that show a date."""
    own = {
        int(one.get("numFmtId", 0))
        for one in root.iter(f"{SPACE}numFmt")
        if {"y", "d"} <= set(one.get("formatCode", "").lower())
    }
    formats = root.find(f"{SPACE}cellXfs")
    shown = [int(one.get("numFmtId", 0)) for one in formats] if formats is not None else []
    return frozenset(number for number, form in enumerate(shown) if form in DATE_FORMATS | own)


def _rows(root: ET.Element, strings: list[str], dates: frozenset[int]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in root.iter(f"{SPACE}row"):
        # Empty rows are left out of the file; their numbers still count.
        while len(rows) < int(row.get("r", len(rows) + 1)) - 1:
            rows.append([])
        cells: list[str] = []
        for column, text in _cells(row, strings, dates):
            cells += [""] * (column - len(cells))
            cells.append(text)
        rows.append(cells)
    return rows


def _cells(row: ET.Element, strings: list[str], dates: frozenset[int]) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(row.iter(f"{SPACE}c")):
        named = _COLUMN.match(cell.get("r", ""))
        column = _number(named.group()) if named else place
        yield column, _text(cell, strings, dates)


def _number(letters: str) -> int:
    value = 0
    for one in letters:
        value = value * _LETTERS + ord(one) - ord("A") + 1
    return value - 1


def _text(cell: ET.Element, strings: list[str], dates: frozenset[int]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{SPACE}t"))
    value = cell.findtext(f"{SPACE}v", "")
    if cell.get("t") == "s":
        return strings[int(value)]
    if value and int(cell.get("s", 0)) in dates:
        return (EPOCH + dt.timedelta(days=int(float(value)))).isoformat()
    return value.removesuffix(".0")
