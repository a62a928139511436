"""The house's warehouses of trips: a folder for each authority, opened when somebody asks."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.ledger.columns import COLUMN_NAMES
from skjuts.core.ports.trip_warehouses import Relation, Rows, TripRow

if TYPE_CHECKING:  # the engine and its expressions take a second to load
    import ibis.expr.types as ir

    from skjuts.adapters.warehouse import Warehouse
    from skjuts.core.followup.ledger.bands import DistanceBands
    from skjuts.core.followup.ledger.extract import ExtractOrder

MEMORY_MB = 512
STAMP_DIGITS = 24


class OpenTrips:
    """One authority's warehouse, as `core.ports.trip_warehouses` asks for it."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last month."""
        return self.warehouse.shelf.span

    @property
    def bands(self) -> DistanceBands:
        """The distance bands."""
        return self.warehouse.shelf.bands

    @property
    def edition(self) -> str:
        """What the answers rest on."""
        return self.warehouse.shelf.edition

    @property
    def sources(self) -> tuple[str, ...]:
        """What has been read in."""
        return tuple(
            f"{one.name}: {one.note}" if one.note else one.name for one in self.warehouse.shelf.intakes
        )

    def answer(self, relation: Relation, question: Callable[..., ir.Table], *terms: Hashable) -> Rows:
        """A question's rows."""
        from skjuts.adapters.warehouse import Relation as Asked

        return self.warehouse.answer(Asked(relation), question, *terms)

    def extract(self, order: ExtractOrder, today: dt.date) -> bytes:
        """An order's rows, packed with the order."""
        from skjuts.adapters.warehouse import write_extract

        packed = io.BytesIO()
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "extract"
            write_extract(self.warehouse, order, folder, today)
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(folder.iterdir()):
                    archive.write(path, path.name)
        return packed.getvalue()


class HouseIntakes:
    """Trips that apps bring, written as a file and read in by the door that every region's history takes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def bring(self, authority_id: int, name: str, rows: Sequence[TripRow], note: str) -> int:
        """Let these be all trips of a name. The stamp is made of the rows: the same ones change nothing."""
        from skjuts.adapters.warehouse import import_trips, read_shelf, withdraw_trips

        folder = self._folder / str(authority_id)
        folder.mkdir(parents=True, exist_ok=True)
        if not rows:
            withdraw_trips(folder, name)
            return 0
        written = _write_rows(rows)
        stamp = hashlib.sha256(f"{name}\0{written}".encode()).hexdigest()[:STAMP_DIGITS]
        if any((one.name, one.stamp) == (name, stamp) for one in read_shelf(folder).intakes):
            return len(rows)
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "trips.csv"
            path.write_text(written, encoding="utf-8")
            return import_trips(folder, path, name, stamp, note).trips


def _write_rows(rows: Sequence[TripRow]) -> str:
    out = io.StringIO()
    told = [asdict(one) for one in sorted(rows, key=lambda one: one.trip)]
    writer = csv.DictWriter(out, COLUMN_NAMES, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([{key: "" if cell is None else cell for key, cell in row.items()} for row in told])
    return out.getvalue()


class HouseWarehouses:
    """Warehouses in folders named by their authorities; one that has been read into anew is opened anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[int, OpenTrips] = {}
        self._lock = Lock()

    def find(self, authority_id: int) -> OpenTrips | None:
        """An authority's trips; None where nothing has been read in."""
        folder = self._folder / str(authority_id)
        if not folder.is_dir():
            return None
        with self._lock:
            held = self._open.get(authority_id)
            if held is not None and held.warehouse.is_current:
                return held
            if held is not None:
                held.warehouse.close()
            return self._open_anew(authority_id, folder)

    def _open_anew(self, authority_id: int, folder: Path) -> OpenTrips | None:
        from skjuts.adapters.warehouse import Limits, open_warehouse

        self._open.pop(authority_id, None)
        try:
            opened = OpenTrips(open_warehouse(folder, Limits(memory_mb=MEMORY_MB)))
        except TooFewMonths:
            return None
        self._open[authority_id] = opened
        return opened
