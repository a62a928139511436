"""The catalogue of indicators: a folder of YAML files, one a domain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from skjuts.adapters.files.rule_books import read_document
from skjuts.core.followup.indicators import Catalogue, read_catalogue


def read_indicators(folder: Path) -> Catalogue:
    """The catalogue in a folder. Raises `UnreadableInput` and `BadIndicators`."""
    return read_catalogue(
        replace(read_document(path), source=path.name) for path in sorted(folder.glob("*.yaml"))
    )
