"""Alternatives as they are described: who does what, what is said of them, and what they would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skjuts.core.followup.alternatives.estimates import Estimate


class Operator(StrEnum):
    """Who does the work."""

    OWN = "own"
    PROCURED = "procured"
    PARTNER = "partner"


class Criterion(StrEnum):
    """What alternatives are judged by."""

    COST = "cost"
    JOBS = "jobs"
    QUALITY = "quality"
    CONTINUITY = "continuity"
    BUILD_UP = "build_up"


CRITERION_NAMES = {
    Criterion.COST: "kostnad",
    Criterion.JOBS: "arbetstillfällen i länet",
    Criterion.QUALITY: "kvalitet och patientsäkerhet",
    Criterion.CONTINUITY: "kontinuitet vid byte av leverantör",
    Criterion.BUILD_UP: "tid att bygga upp",
}
AMOUNTS = {
    "staff_ore": "personal per år",
    "it_ore": "it-stöd per år",
    "premises_ore": "lokaler per år",
    "contract_ore": "fast avtalskostnad per år",
    "per_contact_ore": "kostnad per samtal eller beställning",
    "transition_ore": "övergång, en gång",
    "benefits_ore": "nytta per år",
    "build_up_months": "månader att bygga upp",
    "jobs_in_county": "årsarbetare i länet",
}
MONEY = tuple(name for name in AMOUNTS if name != "jobs_in_county")
"""What a present value takes; jobs are told beside it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rank that somebody has given, 1 being best, with the words and where they stand."""

    criterion: Criterion
    rank: int
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A legal condition that an alternative rests on."""

    name: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract and the days between which it ends (or starts); `service` is what it is about."""

    id: str
    name: str
    service: str
    ends: tuple[date, date] | None
    starts: tuple[date, date] | None
    source: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to run assessment and booking. Amounts that are not known are not there."""

    id: str
    name: str
    assessment: Operator
    booking: Operator
    waits_for: str
    judgements: tuple[Judgement, ...]
    gates: tuple[Gate, ...]
    amounts: Mapping[str, Estimate]
    earliest_join: date | None = None

    @property
    def changes_supplier(self) -> bool:
        """Whether a procurement may bring a new supplier each time that its contract ends."""
        return Operator.PROCURED in {self.assessment, self.booking}

    def find_rank(self, criterion: Criterion) -> int | None:
        """The rank that it was given."""
        return next((one.rank for one in self.judgements if one.criterion is criterion), None)

    def list_missing(self) -> tuple[str, ...]:
        """Inputs that kronor need and nobody has given."""
        return tuple(name for name in MONEY if name not in self.amounts)


@dataclass(frozen=True, slots=True)
class Question:
    """The alternatives and the contracts around them. `today_ore` is what a year costs now."""

    title: str
    source: str
    alternatives: tuple[Alternative, ...]
    contracts: tuple[Contract, ...]
    today_ore: Estimate | None
    contacts: Estimate | None

    def find_contract(self, id_: str) -> Contract | None:
        """A contract by its id."""
        return next((one for one in self.contracts if one.id == id_), None)
