"""What a trip costs the patient before the cap, and what the patient pays or gets back after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from skjuts.core.kernel.money import format_kronor
from skjuts.core.rules import STATUS_NAMES
from skjuts.core.tariffs.copayment.asking import NotAnsweredError, OpenQuestion
from skjuts.core.tariffs.copayment.legs import LegFee, price_leg
from skjuts.core.tariffs.copayment.schedule import FeeSchedule, GroupTerms, Told
from skjuts.core.tariffs.copayment.steps import Step, StepKind
from skjuts.core.tariffs.copayment.terms import MixedFee
from skjuts.core.tariffs.copayment.trips import OneWayTrip


class Counting(StrEnum):
    """How a fee stands to the cap."""

    COUNTS = "counts"
    UNPAID = "unpaid"
    """The trip gave no reimbursement: it counts where the book says so, and is free with a card."""
    OUTSIDE = "outside"
    """Neither counts nor becomes free."""


@dataclass(frozen=True, slots=True)
class TripPrice:
    """A trip before the cap. All amounts in öre.

    `fee_ore` is what the patient bears: never more than the cost when all was paid by the patient.
    `recognised_ore` is what the region pays back of the patient's outlay if there were no fee;
    `parking_ore` what it pays of the parking. `is_ordered`: the region has paid for some leg, so
    that a fee beyond the outlay is charged.
    """

    trip: OneWayTrip
    fee_ore: int
    recognised_ore: int
    parking_ore: int
    is_ordered: bool
    counting: Counting
    steps: tuple[Step, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPrice:
    """A trip that cannot be priced yet: what is to be completed. Never a refusal."""

    trip: OneWayTrip
    question: OpenQuestion


@dataclass(frozen=True, slots=True)
class Settlement:
    """What happens in money: the patient is charged for the ride, or gets back. Parking only gives back."""

    charged_ore: int
    to_pay_ore: int
    to_reimburse_ore: int
    steps: tuple[Step, ...]


def price_trip(schedule: FeeSchedule, trip: OneWayTrip, *, has_card: bool = False) -> TripPrice | OpenPrice:
    """The copayment of one trip occasion before the cap, with every step. Raises `BadFacts`."""
    try:
        return _price(schedule, trip, has_card=has_card)
    except NotAnsweredError as why:
        return OpenPrice(trip, why.question)


def price_family(schedule: FeeSchedule, trips: Sequence[OneWayTrip]) -> tuple[TripPrice | OpenPrice, ...]:
    """The trips of a family that travels together, the same way at the same time.

    Where the book says that a family pays once, the one with the highest fee pays (the first of
    equals) and the others travel free. A shared car's distance is stated on one of the trips alone.
    While some of them are open, the others are priced as if alone.
    """
    priced = tuple(price_trip(schedule, trip) for trip in trips)
    found = [one for one in priced if isinstance(one, TripPrice)]
    if len(found) < len(priced) or len(found) < 2:  # noqa: PLR2004 - a family is two
        return priced
    first = found[0].trip
    try:
        told = schedule.find_family({**first.facts, "travel_day": first.day}, first.day)
    except NotAnsweredError as why:
        return tuple(OpenPrice(trip, why.question) for trip in trips)
    if told is None or not told.terms:
        return priced
    payer = max(found, key=lambda one: one.fee_ore)
    return tuple(one if one is payer else _free_of_fee(one, told) for one in found)


def settle(price: TripPrice, charged_ore: int) -> Settlement:
    """What the patient pays or gets back when `charged_ore` of the fee is left after the cap."""
    net_ore = price.recognised_ore - charged_ore
    to_pay_ore = max(0, -net_ore) if price.is_ordered else 0
    back_ore = max(0, net_ore)
    steps = []
    if charged_ore != price.fee_ore:
        text = f"Efter högkostnadsskyddet återstår {format_kronor(charged_ore)} av avgiften."
        steps.append(Step(StepKind.CHARGE, text, charged_ore))
    if back_ore or not to_pay_ore:
        text = f"Att få tillbaka: {format_kronor(price.recognised_ore)} − {format_kronor(charged_ore)}."
        steps.append(Step(StepKind.RESULT, text, back_ore))
    if to_pay_ore:
        steps.append(Step(StepKind.RESULT, "Att betala för resan:", to_pay_ore))
    return Settlement(charged_ore, to_pay_ore, back_ore + price.parking_ore, tuple(steps))


def _price(schedule: FeeSchedule, trip: OneWayTrip, *, has_card: bool) -> TripPrice:
    legs = [price_leg(schedule, trip, leg, has_card=has_card) for leg in trip.legs]
    steps = [step for leg in legs for step in leg.steps]
    covered = [leg for leg in legs if leg.is_covered]
    fee_ore = _mix(schedule, trip, covered, steps)
    group = _limit_group(schedule, trip, fee_ore, steps)
    if group is not None and group.limit_ore is not None:
        fee_ore = min(fee_ore, group.limit_ore)
    recognised_ore = sum(leg.recognised_ore for leg in covered)
    is_ordered = any(leg.is_ordered for leg in covered)
    fee_ore = fee_ore if is_ordered else min(fee_ore, sum(leg.cost_ore or 0 for leg in covered))
    is_unpaid = not is_ordered and recognised_ore <= fee_ore
    counts = (group is None or group.counts) and bool(covered)
    paid = Counting.UNPAID if is_unpaid else Counting.COUNTS
    parking_ore = _pay_parking(schedule, trip, steps)
    return TripPrice(
        trip,
        fee_ore,
        recognised_ore,
        parking_ore,
        is_ordered,
        paid if counts else Counting.OUTSIDE,
        tuple(steps),
        tuple(dict.fromkeys([*_caution_of_book(schedule, trip), *_list_cautions(legs, steps)])),
    )


def _mix(schedule: FeeSchedule, trip: OneWayTrip, legs: Sequence[LegFee], steps: list[Step]) -> int:
    """One fee of several legs' fees. Raises `NotAnsweredError` where they differ and no rule says how."""
    if len(legs) < 2:  # noqa: PLR2004 - one leg mixes with nothing
        return sum(leg.bound_ore for leg in legs)
    told = schedule.find_mixed({**trip.facts, "travel_day": trip.day}, trip.day)
    if told is None:
        if len({leg.stated_ore for leg in legs}) > 1:
            raise NotAnsweredError(
                OpenQuestion("Regelboken säger inte vilken avgift som gäller när färdsätt blandas.")
            )
        return max(leg.bound_ore for leg in legs)
    fee_ore = _combine(told.terms.rule, legs)
    if told.terms.limit_ore is not None:
        fee_ore = min(fee_ore, told.terms.limit_ore)
    steps.append(Step(StepKind.FEE, told.text, fee_ore, told.basis))
    return fee_ore


def _combine(rule: MixedFee, legs: Sequence[LegFee]) -> int:
    """The lowest compares fees as the rules state them; the others what each leg would have cost alone."""
    if rule is MixedFee.LOWEST:
        return min(leg.stated_ore for leg in legs)
    bound = [leg.bound_ore for leg in legs]
    return max(bound) if rule is MixedFee.HIGHEST else sum(bound)


def _limit_group(
    schedule: FeeSchedule, trip: OneWayTrip, fee_ore: int, steps: list[Step]
) -> GroupTerms | None:
    told = schedule.find_group({**trip.facts, "travel_day": trip.day}, trip.day)
    if told is None:
        return None
    if told.terms.limit_ore is not None or not told.terms.counts:
        limit_ore = fee_ore if told.terms.limit_ore is None else min(fee_ore, told.terms.limit_ore)
        steps.append(Step(StepKind.FEE, told.text, limit_ore, told.basis))
    return told.terms


def _pay_parking(schedule: FeeSchedule, trip: OneWayTrip, steps: list[Step]) -> int:
    """What the region pays of the parking."""
    if not trip.parking_ore:
        return 0
    told = schedule.get_parking({**trip.facts, "travel_day": trip.day}, trip.day)
    back_ore = max(0, trip.parking_ore - told.terms)
    cost = f"Parkeringen kostade {format_kronor(trip.parking_ore)}."
    steps.append(Step(StepKind.PARKING, f"{cost} {told.text}", back_ore, told.basis))
    return back_ore


def _free_of_fee(price: TripPrice, told: Told[bool]) -> TripPrice:
    step = Step(StepKind.FEE, told.text, 0, told.basis)
    counting = Counting.OUTSIDE if price.counting is Counting.OUTSIDE else Counting.COUNTS
    return replace(price, fee_ore=0, counting=counting, steps=(*price.steps, step))


def _caution_of_book(schedule: FeeSchedule, trip: OneWayTrip) -> Iterable[str]:
    edition = schedule.book.edition
    if not edition.is_in_force(trip.day):
        yield (
            f"Regelboken {edition.title} ({STATUS_NAMES[edition.status]}) gäller inte på resdagen: "
            "den får inte ligga till grund för beslut."
        )


def _list_cautions(legs: Sequence[LegFee], steps: Sequence[Step]) -> Iterable[str]:
    for leg in legs:
        yield from leg.cautions
    for step in steps:
        if step.basis:
            yield from step.basis.list_cautions()
