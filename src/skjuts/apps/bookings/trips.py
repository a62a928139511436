"""What a claim tells of a trip, with a written form, and the trip as fees are asked about it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Self

import msgspec

from skjuts.core.rules import RuleBook, Value, read_json_facts
from skjuts.core.rules.record import JsonValue
from skjuts.core.tariffs.copayment import Leg, OneWayTrip, OrderedRide, OwnVehicle, Ticket


class ExpenseKind(StrEnum):
    """Who laid out what."""

    ORDERED = "ordered"
    """The region ordered the ride; `amount` is its price in öre, None until it is known."""
    TICKET = "ticket"
    """The patient bought a ticket of `amount` öre."""
    OWN_VEHICLE = "own_vehicle"
    """The patient drove `amount` metres."""


class ClaimLeg(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the trip in one travel mode."""

    travel_mode: str
    expense: ExpenseKind
    amount: int | None = None


class ClaimContent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A one-way trip. `facts`: by id, what the fee rules ask for besides."""

    legs: tuple[ClaimLeg, ...]
    facts: dict[str, JsonValue] = {}
    parking_ore: int = 0

    def encode(self) -> str:
        """As JSON; equal trips give equal text."""
        return msgspec.json.encode(self, order="deterministic").decode()

    @classmethod
    def decode(cls, written: str) -> Self:
        """Read it again. Raises `msgspec.ValidationError`."""
        return msgspec.json.decode(written, type=cls)


def make_trip(
    content: ClaimContent, *, trip_id: str, day: dt.date, known: Mapping[str, JsonValue], book: RuleBook
) -> OneWayTrip:
    """The trip as a book's tables are asked about it. `known`: what the registers say of the patient.

    Raises `BadTrip` and `BadFacts`.
    """
    told = {name: value for name, value in {**known, **content.facts}.items() if name in book.every_fact}
    facts: dict[str, Value] = dict(read_json_facts(book.every_fact, told))
    legs = tuple(_make_leg(one) for one in content.legs)
    return OneWayTrip(trip_id, day, legs, facts, parking_ore=content.parking_ore)


def _make_leg(leg: ClaimLeg) -> Leg:
    match leg.expense:
        case ExpenseKind.TICKET:
            return Leg(leg.travel_mode, Ticket(leg.amount or 0))
        case ExpenseKind.OWN_VEHICLE:
            return Leg(leg.travel_mode, OwnVehicle(leg.amount or 0))
        case _:
            return Leg(leg.travel_mode, OrderedRide(leg.amount))
