"""The names of the country's municipalities by their codes: nobody reads `2380` as Östersund."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def list_municipalities() -> dict[str, str]:
    """The name of every municipality by its code of four digits (data/README.md says from where)."""
    text = files("skjuts.web").joinpath("data/municipalities.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}


def name_municipality(code: str) -> str:
    """The name; a code that no municipality has is shown as it stands."""
    return list_municipalities().get(code, code)
