"""What a rule book proposes for a matter: every verdict that it takes, and what they come to. Pure.

Works with any book by the ids of its tables and outcome columns. A table that the book does not have is not
asked. The rules never decide: `judgement` and `complete` are answers too, and no refusal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from skjuts.core.rules import (
    RuleBook,
    RuleEngine,
    Value,
    VerdictKind,
    VerdictRecord,
    read_json_facts,
    replay,
)
from skjuts.core.rules.record import JsonValue

LADDER = (
    "walk",
    "public_transport",
    "private_car",
    "patient_shuttle_line",
    "feeder_taxi",
    "shared_taxi",
    "wheelchair_vehicle",
    "taxi_alone",
    "boat_taxi",
    "special_terrain",
    "stretcher_transport",
    "scheduled_flight",
)
"""From the cheapest. Care at a distance and ambulances are no travel modes that a permit gives."""
NO_TRIP = ("remote_care", "mobile_team", "nearer_unit")
COVERAGE, ESCORTS, LIMITS = "coverage", "escorts", "permit_limits"
OWN_TABLES = {"paratransit": "paratransit_permit", "national_paratransit": "national_paratransit_permit"}
"""Kinds that have a table of their own instead of coverage and ladder."""


class Standing(StrEnum):
    """How far the rules reach."""

    PROPOSED = "proposed"
    COMPLETE = "complete"
    JUDGEMENT = "judgement"


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the verdicts come to. `outcome` is granted, partly or denied, '' unless the standing is proposed.

    `travel_mode`: the cheapest one that fits, '' when the rules know none. `instead`: care without the trip.
    """

    standing: Standing
    outcome: str = ""
    travel_mode: str = ""
    instead: str = ""
    missing: tuple[str, ...] = ()
    verdicts: tuple[VerdictRecord, ...] = ()

    @property
    def written(self) -> str:
        """The verdicts as JSON: the same verdicts give the same text."""
        return msgspec.json.encode(self.verdicts).decode()


def propose(
    book: RuleBook,
    facts: Mapping[str, JsonValue],
    *,
    travel_day: dt.date,
    asked_mode: str,
    kind: str = "patient_trip",
) -> Proposal:
    """Put a matter of a kind to a book. Facts that the book does not ask for are left out; see `Proposal`.

    Raises `BadFacts` for a value that the book's fact cannot have.
    """
    return propose_by(RuleEngine(book), facts, travel_day=travel_day, asked_mode=asked_mode, kind=kind)


def propose_by(
    engine: RuleEngine,
    facts: Mapping[str, JsonValue],
    *,
    travel_day: dt.date,
    asked_mode: str,
    kind: str = "patient_trip",
) -> Proposal:
    """The same by an engine that is kept, for many matters by one book."""
    asking = _Asking(engine, read_known_facts(engine.book, facts), travel_day)
    own = OWN_TABLES.get(kind, "")
    return asking.conclude_by(own, asked_mode) if own in engine.book.tables else asking.conclude(asked_mode)


def read_known_facts(book: RuleBook, facts: Mapping[str, JsonValue]) -> dict[str, Value]:
    """Those of the facts that are known and that the book asks for. Raises `BadFacts`."""
    known = {name: value for name, value in facts.items() if name in book.every_fact and value is not None}
    return read_json_facts(book.every_fact, known)


def replay_verdicts(written: str, book: RuleBook) -> str:
    """The stored verdicts given again by the stored book; equal to the stored text, to the last letter."""
    stored = msgspec.json.decode(written, type=tuple[VerdictRecord, ...])
    return msgspec.json.encode(tuple(replay(one, book) for one in stored)).decode()


def read_verdicts(written: str) -> tuple[VerdictRecord, ...]:
    """Stored verdicts."""
    return msgspec.json.decode(written, type=tuple[VerdictRecord, ...])


class _Asking:
    """Asks one table after the other and keeps every verdict."""

    def __init__(self, engine: RuleEngine, facts: Mapping[str, object], day: dt.date) -> None:
        self.engine, self.facts, self.day = engine, facts, day
        # The book's own order where it has one: the same as the ladder that is shown.
        asked = engine.book.every_fact.get("travel_mode")
        self.modes = tuple(asked.choices) if asked and asked.choices else LADDER
        self.verdicts: list[VerdictRecord] = []
        self.missing: dict[str, None] = {}
        self.is_open = False

    def conclude(self, asked_mode: str) -> Proposal:
        if self.ask(COVERAGE) == "not_covered":
            return self.say("denied")
        instead = next((one for one in NO_TRIP if self.ask(f"fits_{one}") == "yes_fits"), "")
        mode = "" if instead else self.find_mode()
        if self.missing or self.is_open:
            return self.say("")
        if instead or (mode and self.rank(mode) < self.rank(asked_mode)):
            return self.say("denied", mode, instead)
        is_cut = self.ask(ESCORTS) == "too_many" or self.ask(LIMITS) == "beyond"
        # How many and how long is the officer's to set where no rule says; the mode is proposed all the same.
        self.is_open = False
        return self.say("partly" if is_cut else "granted", mode or asked_mode)

    def conclude_by(self, table: str, asked_mode: str) -> Proposal:
        """By one table alone: a yes is proposed; whether it is another kind of matter, an officer judges."""
        answer = self.ask(table)
        self.is_open |= answer != "granted"
        return self.say("" if self.missing or self.is_open else "granted", asked_mode)

    def find_mode(self) -> str:
        """The cheapest mode that fits, as long as every cheaper one is known not to."""
        for mode in self.ladder():
            answer = self.ask(f"fits_{mode}")
            if answer == "yes_fits":
                return mode
            if self.missing or self.is_open:
                return ""
        return ""

    def ladder(self) -> Iterator[str]:
        return (one for one in self.modes if f"fits_{one}" in self.engine.book.tables)

    def rank(self, mode: str) -> int:
        """The place of a mode on the ladder; what is not there costs more than all."""
        return self.modes.index(mode) if mode in self.modes else len(self.modes)

    def ask(self, table: str) -> JsonValue:
        """The first outcome of a table; None when the book has none, or the rules do not reach."""
        if table not in self.engine.book.tables:
            return None
        record = self.engine.decide(table, self.facts, self.day).record()
        self.verdicts.append(record)
        answer = record.answer
        if answer.kind is VerdictKind.COMPLETE:
            self.missing.update(dict.fromkeys(one.id for one in answer.missing))
            return None
        value = answer.outcome[0].value if answer.kind is VerdictKind.PROPOSAL else None
        # What no rule answers is the officer's to judge, and never a no.
        self.is_open |= value is None or value in {"officer", "elsewhere", "other_kind"}
        return value

    def say(self, outcome: str, mode: str = "", instead: str = "") -> Proposal:
        is_settled = outcome == "denied" or not (self.missing or self.is_open)
        standing = Standing.COMPLETE if self.missing else Standing.JUDGEMENT
        if is_settled and outcome and self.verdicts:
            standing = Standing.PROPOSED
        is_proposed = standing is Standing.PROPOSED
        return Proposal(
            standing=standing,
            outcome=outcome if is_proposed else "",
            travel_mode=mode,
            instead=instead,
            missing=() if is_proposed else tuple(self.missing),
            verdicts=tuple(self.verdicts),
        )
