"""A patient's trips from claim to krona: priced, charged under the ceiling, and settled with every step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skjuts.core.tariffs.copayment.cap import Cause, Charge, FeeClaim, Standing, charge_claims
from skjuts.core.tariffs.copayment.pricing import OpenPrice, Settlement, TripPrice, price_trip, settle
from skjuts.core.tariffs.copayment.schedule import FeeSchedule
from skjuts.core.tariffs.copayment.steps import Step, StepKind
from skjuts.core.tariffs.copayment.trips import OneWayTrip


@dataclass(frozen=True, slots=True)
class ClaimedTrip:
    """A trip, and the day on which it was claimed (or ordered, when the region ordered it)."""

    trip: OneWayTrip
    claimed_on: date


@dataclass(frozen=True, slots=True)
class TripAccount:
    """How each krona of one trip arose."""

    price: TripPrice
    charge: Charge
    settlement: Settlement

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step from the first rule to what is paid, in order."""
        under_cap = Step(StepKind.CHARGE, self.charge.text, self.charge.charged_ore)
        return (*self.price.steps, under_cap, *self.settlement.steps)


@dataclass(frozen=True, slots=True)
class Account:
    """A patient's trips, the ceiling, and the trips that must be completed before they can be priced."""

    trips: tuple[TripAccount, ...]
    standing: Standing
    open_prices: tuple[OpenPrice, ...]


def settle_trips(schedule: FeeSchedule, claimed: Sequence[ClaimedTrip]) -> Account:
    """Price, charge and settle all trips of a patient by one book."""
    return settle_prices(schedule, [(price_trip(schedule, one.trip), one.claimed_on) for one in claimed])


def settle_prices(schedule: FeeSchedule, priced: Sequence[tuple[TripPrice | OpenPrice, date]]) -> Account:
    """Charge and settle all trips of a patient, already priced (as with a family), with each claim's day.

    A trip that the card makes free is priced again with the card, since rules may ask for it.
    """
    prices = {price.trip.id: price for price, _ in priced if isinstance(price, TripPrice)}
    claims = [make_claim(price, day) for price, day in priced if isinstance(price, TripPrice)]
    standing = charge_claims(claims, schedule.find_cap)
    trips = tuple(_settle(schedule, prices[charge.claim.id], charge) for charge in standing.charges)
    return Account(trips, standing, tuple(price for price, _ in priced if isinstance(price, OpenPrice)))


def make_claim(price: TripPrice, claimed_on: date) -> FeeClaim:
    """The trip as the ceiling sees it."""
    trip = price.trip
    return FeeClaim(trip.id, trip.day, price.fee_ore, claimed_on, price.counting, trip.starts_s)


def _settle(schedule: FeeSchedule, price: TripPrice, charge: Charge) -> TripAccount:
    if charge.cause is Cause.CARD:
        with_card = price_trip(schedule, price.trip, has_card=True)
        price = with_card if isinstance(with_card, TripPrice) else price
    return TripAccount(price, charge, settle(price, charge.charged_ore))
