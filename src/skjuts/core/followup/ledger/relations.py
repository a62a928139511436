"""Trips as a relation that adds up: one row a trip, or one a cell, with the same columns to ask for.

Every figure of the ledger is a sum of these measures over rows, so a question gives the same answer asked of
the trips or of what they were summed to beforehand. Sums are whole numbers, on every engine.
"""

from __future__ import annotations

from typing import Final

import ibis
import ibis.expr.types as ir

from skjuts.core.followup.ledger.bands import METRES_A_KM, DistanceBands
from skjuts.core.followup.ledger.columns import COLUMNS, Kind
from skjuts.core.followup.months import MONTHS_A_YEAR

TYPES: Final = {Kind.TEXT: "string", Kind.DAY: "date", Kind.WHOLE: "int64"}
TRIPS_SCHEMA: Final = {column.name: TYPES[column.kind] for column in COLUMNS}

MEASURES: Final = ("trips", "invoiced_trips", "person_m", "vehicle_m", "cost_ore")
CUTS: Final = ("travel_mode", "category", "area", "age_band", "ledger", "payer", "contract", "band")
CELL_KEYS: Final = ("month", *CUTS)
DISTANCE_KEYS: Final = ("month", "travel_mode", "category", "ledger", "km")
NUMBERED: Final = frozenset({"month", "band", "km", "lag"})
LAG_KEYS: Final = ("month", "travel_mode", "category", "ledger", "lag")


def name_trips(name: str = "trips") -> ir.Table:
    """The table of trips by name, to write questions about before any engine is there."""
    return ibis.table(TRIPS_SCHEMA, name=name)


def name_sums(name: str, keys: tuple[str, ...]) -> ir.Table:
    """The table of sums by name: its keys and the measures."""
    kinds = {key: "int64" if key in NUMBERED else "string" for key in keys}
    return ibis.table(kinds | dict.fromkeys(MEASURES, "int64"), name=name)


def count_trips(trips: ir.Table, bands: DistanceBands) -> ir.Table:
    """Each trip as a row of measures, with its month, distance, band and the months until its invoice.

    `lag` is empty until the trip is invoiced; an invoice dated before the trip counts as the same month.
    """
    month = _month(trips.travelled_on)
    km = (trips.distance_m + (METRES_A_KM - 1)) // METRES_A_KM
    band = ibis.cases(
        *((km <= limit, place) for place, limit in enumerate(bands.limits_km)), else_=len(bands.limits_km)
    )
    waited = _month(trips.invoiced_on) - month
    return trips.mutate(
        month=month,
        km=km.cast("int64"),
        band=band.cast("int64"),
        lag=ibis.ifelse(waited < 0, 0, waited).cast("int64"),
        trips=ibis.literal(1, "int64"),
        invoiced_trips=ibis.ifelse(trips.amount_ore.isnull(), 0, 1).cast("int64"),
        person_m=trips.distance_m,
        cost_ore=trips.amount_ore.fill_null(0),
    )


def sum_by(relation: ir.Table, keys: tuple[str, ...]) -> ir.Table:
    """The measures summed over rows that agree on the keys, as whole numbers."""
    sums = {name: relation[name].sum().fill_null(0).cast("int64") for name in MEASURES}
    return relation.aggregate(by=list(keys), **sums)


def _month(day: ir.Value) -> ir.IntegerValue:
    counted: ir.IntegerValue = day.year().cast("int64") * MONTHS_A_YEAR + day.month().cast("int64") - 1
    return counted
