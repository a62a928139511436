"""The ledger's columns as data: what a trip is to follow-up, and the form in which a region brings its own.

The import reads exactly these, the documentation is written from them, and an extract says by them what may
leave the house.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a cell holds; days are ÅÅÅÅ-MM-DD, whole numbers have no gaps and no decimals."""

    TEXT = "text"
    DAY = "day"
    WHOLE = "whole"


class Privacy(StrEnum):
    """How near a column is to a person: names one alone, narrows down to few together, or neither.

    What stays inside is precise enough to be recognised by, and is needed by nobody outside.
    """

    DIRECT = "direct"
    NARROWING = "narrowing"
    INSIDE = "inside"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `known` are the only allowed texts, `pattern` what a text must look like.

    `most` is the largest whole number that is believed. Cells of an optional column may be empty; one that
    may be absent need not stand in the file at all.
    """

    name: str
    kind: Kind
    meaning: str
    privacy: Privacy = Privacy.NONE
    is_optional: bool = False
    known: tuple[str, ...] = ()
    pattern: str = ""
    most: int = 0
    may_be_absent: bool = False


DIALYSIS: Final = "dialysis"
ASYLUM: Final = "asylum"
TRAVEL_MODES: Final = (
    *("public_transport", "patient_shuttle_line", "private_car", "shared_taxi", "taxi_alone"),
    *("wheelchair_vehicle", "stretcher_transport", "scheduled_flight"),
)
CATEGORIES: Final = (DIALYSIS, "hospital", "primary_care", "far_hospital", "ward", "other")
AGE_BANDS: Final = ("0-17", "18-64", "65-79", "80+")
PAYERS: Final = ("own_region", "other_region", "state", "municipality")
LEDGERS: Final = ("ordinary", ASYLUM)
MOST_M: Final = 3_000_000
MOST_ORE: Final = 100_000_000
MOST_MINUTES: Final = 2 * 24 * 60

COLUMNS: Final = (
    Column("trip", Kind.TEXT, "Resans id i källan; unikt.", Privacy.DIRECT),
    Column("travelled_on", Kind.DAY, "Resdagen.", Privacy.NARROWING),
    Column(
        "patient",
        Kind.TEXT,
        "Resenärens id i källan, inte personnummer.",
        Privacy.DIRECT,
        is_optional=True,
    ),
    Column("age_band", Kind.TEXT, "Åldersgrupp.", Privacy.NARROWING, is_optional=True, known=AGE_BANDS),
    Column("area", Kind.TEXT, "Hemkommunens kod, fyra siffror.", Privacy.NARROWING, pattern="^[0-9]{4}$"),
    Column("travel_mode", Kind.TEXT, "Färdsättet som kördes.", known=TRAVEL_MODES),
    Column("category", Kind.TEXT, "Varför resan gjordes.", Privacy.NARROWING, known=CATEGORIES),
    Column("ledger", Kind.TEXT, "Ordinarie budget eller asylboende.", Privacy.NARROWING, known=LEDGERS),
    Column("payer", Kind.TEXT, "Vem som betalar till slut.", known=PAYERS),
    Column("contract", Kind.TEXT, "Avtalet som resan kördes på."),
    Column("distance_m", Kind.WHOLE, "Resenärens väg i meter, efter väg.", most=MOST_M),
    Column(
        "vehicle_m",
        Kind.WHOLE,
        "Resenärens del av fordonets väg i meter; delarna i en samordnad tur blir turens längd.",
        most=MOST_M,
    ),
    Column(
        "run",
        Kind.TEXT,
        "Den samordnade turens id; tomt när resenären åkte ensam.",
        Privacy.DIRECT,
        is_optional=True,
    ),
    Column("permit", Kind.TEXT, "Tillståndets id.", Privacy.DIRECT, is_optional=True),
    Column("invoice", Kind.TEXT, "Fakturans id.", Privacy.DIRECT, is_optional=True),
    Column("invoiced_on", Kind.DAY, "Dagen då resan fakturerades; tomt till dess.", is_optional=True),
    Column(
        "amount_ore",
        Kind.WHOLE,
        "Resans pris i öre utan moms; tomt tills den är fakturerad.",
        is_optional=True,
        most=MOST_ORE,
    ),
    Column(
        "vehicle",
        Kind.TEXT,
        "Fordonets id i källan; behövs för kontrollen av fakturor.",
        Privacy.DIRECT,
        is_optional=True,
        may_be_absent=True,
    ),
    Column(
        "started_minute",
        Kind.WHOLE,
        "Minuten då resenären hämtades, räknad från resdagens midnatt.",
        Privacy.INSIDE,
        is_optional=True,
        most=MOST_MINUTES,
        may_be_absent=True,
    ),
    Column(
        "ended_minute",
        Kind.WHOLE,
        "Minuten då resenären lämnades, räknad från resdagens midnatt.",
        Privacy.INSIDE,
        is_optional=True,
        most=MOST_MINUTES,
        may_be_absent=True,
    ),
    Column(
        "shortest_m",
        Kind.WHOLE,
        "Den kortaste vägen i meter mellan hämtning och lämning.",
        Privacy.INSIDE,
        is_optional=True,
        most=MOST_M,
        may_be_absent=True,
    ),
    Column(
        "single_fare_ore",
        Kind.WHOLE,
        "Vad avtalet ger för resan om den körs ensam, i öre utan moms.",
        Privacy.INSIDE,
        is_optional=True,
        most=MOST_ORE,
        may_be_absent=True,
    ),
    Column(
        "asked_mode",
        Kind.TEXT,
        "Färdsättet som söktes; tomt när ingen bedömning gjordes.",
        Privacy.INSIDE,
        is_optional=True,
        known=TRAVEL_MODES,
        may_be_absent=True,
    ),
    Column(
        "waited_minutes",
        Kind.WHOLE,
        "Minuter som resenären väntade efter den utlovade hämtningen; 0 när bilen kom i tid.",
        Privacy.INSIDE,
        is_optional=True,
        most=MOST_MINUTES,
        may_be_absent=True,
    ),
)

COLUMN_NAMES: Final = tuple(column.name for column in COLUMNS)
