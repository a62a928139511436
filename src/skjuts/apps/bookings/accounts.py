"""A patient's account: every trip priced by the book of its day, charged under the ceiling, settled. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from skjuts.core.rules import RuleBook
from skjuts.core.tariffs.copayment import (
    CapTerms,
    Cause,
    Charge,
    FeeClaim,
    FeeSchedule,
    LedgerEntry,
    OneWayTrip,
    OpenPrice,
    Posting,
    Settlement,
    Step,
    StepKind,
    TripPrice,
    make_claim,
    post_claims,
    price_trip,
    settle,
)

type FindBook = Callable[[dt.date], RuleBook | None]
MOST_SCHEDULES = 32
_schedules: dict[int, FeeSchedule] = {}


@dataclass(frozen=True, slots=True)
class AccountedTrip:
    """How each krona of one trip arose."""

    price: TripPrice
    charge: Charge
    settlement: Settlement
    book: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step from the first rule to what is paid, in order."""
        under_cap = Step(StepKind.CHARGE, self.charge.text, self.charge.charged_ore)
        return (*self.price.steps, under_cap, *self.settlement.steps)


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A trip on a day for which no book is in force."""

    claim_id: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class PatientAccount:
    """The trips with their accounts, the ledger's next entries, and what cannot be priced yet."""

    trips: tuple[AccountedTrip, ...]
    posting: Posting
    open_prices: tuple[OpenPrice, ...]
    unpriced: tuple[Unpriced, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that stands. `make`: the trip, by the book of its day."""

    id: str
    day: dt.date
    claimed_on: dt.date
    make: Callable[[RuleBook], OneWayTrip]


def account_for(
    claims: Iterable[Claimed], ledger: Sequence[LedgerEntry], find_book: FindBook, posted_on: dt.date
) -> PatientAccount:
    """Price, charge and settle all claims of a patient, and say what the ledger lacks.

    Raises `BadFacts`, `BadTrip` and `BadLedger`.
    """
    prices: dict[str, tuple[TripPrice, FeeSchedule]] = {}
    fees: list[FeeClaim] = []
    unsettled: list[OpenPrice] = []
    unpriced: list[Unpriced] = []
    for one in claims:
        book = find_book(one.day)
        if book is None:
            unpriced.append(Unpriced(one.id, one.day))
            continue
        schedule = schedule_of(book)
        price = price_trip(schedule, one.make(book))
        if isinstance(price, OpenPrice):
            unsettled.append(price)
            continue
        prices[one.id] = price, schedule
        fees.append(make_claim(price, one.claimed_on))
    posting = post_claims(ledger, fees, lambda day: find_cap(find_book, day), posted_on)
    trips = tuple(_settle(*prices[one.claim.id], one) for one in posting.standing.charges)
    return PatientAccount(trips, posting, tuple(unsettled), tuple(unpriced))


def find_cap(find_book: FindBook, day: dt.date) -> CapTerms | None:
    """Find the ceiling of a period that begins on a day, by the book of that day."""
    book = find_book(day)
    return schedule_of(book).find_cap(day) if book else None


def schedule_of(book: RuleBook) -> FeeSchedule:
    """The fees of a book; its tables are compiled once in a process."""
    found = _schedules.get(id(book))
    if found is None or found.book is not book:
        if len(_schedules) >= MOST_SCHEDULES:
            _schedules.clear()
        found = _schedules[id(book)] = FeeSchedule(book)
    return found


def _settle(price: TripPrice, schedule: FeeSchedule, charge: Charge) -> AccountedTrip:
    """A trip that the card makes free is priced again with the card, since rules may ask for it."""
    if charge.cause is Cause.CARD:
        with_card = price_trip(schedule, price.trip, has_card=True)
        price = with_card if isinstance(with_card, TripPrice) else price
    edition = schedule.book.edition
    book = f"{edition.title} {edition.version}"
    return AccountedTrip(price, charge, settle(price, charge.charged_ore), book)
