"""Worked cases of fees: they read as a manual, are tried when a book changes, and print as the handbook.

A file says what holds for `everyone` unless a case says otherwise, and lists the cases. A case is one
trip, or `trips`. A trip has `day`, `legs` (`mode` with `ticket`, `distance` or `ordered`, and `fare`),
`facts`, `at` (time of the day), `claimed` (unless claimed that day), `parking`, and `times` (the same
trip on so many days that follow each other). An empty fact is one that is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.money import parse_kronor
from skjuts.core.kernel.service_time import parse_service_time
from skjuts.core.rules import Document, Fact, Fault, Kind, RuleBook, Value
from skjuts.core.rules.forms.document import Cursor
from skjuts.core.rules.values import read_value
from skjuts.core.tariffs.copayment.accounts import ClaimedTrip
from skjuts.core.tariffs.copayment.errors import BadFeeCase, BadTrip
from skjuts.core.tariffs.copayment.trips import Expense, Leg, OneWayTrip, OrderedRide, OwnVehicle, Ticket

NOON = "12:00"
UNKNOWN_PRICE = "okänt"
_TRIP_KEYS = ("day", "legs", "facts", "at", "claimed", "parking", "times")


@dataclass(frozen=True, slots=True)
class FeeCase:
    """One worked case: what it is about, the sum or the rule in one line, the trips, and what they give.

    `expected` names answers of `case_answers`; only what is named is compared.
    """

    title: str
    why: str
    trips: tuple[ClaimedTrip, ...]
    is_family: bool
    expected: Mapping[str, str]


def read_fee_cases(document: Document, book: RuleBook) -> tuple[FeeCase, ...]:
    """The cases in a document. Raises `BadFeeCase` with the first fault."""
    faults: list[Fault] = []
    top = Cursor(document, document.root, (), "", faults)
    top.require_keys("everyone", "cases")
    reader = _Reader(book.every_fact)
    everyone = reader.read_facts(top.go("everyone", "det som gäller alla"))
    cases = tuple(reader.read_case(at, everyone) for _, at in top.go("cases", "").list_items("fall"))
    if faults:
        first = faults[0]
        where = f"{document.source}:{first.line}, {first.place}"
        raise BadFeeCase(first.message, field=where, remedy=first.remedy)
    return cases


class _Reader:
    """Reads cases with facts and modes in a book's own words."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts

    def read_case(self, at: Cursor, everyone: Mapping[str, Value | None]) -> FeeCase:
        at.require_keys("case", "why", "trips", "family", "gives", *_TRIP_KEYS)
        facts = {**everyone, **self.read_facts(at.go("facts", at.place))}
        told = [one for _, one in at.go("trips", at.place).list_items("resa")] or [at]
        trips = tuple(trip for i, one in enumerate(told) for trip in self._read_trips(one, f"{i + 1}", facts))
        gives = at.go("gives", at.place)
        expected = {name: gives.find_text(name) for name, _ in gives.list_entries("svaret")}
        if not expected:
            at.note("Fallet väntar sig ingenting.", "Skriv minst ett svar under gives.")
        return FeeCase(
            at.get_text("case"), at.get_text("why"), trips, at.find_text("family") == "ja", expected
        )

    def read_facts(self, at: Cursor) -> dict[str, Value | None]:
        """Facts by id; None for those that are said to be unknown."""
        found: dict[str, Value | None] = {}
        for name, one in at.list_entries("uppgiften"):
            if name in self._facts:
                found[name] = at.read(name, self._facts[name].read)
            else:
                one.note("Boken har ingen sådan uppgift.", "Rätta namnet, eller ta bort uppgiften.")
        return found

    def _read_trips(self, at: Cursor, name: str, facts: Mapping[str, Value | None]) -> Iterator[ClaimedTrip]:
        first = at.read_day("day")
        if first is None:
            at.note("Resan har ingen dag.", "Skriv day: och ett datum.")
            return
        known = {**facts, **self.read_facts(at.go("facts", at.place))}
        told = {id_: value for id_, value in known.items() if value is not None}
        legs = tuple(self._read_legs(at.go("legs", at.place)))
        starts_s = at.read("at", parse_service_time) or parse_service_time(NOON)
        parking_ore = at.read("parking", parse_kronor) or 0
        claimed_on = at.read_day("claimed")
        for i in range(at.read("times", _read_count) or 1):
            day = first + timedelta(days=i)
            try:
                trip = OneWayTrip(f"{name}-{i:03d}", day, legs, told, starts_s, parking_ore)
            except BadTrip as fault:
                at.note(fault.message, fault.remedy)
                return
            yield ClaimedTrip(trip, claimed_on or day)

    def _read_legs(self, at: Cursor) -> Iterator[Leg]:
        for _, one in at.list_items("färdsätt"):
            one.require_keys("mode", "ticket", "distance", "ordered", "fare")
            mode = one.read("mode", self._facts["travel_mode"].read_choice)
            expense = _read_expense(one)
            if mode and expense:
                yield Leg(mode, expense, one.read("fare", parse_kronor))
            elif not expense:
                one.note(
                    "Färdsättet saknar kostnad.",
                    "Skriv ticket, distance eller ordered; ordered: okänt när priset inte är känt.",
                )


def _read_expense(at: Cursor) -> Expense | None:
    ticket_ore = at.read("ticket", parse_kronor)
    if ticket_ore is not None:
        return Ticket(ticket_ore)
    metres = at.read("distance", lambda text: read_value(Kind.METRES, text))
    if isinstance(metres, int):
        return OwnVehicle(metres)
    if at.find_text("ordered") == UNKNOWN_PRICE:
        return OrderedRide()
    price_ore = at.read("ordered", parse_kronor)
    return None if price_ore is None else OrderedRide(price_ore)


def _read_count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise InvalidField(f"”{text}” är inget antal.", remedy="Skriv ett heltal, till exempel 12.")
    return int(text)
