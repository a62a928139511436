"""Rows as a file that spreadsheets open: semicolons, marked as UTF-8, and nothing that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

CONTENT_TYPE = "text/csv; charset=utf-8"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The file's text. Cells that a spreadsheet would run as a formula are made text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
