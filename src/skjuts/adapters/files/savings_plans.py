"""Savings plans in folders: one TOML file of statements, and the tables beside it as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from skjuts.adapters.files.reading import read_bounded
from skjuts.core.followup.plans import PlanBook, read_plan
from skjuts.core.kernel.errors import UnreadableInput

PLAN_LIMIT_BYTES = 1024 * 1024
STATEMENTS = "plan.toml"


def read_savings_plan(folder: Path) -> PlanBook:
    """The plan in a folder: `plan.toml`, and each `*.csv` as a sheet of its own name.

    Raises `UnreadableInput` when a file is missing or is no text, and `BadPlan` for what cannot be
    understood.
    """
    sheets = {
        path.stem: parse_rows(read_bounded(path, PLAN_LIMIT_BYTES), str(path))
        for path in sorted(folder.glob("*.csv"))
    }
    return read_plan(read_bounded(folder / STATEMENTS, PLAN_LIMIT_BYTES), sheets)


def parse_rows(data: bytes, source: str = "") -> list[list[str]]:
    """CSV as rows of text; semicolon where the first line has one, else comma. Raises `UnreadableInput`."""
    try:
        text = data.decode("utf-8-sig")
        first = text.splitlines()[0] if text else ""
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        return [list(row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise UnreadableInput("Filen är ingen CSV som går att läsa.", field=source) from fault
