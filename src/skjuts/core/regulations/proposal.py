"""A proposal of travel mode as plain data: stored with a matter, and made again bit for bit."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from skjuts.core.regulations.care_options import CareNeed, CareOption
from skjuts.core.regulations.timetable_findings import TimetableFinding
from skjuts.core.rules.record import BookStamp, JsonValue, MissingFact, StepRecord, UsedParameter


class ProposalKind(StrEnum):
    """How far the rules reach. They propose; a named officer decides."""

    NO_TRIP = "no_trip"
    """The care can be given without a trip."""
    NEARER = "nearer"
    """The care can be given nearer: the trip there is to be tried instead."""
    MODE = "mode"
    """The cheapest travel mode that fits."""
    OFFICER = "officer"
    """The rules leave it to the officer."""
    COMPLETE = "complete"
    """Facts are missing that can change the outcome."""
    NOT_COVERED = "not_covered"
    """A rule says that the region does not reimburse the trip."""
    ELSEWHERE = "elsewhere"
    """Another region tries the application, or it is another kind of matter."""


class RungKind(StrEnum):
    """What became of one step of the ladder."""

    PASSED = "passed"
    """It does not fit, and a rule or the timetable says why."""
    FITS = "fits"
    OFFICER = "officer"
    """The rules leave it to the officer."""
    OPEN = "open"
    """Facts are missing."""


KIND_TEXTS = {
    ProposalKind.NO_TRIP: "Ingen resa behövs",
    ProposalKind.NEARER: "Pröva en resa till en närmare enhet",
    ProposalKind.MODE: "Förslag",
    ProposalKind.OFFICER: "Handläggaren bedömer",
    ProposalKind.COMPLETE: "Ansökan behöver kompletteras",
    ProposalKind.NOT_COVERED: "Resan omfattas inte",
    ProposalKind.ELSEWHERE: "Prövas inte som sjukresa här",
}


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the ladder: what its table answered, and what the mode would have cost.

    `reasons` are the rows' and, where the timetable settled it, the timetable's own sentences.
    """

    mode: str
    name: str
    kind: RungKind
    reasons: tuple[str, ...]
    price_ore: int | None
    answer: StepRecord
    parameters: tuple[UsedParameter, ...]


class LadderInputs(msgspec.Struct, frozen=True, kw_only=True):
    """All that a proposal was made from, beside the book and the timetable."""

    travel_day: str
    facts: dict[str, JsonValue]
    need: CareNeed
    options: tuple[CareOption, ...]
    prices_ore: dict[str, int]
    one_way_trips: int
    has_timetable: bool


class ModeProposal(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal with everything that it rests on; never a decision.

    `rungs` go upward and end with the first that surely fits. `possible` are the modes that can
    still be the outcome: more than one only when facts are missing. `avoided_trips` counts one-way
    trips that nobody has to make.
    """

    kind: ProposalKind
    mode: str
    mode_name: str
    summary: str
    possible: tuple[str, ...]
    avoided_trips: int
    missing: tuple[MissingFact, ...]
    coverage: tuple[StepRecord, ...]
    rungs: tuple[Rung, ...]
    grant: tuple[StepRecord, ...]
    options: tuple[CareOption, ...]
    timetable: TimetableFinding | None
    cautions: tuple[str, ...]
    inputs: LadderInputs
    book: BookStamp

    def encode(self) -> bytes:
        """The proposal as JSON; the same proposal gives the same bytes."""
        return msgspec.json.encode(self, order="deterministic")


def decode_proposal(data: bytes) -> ModeProposal:
    """A stored proposal. Raises `msgspec.ValidationError` when it is none."""
    return msgspec.json.decode(data, type=ModeProposal)
