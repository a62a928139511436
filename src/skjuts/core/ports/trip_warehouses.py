"""Each authority's trips, summed and one by one, for follow-up to ask the ledger's questions of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Literal, Protocol

from skjuts.core.ports.slot import Slot

if TYPE_CHECKING:  # the expressions' library takes a second to load
    import ibis.expr.types as ir

    from skjuts.core.followup.ledger.bands import DistanceBands

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


class TripWarehouses(Protocol):
    """The warehouses of the house."""

    def find(self, authority_id: int) -> TripWarehouse | None:
        """An authority's trips; None where nothing has been read in."""


trip_warehouses: Slot[TripWarehouses] = Slot("uppföljningens resor")
