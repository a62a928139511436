"""What lies in a warehouse's folder: its loads, each a set of Parquet files, and the list that names them.

The list is written last and whole, so a load that was cut off is a few stray files and never half a ledger.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.relations import CELL_KEYS, DISTANCE_KEYS, LAG_KEYS
from skjuts.core.kernel.errors import UnreadableInput

LIST: Final = "warehouse.json"
SUMMED: Final = {"cells": CELL_KEYS, "distances": DISTANCE_KEYS, "lags": LAG_KEYS}
TABLES: Final = ("trips", *SUMMED)


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in at one time under a name: a month, a year, or an old system's history."""

    name: str
    stamp: str
    trips: int
    first_month: int
    last_month: int
    note: str = ""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """The loads in force, and the distance bands that they were summed by."""

    limits_km: tuple[int, ...]
    loads: tuple[Load, ...] = ()

    @property
    def bands(self) -> DistanceBands:
        """The bands of every figure in the warehouse."""
        return DistanceBands(self.limits_km)

    @property
    def edition(self) -> str:
        """What the answers rest on: another edition may answer otherwise."""
        return "/".join(load.stamp for load in self.loads)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last month that there are trips of. Raises `TooFewMonths` when there are none."""
        if not self.loads:
            raise TooFewMonths("Det finns inga resor inlästa.", remedy="Läs in resor först.")
        return min(load.first_month for load in self.loads), max(load.last_month for load in self.loads)


def read_shelf(folder: Path) -> Shelf:
    """The warehouse's list; an empty one, with the usual bands, where nothing has been read in.

    Raises `UnreadableInput` when the list is damaged.
    """
    path = folder / LIST
    if not path.exists():
        return Shelf(limits_km=DistanceBands().limits_km)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Shelf)
    except msgspec.DecodeError as error:
        raise UnreadableInput("Lagrets förteckning är skadad.", field=LIST) from error


def write_shelf(folder: Path, shelf: Shelf) -> None:
    """Put a new list in force, whole or not at all."""
    beside = folder / f"{LIST}.new"
    beside.write_bytes(msgspec.json.encode(shelf))
    os.replace(beside, folder / LIST)  # noqa: PTH105 - the one call that replaces in a single step


def find_file(folder: Path, table: str, load: Load) -> Path:
    """Where a load's rows of one table lie."""
    return folder / f"{table}-{load.stamp}.parquet"


def list_files(folder: Path, table: str, shelf: Shelf) -> list[Path]:
    """The files of one table, in the loads' order."""
    return [find_file(folder, table, load) for load in shelf.loads]
