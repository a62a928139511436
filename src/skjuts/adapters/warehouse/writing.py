"""Questions written as SQL, once each: an expression costs more to write than to answer.

512 statements of some kilobytes: the pages ask some fifty questions, each about a few populations. A
statement depends on the distance bands but not on the trips: it outlives the warehouse it was first asked of.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from skjuts.adapters.warehouse.connecting import write_sql
from skjuts.adapters.warehouse.shelf import SUMMED
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.relations import count_trips, name_sums, name_trips

if TYPE_CHECKING:
    import ibis.expr.types as ir

KEPT_STATEMENTS: Final = 512

type Question = Callable[..., ir.Table]


class Relation(StrEnum):
    """What may be asked: the trips one by one, or what they were summed to when they were read in.

    The sums answer the same questions, as far as their columns go, a thousand times faster.
    """

    TRIPS = "trips"
    CELLS = "cells"
    DISTANCES = "distances"
    LAGS = "lags"


def name_relation(relation: Relation, bands: DistanceBands) -> ir.Table:
    """A relation to write questions on."""
    if relation is Relation.TRIPS:
        return count_trips(name_trips(Relation.TRIPS.value), bands)
    return name_sums(relation.value, SUMMED[relation.value])


@lru_cache(maxsize=KEPT_STATEMENTS)
def write_question(
    relation: Relation, bands: DistanceBands, question: Question, terms: tuple[Hashable, ...]
) -> str:
    """A question of a relation in SQL."""
    return write_sql(question(name_relation(relation, bands), *terms))
