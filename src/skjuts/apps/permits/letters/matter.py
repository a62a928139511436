"""What a letter is about: everything that it may say, and nothing that it may not. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from skjuts.apps.permits.laws import Review
from skjuts.apps.permits.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The authority as letters name it. `court` tries what is appealed; `members` may ask for legality."""

    name: str
    unit: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    address: str = ""
    court: str = ""
    members: str = "regionen"

    @property
    def lines(self) -> tuple[str, ...]:
        """How to reach it, a line each."""
        phone = f"Telefon {self.phone}" + (f" ({self.hours})" if self.hours else "") if self.phone else ""
        return tuple(one for one in (self.unit, self.address, phone, self.email) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Who decided what, when, by which point of the delegation order, and how it is reviewed."""

    outcome: str
    on: dt.date
    by: str
    role: str
    point: str
    review: Review
    review_by: dt.date | None = None
    terms: Terms | None = None
    instead: str = ""
    """The cheaper travel mode that the person can use instead; '' when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why: the officer's own words, the rules' reasons, and what was considered, all in Swedish."""

    reasons: str = ""
    rules: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader is asked for, and until when."""

    answer_by: dt.date
    questions: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The matter of one letter. `kind`: of the letter; `ground`: of a change or revocation, as its code."""

    kind: str
    permit_kind: str
    sender: Sender
    reader_lines: tuple[str, ...]
    number: str
    written_on: dt.date
    act: str
    act_title: str
    grounds: Grounds = field(default_factory=Grounds)
    decided: Decided | None = None
    asked: Asked | None = None
    ground: str = ""
    verb: str = ""
    ends_on: dt.date | None = None

    @property
    def decision(self) -> Decided:
        """What was decided; a letter of a decision has it."""
        if self.decided is None:
            raise LookupError("this letter tells of no decision")
        return self.decided

    @property
    def request(self) -> Asked:
        """What is asked for; a letter that asks has it."""
        if self.asked is None:
            raise LookupError("this letter asks for nothing")
        return self.asked

    @property
    def last_day(self) -> dt.date:
        """When the permit ends; a reminder has it."""
        if self.ends_on is None:
            raise LookupError("this letter tells of no last day")
        return self.ends_on
