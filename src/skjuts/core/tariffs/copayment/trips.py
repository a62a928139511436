"""A one-way trip as its cost is asked about: modes in order, and who laid out what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from skjuts.core.rules import Value
from skjuts.core.tariffs.copayment.errors import BadTrip


@dataclass(frozen=True, slots=True)
class Ticket:
    """The patient bought a ticket."""

    price_ore: int


@dataclass(frozen=True, slots=True)
class OwnVehicle:
    """The patient went by a vehicle of their own; metres one way."""

    distance_m: int


@dataclass(frozen=True, slots=True)
class OrderedRide:
    """The region ordered the ride and pays the carrier; None until the price is known."""

    price_ore: int | None = None


type Expense = Ticket | OwnVehicle | OrderedRide


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the trip in one travel mode. `fare_ore` is what public transport costs the same way."""

    travel_mode: str
    expense: Expense
    fare_ore: int | None = None


@dataclass(frozen=True, slots=True)
class OneWayTrip:
    """One trip occasion of one patient, to care or from it.

    `facts` are those that the book's tables ask (`facts.yaml`, `fee_facts.yaml`); mode, day, ticket,
    distance and card are filled in here. `starts_s` (seconds of the service day) orders trips of one
    day. Raises `BadTrip`.
    """

    id: str
    day: date
    legs: tuple[Leg, ...]
    facts: Mapping[str, Value] = field(default_factory=dict)
    starts_s: int = 0
    parking_ore: int = 0

    def __post_init__(self) -> None:
        if not self.legs:
            raise BadTrip("Resan har inget färdsätt.", field="legs", remedy="Ange minst ett färdsätt.")
        if self.parking_ore < 0:
            raise _below_nothing("parking_ore")
        for i, leg in enumerate(self.legs):
            if min(_list_amounts(leg)) < 0:
                raise _below_nothing(f"legs[{i}]")


def _list_amounts(leg: Leg) -> tuple[int, ...]:
    match leg.expense:
        case Ticket(price_ore=amount) | OwnVehicle(distance_m=amount):
            found = amount
        case OrderedRide(price_ore=price):
            found = price or 0
    return found, leg.fare_ore or 0


def _below_nothing(place: str) -> BadTrip:
    return BadTrip(
        "Ett belopp eller ett avstånd är mindre än noll.", field=place, remedy="Ange noll eller mer."
    )
