"""Tables out of files as Swedish systems write them."""

from __future__ import annotations

import io
import zipfile

import pytest

from skjuts.apps.registry.facts.import_files import MOST_BYTES, read_sheet
from skjuts.core.kernel.errors import TooLargeInput, UnreadableInput

TABLE = "HSA-id;Förnamn;Efternamn\nSE0000000000-P1;Åsa;Öberg\n"


def cells(content: bytes) -> list[dict[str, str]]:
    """The cells of every line."""
    return [line.cells for line in read_sheet(content).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_when_written_in_any_usual_encoding_keep_their_letters(encoding: str) -> None:
    """Excel on a Swedish Windows does not write UTF-8 by itself."""
    assert cells(TABLE.encode(encoding)) == [
        {"hsaid": "SE0000000000-P1", "fornamn": "Åsa", "efternamn": "Öberg"}
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_cells_when_parted_by_any_usual_sign_are_found(separator: str) -> None:
    """Comma, semicolon and tab are all called CSV."""
    assert cells(TABLE.replace(";", separator).encode())[0]["efternamn"] == "Öberg"


def test_lines_when_some_are_empty_keep_their_numbers_in_the_file() -> None:
    """A fault is pointed at where the reader finds it."""
    sheet = read_sheet(b"hsa_id;namn\n\n;;\nSE1;x\n\n")
    assert [line.number for line in sheet.lines] == [4]


def test_cell_when_quoted_may_hold_the_separator_and_a_new_line() -> None:
    """A quoted cell is one cell."""
    assert cells(b'hsa_id;namn\nSE1;"a;b\nc"\n')[0]["namn"] == "a;b\nc"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tom"),
        (b"hsa_id;namn\n", "tom"),
        (b"hsa_id\0;namn\nx;y", "textfil"),
        (b'hsa_id;namn\nSE1;"aldrig slut\n', "citattecken"),
        (b"PK\x03\x04skrap", "Arbetsboken"),
    ],
)
def test_file_when_it_is_no_table_is_refused_with_a_reason(content: bytes, said: str) -> None:
    """Never a traceback for what somebody sends."""
    with pytest.raises(UnreadableInput, match=said):
        read_sheet(content)


def test_file_when_too_large_is_refused_before_it_is_read() -> None:
    """A file of gigabytes does not stop the house."""
    with pytest.raises(TooLargeInput):
        read_sheet(b"a" * (MOST_BYTES + 1))


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Från</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46023</v></c></row>
</sheetData></worksheet>"""
STRINGS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>hsa_id</t></si><si><r><t>SE1</t></r><r><t>-Ö</t></r></si></sst>"""
STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"""


def workbook(**parts: str) -> bytes:
    """A workbook with these parts instead of the usual ones."""
    told = {
        "xl/worksheets/sheet1.xml": SHEET,
        "xl/sharedStrings.xml": STRINGS,
        "xl/styles.xml": STYLES,
    } | parts
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in told.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_workbook_when_read_gives_text_and_days() -> None:
    """What one sees in Excel is what is read."""
    sheet = read_sheet(workbook())
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (3, {"hsaid": "SE1-Ö", "fran": "2026-01-01"})
    ]


def test_workbook_when_it_declares_entities_is_refused() -> None:
    """A billion laughs are none."""
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + SHEET.split("?>")[1]
    with pytest.raises(UnreadableInput):
        read_sheet(workbook(**{"xl/worksheets/sheet1.xml": bomb}))


def test_workbook_when_it_unpacks_to_too_much_is_refused() -> None:
    """A small file may hold a large one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    with pytest.raises(TooLargeInput):
        read_sheet(packed.getvalue())
