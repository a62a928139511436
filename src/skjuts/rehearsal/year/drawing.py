"""One month of invented trips as columns, drawn stratum by stratum from streams of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.ledger.columns import AGE_BANDS, COLUMN_NAMES, DIALYSIS
from skjuts.core.followup.months import Month, first_day
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.year.driving import draw_drives
from skjuts.rehearsal.year.parameters import Stratum, YearParameters
from skjuts.rehearsal.year.service import draw_service

if TYPE_CHECKING:
    import pyarrow as pa

EPOCH: Final = date(1970, 1, 1)
INVOICE_DAYS: Final = 28
RIDERS_A_RUN: Final = 2

type Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MonthDraw:
    """What a draw needs: the month, how many trips of each kind, price levels, and the day of knowing.

    `regions` is how many regions' people travel: more trips are made by more people, not by busier ones.
    """

    parameters: YearParameters
    first: Month
    place: int
    counts: tuple[int, ...]
    levels: dict[str, NDArray[np.float64]]
    known_on: date
    seed: int
    regions: int = 1

    @property
    def month(self) -> Month:
        """The month that is drawn."""
        return self.first + self.place


def draw_month(draw: MonthDraw) -> pa.Table:
    """The month's trips, all kinds after one another, in the ledger's columns."""
    import pyarrow as pa

    tables = [
        _draw_stratum(draw, number, stratum, count)
        for number, (stratum, count) in enumerate(zip(draw.parameters.strata.rows, draw.counts, strict=True))
        if count
    ]
    table = draw_drives(draw.parameters, pa.concat_tables(tables), stream(draw.seed, f"{draw.place}/drive"))
    table = draw_service(draw.parameters, table, stream(draw.seed, f"{draw.place}/service"))
    return table.select(list(COLUMN_NAMES))


def _draw_stratum(draw: MonthDraw, number: int, stratum: Stratum, count: int) -> pa.Table:
    import pyarrow as pa

    rng = stream(draw.seed, f"{draw.place}/{number}")
    begins, days = _span(draw.month)
    travelled = begins + rng.integers(0, days, count)
    metres = np.rint(1000 * rng.uniform(stratum.least_km, stratum.most_km, count)).astype(np.int64)
    vehicle = np.maximum(1, np.rint(metres / stratum.pooling * rng.uniform(0.85, 1.15, count))).astype(
        np.int64
    )
    areas = draw.parameters.areas
    weights = np.array(areas.near_weights if stratum.is_near else areas.far_weights, dtype=np.float64)
    invoiced, is_known = _draw_invoices(draw, rng, travelled)
    trip = f"{draw.month}-{number}-"
    contract = draw.parameters.contracts[stratum.contract].name_in(draw.place)
    amount = _price(draw, stratum, rng, vehicle)
    people = _draw_people(draw, stratum, rng, count)
    is_pooled = stratum.pooling > 1
    columns = {
        "trip": _number(trip, np.arange(count)),
        "travelled_on": _days(travelled),
        "area": _choose(areas.codes, rng.choice(len(weights), count, p=weights / weights.sum())),
        "travel_mode": _constant(stratum.travel_mode, count),
        "category": _constant(stratum.category, count),
        "ledger": _constant(stratum.ledger, count),
        "contract": _constant(contract, count),
        "distance_m": pa.array(metres),
        "vehicle_m": pa.array(vehicle),
        "run": _number(f"r{trip}", np.arange(count) // RIDERS_A_RUN)
        if is_pooled
        else pa.nulls(count, pa.string()),
        "permit": _number("b", rng.integers(0, 10 * draw.regions * draw.parameters.people.patients, count)),
        "invoice": _mask(_number(f"f{stratum.contract}-", invoiced // INVOICE_DAYS), is_known),
        "invoiced_on": _mask(_days(invoiced), is_known),
        "amount_ore": _mask(pa.array(amount), is_known),
        "single_fare_ore": pa.array(_price_single(draw, stratum, amount, metres)),
    }
    return pa.table(columns | people)


def _span(month: Month) -> tuple[int, int]:
    """The month's first day, counted from 1970, and how many days it has."""
    begins = (first_day(month) - EPOCH).days
    return begins, (first_day(month + 1) - EPOCH).days - begins


def _draw_invoices(
    draw: MonthDraw, rng: np.random.Generator, travelled: Whole
) -> tuple[Whole, NDArray[np.bool_]]:
    """When each trip is invoiced, and whether that has happened by the day of knowing."""
    shares = np.array(draw.parameters.money.invoice_lag_shares)
    lags = rng.choice(len(shares), len(travelled), p=shares / shares.sum())
    starts = np.array([_span(draw.month + lag)[0] for lag in range(len(shares))])
    invoiced = starts[lags] + rng.integers(0, INVOICE_DAYS, len(travelled))
    invoiced = np.where(lags == 0, np.maximum(invoiced, travelled), invoiced)
    return invoiced, invoiced <= (draw.known_on - EPOCH).days


def _price(draw: MonthDraw, stratum: Stratum, rng: np.random.Generator, vehicle_m: Whole) -> Whole:
    factor = draw.parameters.contracts[stratum.contract].factor_in(draw.place)
    level = factor * float(draw.levels[stratum.contract][draw.place])
    spread = draw.parameters.money.price_noise
    noise = np.exp(spread * rng.standard_normal(len(vehicle_m)) - spread**2 / 2)
    plain = stratum.start_ore + stratum.ore_a_vehicle_km * vehicle_m / 1000
    return np.rint(plain * level * noise).astype(np.int64)


def _price_single(draw: MonthDraw, stratum: Stratum, amount: Whole, metres: Whole) -> Whole:
    """What the trip gives driven alone: its own price where it was, else the whole way without pooling."""
    if stratum.pooling == 1:
        return amount
    factor = draw.parameters.contracts[stratum.contract].factor_in(draw.place)
    level = factor * float(draw.levels[stratum.contract][draw.place])
    alone = np.rint((stratum.start_ore + stratum.ore_a_vehicle_km * metres / 1000) * level)
    return np.maximum(amount + 1, alone.astype(np.int64))


def _draw_people(draw: MonthDraw, stratum: Stratum, rng: np.random.Generator, count: int) -> dict[str, Any]:
    """Who travels: some often, most seldom; a patient's age follows from who it is."""
    people = draw.parameters.people
    is_dialysis = stratum.category == DIALYSIS
    pool = people.dialysis_patients if is_dialysis else people.patients
    patient = np.floor(pool * rng.random(count) ** (1 if is_dialysis else 2)).astype(np.int64)
    if draw.regions > 1:
        patient += pool * rng.integers(0, draw.regions, count)
    limits = np.cumsum(people.age_shares)[:-1]
    age = np.searchsorted(limits, (patient * 0.618_033_988_75) % 1.0)
    payers = ("state",) if stratum.ledger == "asylum" else ("own_region", "other_region")
    payer = (rng.random(count) < people.other_region_share) & (len(payers) > 1)
    return {
        "patient": _number("d" if is_dialysis else "p", patient),
        "age_band": _choose(AGE_BANDS, age),
        "payer": _choose(payers, payer.astype(np.int64)),
    }


def _number(prefix: str, numbers: Whole) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(prefix, pc.cast(pa.array(numbers), pa.string()), "")


def _choose(texts: Sequence[str], places: Whole) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    import pyarrow as pa

    coded = pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(list(texts), pa.string()))
    return coded.cast(pa.string())


def _constant(text: str, count: int) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    return _choose((text,), np.zeros(count, dtype=np.int64))


def _days(numbers: Whole) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    import pyarrow as pa

    return pa.array(numbers.astype(np.int32), pa.int32()).cast(pa.date32())


def _mask(column: Any, is_known: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(pa.array(is_known), column, pa.scalar(None, column.type))
