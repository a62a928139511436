"""The house's warehouses of trips: a folder for each authority, opened when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.ports.trip_warehouses import Relation, Rows

if TYPE_CHECKING:  # the engine and its expressions take a second to load
    import ibis.expr.types as ir

    from skjuts.adapters.warehouse import Warehouse
    from skjuts.core.followup.ledger.bands import DistanceBands

MEMORY_MB = 512


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
