"""What lies in a warehouse's folder: its intakes, each a set of Parquet files, and the list that names them.

The list is written last and whole: an intake that was cut off is a few stray files, never half a ledger.
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


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in at one time under a name: a month, a year, or an old system's history."""

    name: str
    stamp: str
    trips: int
    first_month: int
    last_month: int
    note: str = ""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """The intakes in force, and the distance bands that they were summed by."""

    limits_km: tuple[int, ...]
    intakes: tuple[Intake, ...] = ()

    @property
    def bands(self) -> DistanceBands:
        """The bands of every figure in the warehouse."""
        return DistanceBands(self.limits_km)

    @property
    def edition(self) -> str:
        """What the answers rest on: another edition may answer otherwise."""
        return "/".join(intake.stamp for intake in self.intakes)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last month that there are trips of. Raises `TooFewMonths` when there are none."""
        if not self.intakes:
            raise TooFewMonths("Det finns inga resor inlästa.", remedy="Läs in resor först.")
        return min(intake.first_month for intake in self.intakes), max(
            intake.last_month for intake in self.intakes
        )


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


def find_file(folder: Path, table: str, intake: Intake) -> Path:
    """Where an intake's rows of one table lie."""
    return folder / f"{table}-{intake.stamp}.parquet"


def list_files(folder: Path, table: str, shelf: Shelf) -> list[Path]:
    """The files of one table, in the intakes' order."""
    return [find_file(folder, table, intake) for intake in shelf.intakes]
