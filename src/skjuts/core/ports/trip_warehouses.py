"""Each authority's trips, summed and one by one, for follow-up to ask the ledger's questions of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from skjuts.core.ports.slot import Slot

if TYPE_CHECKING:  # the expressions' library takes a second to load
    import ibis.expr.types as ir

    from skjuts.core.followup.ledger.bands import DistanceBands
    from skjuts.core.followup.ledger.extract import ExtractOrder

type Relation = Literal["trips", "cells", "distances", "lags"]
type Rows = list[dict[str, Any]]


class TripWarehouse(Protocol):
    """One authority's trips. `edition` names exactly what has been read in; answers rest on it."""

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last month that there are trips of."""

    @property
    def bands(self) -> DistanceBands:
        """The distance bands of every figure."""

    @property
    def edition(self) -> str:
        """What the answers rest on; another edition may answer otherwise."""

    @property
    def sources(self) -> tuple[str, ...]:
        """What has been read in, in words."""

    def answer(self, relation: Relation, question: Callable[..., ir.Table], *terms: Hashable) -> Rows:
        """A question's rows, asked of a relation with what else it takes, such as the population."""

    def extract(self, order: ExtractOrder, today: dt.date) -> bytes:
        """An order's rows without who anybody is, packed with the order. Raises `ExtractNotAllowed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripRow:
    """A trip as an app brings it to the ledger, in the ledger's columns; what it cannot tell is left out."""

    trip: str
    travelled_on: dt.date
    patient: str
    age_band: str | None
    area: str
    travel_mode: str
    category: str
    ledger: str
    payer: str
    contract: str
    distance_m: int
    vehicle_m: int
    permit: str | None = None
    invoice: str | None = None
    invoiced_on: dt.date | None = None
    amount_ore: int | None = None


class TripIntakes(Protocol):
    """The way into the warehouses."""

    def bring(self, authority_id: int, name: str, rows: Sequence[TripRow], note: str) -> int:
        """Let these be all trips of a name, whatever it held before; how many. The same rows change nothing.

        Raises `RefusedTrips` when a row is wrong or another name holds its trip; nothing is changed then.
        """


class TripWarehouses(Protocol):
    """The warehouses of the house."""

    def find(self, authority_id: int) -> TripWarehouse | None:
        """An authority's trips; None where nothing has been read in."""


trip_warehouses: Slot[TripWarehouses] = Slot("uppföljningens resor")
trip_intakes: Slot[TripIntakes] = Slot("inläsning till uppföljningen")
