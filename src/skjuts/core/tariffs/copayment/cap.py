"""The ceiling: which fees a patient bears during twelve months, and from when the card holds.

`charge_claims` is a function of the set of claims alone. The order in which they came in lies in the
claims themselves (`claimed_on`), so that the same claims give the same charges however they are handed over.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skjuts.core.tariffs.copayment.calendar_months import find_last_day
from skjuts.core.tariffs.copayment.errors import BadTrip
from skjuts.core.tariffs.copayment.pricing import Counting
from skjuts.core.tariffs.copayment.terms import CapTerms

type FindCap = Callable[[date], CapTerms | None]
"""The terms of a period that would begin on a day; None: no ceiling is known."""


@dataclass(frozen=True, slots=True)
class FeeClaim:
    """A trip as the ceiling sees it: its fee before the cap, when it was made and when it was claimed."""

    id: str
    day: date
    fee_ore: int
    claimed_on: date
    counting: Counting = Counting.COUNTS
    starts_s: int = 0

    @property
    def made(self) -> tuple[date, int, str]:
        """The order in which trips were made; ids settle ties, so that there is only one order."""
        return self.day, self.starts_s, self.id


class Cause(StrEnum):
    """Why a trip bears what it bears."""

    BELOW_CAP = "below_cap"
    REACHES_CAP = "reaches_cap"
    CARD = "card"
    """The cap was reached before; the card holds."""
    OUTSIDE = "outside"
    NOT_COUNTED = "not_counted"
    """It gave no reimbursement, and the book does not count such trips."""
    EARLIER_TRIP = "earlier_trip"
    """It was claimed afterwards, for a day before the period that was current then."""
    NO_FEE = "no_fee"
    NO_CAP = "no_cap"
    """The book knows no ceiling for the day."""


CAUSE_TEXTS = {
    Cause.BELOW_CAP: "Avgiften räknas mot högkostnadsskyddet.",
    Cause.REACHES_CAP: "Med den här avgiften nås högkostnadsskyddet; frikortet gäller sedan perioden ut.",
    Cause.CARD: "Högkostnadsskyddet är uppnått, så resan är utan avgift.",
    Cause.OUTSIDE: "Avgiften räknas inte mot högkostnadsskyddet.",
    Cause.NOT_COUNTED: "Resan gav ingen ersättning och räknas inte mot högkostnadsskyddet.",
    Cause.EARLIER_TRIP: (
        "Resan gjordes före den period som pågick när ersättningen söktes, så avgiften dras alltid."
    ),
    Cause.NO_FEE: "Resan är utan avgift och räknas inte mot högkostnadsskyddet.",
    Cause.NO_CAP: "Regelboken anger inget tak för resdagen, så avgiften dras och räknas inte.",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the ceiling: first and last day, what has been counted, and from when the card holds.

    `card_from` is the day of the trip that reached the cap: later trips of that day are free.
    """

    starts: date
    ends: date
    cap_ore: int
    counted_ore: int = 0
    card_from: date | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """What a claim bears of its fee, in which period, and why."""

    claim: FeeClaim
    charged_ore: int
    cause: Cause
    period_starts: date | None = None

    @property
    def text(self) -> str:
        """The cause as a Swedish sentence."""
        return CAUSE_TEXTS[self.cause]


@dataclass(frozen=True, slots=True)
class Standing:
    """The ceiling of one patient: a charge for every claim in the order of the trips, and the periods."""

    charges: tuple[Charge, ...]
    periods: tuple[Period, ...]

    def find_period(self, day: date) -> Period | None:
        """The period that a day lies in, if any."""
        return next((one for one in self.periods if one.starts <= day <= one.ends), None)

    def holds_card(self, day: date) -> bool:
        """Whether a new trip, later than all known ones of that day, is free."""
        period = self.find_period(day)
        return period is not None and period.card_from is not None and period.card_from <= day


def charge_claims(claims: Iterable[FeeClaim], find_cap: FindCap) -> Standing:
    """Charge all claims of one patient, from the first trip to the last.

    A period begins with the first trip whose fee counts outside earlier periods, and lasts twelve
    months by the terms of that day. Raises `BadTrip` for two claims of one id or a negative fee.
    """
    ordered = sorted(claims, key=lambda claim: claim.made)
    _require_sound(ordered)
    earlier = _find_earlier(ordered, find_cap)
    running = _Running(find_cap)
    charges = tuple(running.charge(claim, is_earlier=claim.id in earlier) for claim in ordered)
    return Standing(charges, tuple(running.periods))


class _Running:
    """Walks through the trips in the order made, with the periods so far."""

    def __init__(self, find_cap: FindCap) -> None:
        self._find_cap = find_cap
        self._terms: CapTerms | None = None
        self.periods: list[Period] = []

    def charge(self, claim: FeeClaim, *, is_earlier: bool) -> Charge:
        apart = _find_cause_apart(claim, is_earlier=is_earlier)
        if apart:
            return Charge(claim, claim.fee_ore, apart)
        period, terms = self._find_current(claim.day)
        if terms is None:
            return Charge(claim, claim.fee_ore, Cause.NO_CAP)
        if period and period.counted_ore >= period.cap_ore:
            return Charge(claim, 0, Cause.CARD, period.starts)
        if not does_count(claim, terms):
            return Charge(claim, claim.fee_ore, Cause.NOT_COUNTED)
        return self._count(claim, period or self._open(claim.day, terms))

    def _find_current(self, day: date) -> tuple[Period | None, CapTerms | None]:
        if self.periods and day <= self.periods[-1].ends:
            return self.periods[-1], self._terms
        return None, self._find_cap(day)

    def _open(self, day: date, terms: CapTerms) -> Period:
        self._terms = terms
        self.periods.append(Period(day, find_last_day(day, terms.months), terms.amount_ore))
        return self.periods[-1]

    def _count(self, claim: FeeClaim, period: Period) -> Charge:
        charged_ore = min(claim.fee_ore, period.cap_ore - period.counted_ore)
        counted_ore = period.counted_ore + charged_ore
        is_reached = counted_ore >= period.cap_ore
        card_from = claim.day if is_reached else None
        self.periods[-1] = Period(period.starts, period.ends, period.cap_ore, counted_ore, card_from)
        cause = Cause.REACHES_CAP if is_reached else Cause.BELOW_CAP
        return Charge(claim, charged_ore, cause, period.starts)


def _find_cause_apart(claim: FeeClaim, *, is_earlier: bool) -> Cause | None:
    """Why a claim stands apart from all periods, if it does."""
    if claim.counting is Counting.OUTSIDE:
        return Cause.OUTSIDE
    if not claim.fee_ore:
        return Cause.NO_FEE
    return Cause.EARLIER_TRIP if is_earlier else None


def does_count(claim: FeeClaim, terms: CapTerms) -> bool:
    """Whether a claim's fee adds to the counter under these terms."""
    if claim.counting is Counting.UNPAID:
        return bool(claim.fee_ore) and terms.unpaid_counts is True
    return claim.counting is Counting.COUNTS and bool(claim.fee_ore)


def _find_earlier(claims: Sequence[FeeClaim], find_cap: FindCap) -> set[str]:
    """The claims that came for a day before the period that was current when they came.

    Claims are taken in the order they were made to the region. Such a claim moves no period.
    """
    days: list[date] = []
    earlier: set[str] = set()
    for claim in sorted(claims, key=lambda one: (one.claimed_on, *one.made)):
        terms = find_cap(claim.day)
        current = _find_current_start(days, claim.claimed_on, find_cap)
        if current and claim.day < current[0] and current[1].earlier_trips_always_pay:
            if claim.counting is not Counting.OUTSIDE:
                earlier.add(claim.id)
        elif terms and does_count(claim, terms):
            insort(days, claim.day)
    return earlier


def _find_current_start(days: Sequence[date], today: date, find_cap: FindCap) -> tuple[date, CapTerms] | None:
    """First day and terms of the period that holds `today`, from the sorted days of counted trips."""
    i = 0
    while i < len(days) and days[i] <= today:
        terms = find_cap(days[i])
        if terms is None:
            i += 1
            continue
        ends = find_last_day(days[i], terms.months)
        if ends >= today:
            return days[i], terms
        i = bisect_right(days, ends)
    return None


def _require_sound(claims: Sequence[FeeClaim]) -> None:
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            raise BadTrip("Samma resa finns två gånger.", field=claim.id, remedy="Ta bort den ena.")
        if claim.fee_ore < 0:
            raise BadTrip("Avgiften är mindre än noll.", field=claim.id, remedy="Ange noll eller mer.")
        seen.add(claim.id)
