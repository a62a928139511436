"""Reads the worked cases of fees: a book, a trip or several, and what they cost, all in Swedish text.

A file names its `book` (a region's, or a folder beside it), what holds for `everyone` unless a case says
otherwise, and the cases. A trip has `day`, `legs` (`mode` with `ticket`, `distance` or `ordered`, and
`fare`), `facts`, `at` (time of the day), `claimed` (unless claimed that day), `parking`, and `times`
(the same trip on so many days that follow each other).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from skjuts.adapters.files.rule_books import read_document
from skjuts.core.kernel.money import parse_kronor
from skjuts.core.kernel.service_time import parse_service_time
from skjuts.core.rules import Kind, RuleBook, Value
from skjuts.core.rules.values import read_value
from skjuts.core.tariffs.copayment import ClaimedTrip, Leg, OneWayTrip, OrderedRide, OwnVehicle, Ticket

HERE = Path(__file__).parent
BOOKS = Path("src/skjuts/core/regulations")


@dataclass(frozen=True)
class FeeCase:
    """One worked case as it is written: the head of its book, the trips, what they give, and why."""

    source: str
    head: Path
    everyone: Mapping[str, str]
    entry: Any

    @property
    def name(self) -> str:
        """What the case is about."""
        return str(self.entry["case"])

    @property
    def why(self) -> str:
        """The sum or the rule, in one line."""
        return str(self.entry["why"])

    @property
    def is_family(self) -> bool:
        """Whether the trips are those of a family together."""
        return self.entry.get("family") == "ja"

    @property
    def gives(self) -> Mapping[str, str]:
        """What the case must give."""
        given: Mapping[str, str] = self.entry["gives"]
        return given

    def list_trips(self, book: RuleBook) -> list[ClaimedTrip]:
        """The trips, with facts in the book's own words."""
        facts = {**self.everyone, **(self.entry.get("facts") or {})}
        told = self.entry.get("trips") or [self.entry]
        return [trip for i, one in enumerate(told) for trip in _read_trips(book, f"{i + 1}", facts, one)]


def list_fee_cases() -> list[FeeCase]:
    """Every case of every region, in the order of the files."""
    return [case for path in sorted(HERE.glob("*/fees.yaml")) for case in read_cases(path)]


def read_cases(path: Path) -> Iterator[FeeCase]:
    """The cases of one file. Each may name a book of its own."""
    root: Any = read_document(path).root
    for entry in root["cases"]:
        name = entry.get("book") or root["book"]
        local = path.parent / name / "book.yaml"
        head = local if local.exists() else BOOKS / name / "book.yaml"
        yield FeeCase(path.parent.name, head, root["everyone"], entry)


def _read_trips(book: RuleBook, name: str, facts: Mapping[str, str], told: Any) -> Iterator[ClaimedTrip]:  # noqa: ANN401 - as YAML has it
    known = _read_facts(book, {**facts, **(told.get("facts") or {})})
    for i in range(int(told.get("times") or 1)):
        day = date.fromisoformat(told["day"]) + timedelta(days=i)
        trip = OneWayTrip(
            f"{name}-{i:03d}",
            day,
            tuple(_read_leg(book, leg) for leg in told["legs"]),
            known,
            parse_service_time(told.get("at") or "10:00"),
            parse_kronor(told.get("parking") or "0"),
        )
        yield ClaimedTrip(trip, date.fromisoformat(told.get("claimed") or day.isoformat()))


def _read_facts(book: RuleBook, told: Mapping[str, str]) -> dict[str, Value]:
    """Facts by the book's own words; empty ones, and those it never asks for, are left out."""
    known = {name: text for name, text in told.items() if text and name in book.every_fact}
    return {name: book.every_fact[name].read(text) for name, text in known.items()}


def _read_leg(book: RuleBook, told: Mapping[str, str]) -> Leg:
    mode = book.every_fact["travel_mode"].read_choice(told["mode"])
    fare_ore = parse_kronor(told["fare"]) if "fare" in told else None
    if "ticket" in told:
        return Leg(mode, Ticket(parse_kronor(told["ticket"])), fare_ore)
    if "distance" in told:
        metres = read_value(Kind.METRES, told["distance"])
        assert isinstance(metres, int)
        return Leg(mode, OwnVehicle(metres), fare_ore)
    price = told["ordered"]
    return Leg(mode, OrderedRide(None if price == "okänt" else parse_kronor(price)), fare_ore)
