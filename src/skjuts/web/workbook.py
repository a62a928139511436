"""A workbook (.xlsx) of a few sheets: texts as texts and numbers as numbers, with nothing that runs.

Written with the standard library. The same sheets give the same bytes, so a file can be compared with the
page that it was made of. Source of the format: ECMA-376, SpreadsheetML.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME: Final = 31
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
BOLD: Final = 1
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNNAMED = re.compile(r"[\[\]:*?/\\]")

type Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """A sheet: its name, its headings and its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_workbook(sheets: Sequence[WorkSheet]) -> bytes:
    """The workbook's bytes; at least one sheet."""
    names = _name_sheets(sheets)
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _styles(),
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _sheet(one) for n, one in enumerate(sheets, start=1)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name, EPOCH), _HEAD + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _name_sheets(sheets: Sequence[WorkSheet]) -> list[str]:
    """Names that a spreadsheet accepts: short, without its own signs, and each used once."""
    names: list[str] = []
    for one in sheets:
        bare = _UNNAMED.sub(" ", one.name).strip(" '")[:LONGEST_NAME] or "Blad"
        name, number = bare, 2
        while name.casefold() in {other.casefold() for other in names}:
            name, number = f"{bare[: LONGEST_NAME - 3]} {number}", number + 1
        names.append(name)
    return names


def _sheet(sheet: WorkSheet) -> str:
    rows = [_row(1, sheet.headings, BOLD)]
    rows += [_row(number, row, 0) for number, row in enumerate(sheet.rows, start=2)]
    frozen = (
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
        "</sheetView></sheetViews>"
    )
    return f'<worksheet xmlns="{_SPACE}">{frozen}<sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, cells: Sequence[Cell], style: int) -> str:
    written = "".join(_cell(f"{_letters(place)}{number}", one, style) for place, one in enumerate(cells))
    return f'<row r="{number}">{written}</row>'


def _cell(at: str, value: Cell, style: int) -> str:
    if value is None or value == "":
        return ""
    own = f' s="{style}"' if style else ""
    if isinstance(value, str):
        text = escape(_UNSAID.sub("", value))
        return f'<c r="{at}"{own} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{at}"{own}><v>{value!r}</v></c>'


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_SPACE}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _content_types(sheets: int) -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    overrides += [(f"xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    written = "".join(
        f'<Override PartName="/{name}" ContentType="{main}.{kind}+xml"/>' for name, kind in overrides
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )


def _styles() -> str:
    plain, bold = (
        '<font><sz val="11"/><name val="Calibri"/></font>',
        '<font><b/><sz val="11"/><name val="Calibri"/></font>',
    )
    return (
        f'<styleSheet xmlns="{_SPACE}"><fonts count="2">{plain}{bold}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
        '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
    )
