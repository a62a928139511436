"""A region's fee schedule: its tables read as typed terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from skjuts.core.rules import RuleBook, Value
from skjuts.core.tariffs.copayment.asking import Answer, FeeTables, NotAnsweredError, OpenQuestion
from skjuts.core.tariffs.copayment.calendar_months import find_last_claim_day
from skjuts.core.tariffs.copayment.steps import Basis
from skjuts.core.tariffs.copayment.terms import (
    CapTerms,
    ClaimMonths,
    ClaimWindow,
    ClaimYears,
    DistanceShape,
    EveryMetre,
    Fare,
    FeeShape,
    Flat,
    Free,
    MetresBeyond,
    MixedFee,
    NoMetre,
    NotCovered,
    UpTo,
)

TWELVE_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Told[T]:
    """Terms, the sentence that says them, and what they rest on."""

    terms: T
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class MixedTerms:
    """How fees of several modes become one, and the most that an occasion costs (None: no limit)."""

    rule: MixedFee
    limit_ore: int | None = None


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """A group's highest fee (None: the region's own fees hold), and whether the fee counts to the cap."""

    limit_ore: int | None
    counts: bool


class FeeSchedule:
    """What a book says of fees. Keep it as long as the book; it compiles tables once.

    Methods that raise `NotAnsweredError` are for this folder; `pricing` turns it into an open price.
    """

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._tables = FeeTables(book)

    def get_fee(self, facts: Mapping[str, object], day: date) -> Told[FeeShape]:
        """The fee of one leg. Raises `NotAnsweredError`."""
        answer = self._tables.ask("copayment", facts, day)
        return _tell(_read_fee(answer), answer)

    def get_distance(self, facts: Mapping[str, object], day: date) -> Told[DistanceShape]:
        """How an own vehicle's distance is paid. Raises `NotAnsweredError`."""
        answer = self._tables.ask("mileage", facts, day)
        return _tell(_read_distance(answer), answer)

    def find_mixed(self, facts: Mapping[str, object], day: date) -> Told[MixedTerms] | None:
        """How fees mix; None when the book does not say. Raises `NotAnsweredError`."""
        if not self._tables.has("mixed_modes"):
            return None
        answer = self._tables.ask("mixed_modes", facts, day)
        rule = MixedFee(answer.find_choice("mixed_fee") or MixedFee.SUM)
        return _tell(MixedTerms(rule, answer.find_amount("occasion_limit")), answer)

    def find_family(self, facts: Mapping[str, object], day: date) -> Told[bool] | None:
        """Whether a family pays once; None when the book does not say. Raises `NotAnsweredError`."""
        if not self._tables.has("family"):
            return None
        answer = self._tables.ask("family", facts, day)
        return _tell(answer.values.get("family_pays_once") is True, answer)

    def find_group(self, facts: Mapping[str, object], day: date) -> Told[GroupTerms] | None:
        """A group's limit; None when the book has no such table. Raises `NotAnsweredError`."""
        if not self._tables.has("group_fee"):
            return None
        answer = self._tables.ask("group_fee", facts, day)
        counts = answer.values.get("counts_to_cap") is not False
        return _tell(GroupTerms(answer.find_amount("fee_limit"), counts), answer)

    def get_parking(self, facts: Mapping[str, object], day: date) -> Told[int]:
        """The patient's own share of the parking, in öre. Raises `NotAnsweredError`."""
        answer = self._tables.ask("parking", facts, day)
        return _tell(answer.get_amount("parking_share"), answer)

    def find_cap(self, day: date) -> CapTerms | None:
        """The ceiling of a period that begins that day; None when the book knows none."""
        told = self.tell_cap(day)
        return told.terms if isinstance(told, Told) else None

    def tell_cap(self, day: date) -> Told[CapTerms] | OpenQuestion:
        """The ceiling with its sentence and source, or why there is none."""
        try:
            answer = self._tables.ask("copayment_cap", {"travel_day": day}, day)
            return _tell(_read_cap(answer), answer)
        except NotAnsweredError as why:
            return why.question

    def tell_claim_window(
        self, facts: Mapping[str, Value], trip_day: date
    ) -> Told[tuple[ClaimWindow, date]] | OpenQuestion:
        """How long a trip may be claimed and the last day for it, or why that is not known."""
        try:
            answer = self._tables.ask("claim_window", {**facts, "travel_day": trip_day}, trip_day)
            window = _read_window(answer)
        except NotAnsweredError as why:
            return why.question
        return _tell((window, find_last_claim_day(trip_day, window)), answer)


def _tell[T](terms: T, answer: Answer) -> Told[T]:
    return Told(terms, answer.text, answer.basis)


def _read_fee(answer: Answer) -> FeeShape:
    match answer.find_choice("fee_shape"):
        case "free":
            shape: FeeShape = Free()
        case "flat":
            shape = Flat(answer.get_amount("fee"))
        case "up_to":
            shape = UpTo(answer.get_amount("fee"))
        case "fare":
            shape = Fare()
        case _:
            shape = NotCovered()
    return shape


def _read_distance(answer: Answer) -> DistanceShape:
    rate_ore = answer.get_amount("rate_paid")
    match answer.find_choice("distance_shape"):
        case "beyond":
            return MetresBeyond(rate_ore, answer.get_amount("own_distance"))
        case "unpaid":
            return NoMetre(rate_ore)
        case _:
            return EveryMetre(rate_ore)


def _read_cap(answer: Answer) -> CapTerms:
    unpaid = answer.values.get("unpaid_counts")
    return CapTerms(
        answer.get_amount("cap"),
        answer.find_amount("cap_months") or TWELVE_MONTHS,
        answer.values.get("earlier_trips_always_pay") is True,
        unpaid if isinstance(unpaid, bool) else None,
    )


def _read_window(answer: Answer) -> ClaimWindow:
    months = answer.find_amount("claim_months")
    return (
        ClaimMonths(months) if months is not None else ClaimYears(answer.get_amount("claim_calendar_years"))
    )
