"""One leg of a trip: its fee as the rules state it, what it cost, and what of the cost is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skjuts.core.kernel.money import format_kronor
from skjuts.core.rules import Kind
from skjuts.core.rules.values import write_prose_value
from skjuts.core.tariffs.copayment.asking import NotAnsweredError, OpenQuestion
from skjuts.core.tariffs.copayment.schedule import FeeSchedule, Told
from skjuts.core.tariffs.copayment.steps import Step, StepKind
from skjuts.core.tariffs.copayment.terms import (
    DistanceShape,
    EveryMetre,
    Fare,
    FeeShape,
    Flat,
    Free,
    MetresBeyond,
    NoMetre,
    NotCovered,
    UpTo,
)
from skjuts.core.tariffs.copayment.trips import Leg, OneWayTrip, OrderedRide, OwnVehicle, Ticket

MIL_M = 10_000


@dataclass(frozen=True, slots=True)
class LegFee:
    """A leg's fee before modes are mixed and before the cap.

    `stated_ore` is the fee of the rule; `bound_ore` the same, never more than the leg cost where the
    rule says so. `recognised_ore` is what the region pays the patient for if there were no fee;
    `cost_ore` what the leg cost, paid or not (None: not known yet).
    """

    stated_ore: int
    bound_ore: int
    recognised_ore: int
    cost_ore: int | None
    is_covered: bool
    is_ordered: bool
    steps: tuple[Step, ...]
    cautions: tuple[str, ...] = ()


def price_leg(schedule: FeeSchedule, trip: OneWayTrip, leg: Leg, *, has_card: bool) -> LegFee:
    """The fee of one leg. Raises `NotAnsweredError`."""
    facts = _list_facts(trip, leg, has_card=has_card)
    fee = schedule.get_fee(facts, trip.day)
    stated_ore = _find_stated(fee.terms, leg)
    recognised_ore, cost_ore, steps = _lay_out(schedule, trip, leg, facts, fee)
    is_up_to = isinstance(fee.terms, UpTo)
    bound_ore = min(stated_ore, cost_ore) if is_up_to and cost_ore is not None else stated_ore
    cautions = []
    if is_up_to and cost_ore is None:
        cautions.append("Resans pris är inte känt än: avgiften kan bli lägre.")
    return LegFee(
        stated_ore,
        bound_ore,
        recognised_ore,
        cost_ore,
        not isinstance(fee.terms, NotCovered),
        isinstance(leg.expense, OrderedRide),
        (*steps, Step(StepKind.FEE, fee.text, stated_ore, fee.basis)),
        tuple(cautions),
    )


def _list_facts(trip: OneWayTrip, leg: Leg, *, has_card: bool) -> Mapping[str, object]:
    facts: dict[str, object] = {
        **trip.facts,
        "travel_day": trip.day,
        "travel_mode": leg.travel_mode,
        "has_exemption_card": has_card,
    }
    if isinstance(leg.expense, Ticket):
        facts["ticket_price"] = leg.expense.price_ore
    if isinstance(leg.expense, OwnVehicle):
        facts["distance"] = leg.expense.distance_m
    return facts


def _find_stated(shape: FeeShape, leg: Leg) -> int:
    match shape:
        case Flat(amount_ore=amount) | UpTo(amount_ore=amount):
            return amount
        case Fare():
            if leg.fare_ore is None:
                raise NotAnsweredError(
                    OpenQuestion("Avgiften är biljettpriset i kollektivtrafiken, som inte är angivet.")
                )
            return leg.fare_ore
        case Free() | NotCovered():
            return 0


def _lay_out(
    schedule: FeeSchedule, trip: OneWayTrip, leg: Leg, facts: Mapping[str, object], fee: Told[FeeShape]
) -> tuple[int, int | None, tuple[Step, ...]]:
    """What is recognised, what the leg cost, and the steps that say so."""
    is_covered = not isinstance(fee.terms, NotCovered)
    match leg.expense:
        case OrderedRide(price_ore=price):
            return 0, price, ()
        case Ticket(price_ore=price) if is_covered:
            text = f"Biljetten kostade {format_kronor(price)}."
            return price, price, (Step(StepKind.EXPENSE, text, price),)
        case OwnVehicle(distance_m=metres) if is_covered:
            told = schedule.get_distance(facts, trip.day)
            cost_ore, recognised_ore, sum_text = _pay_distance(told.terms, metres)
            step = Step(StepKind.EXPENSE, f"{told.text} {sum_text}", recognised_ore, told.basis)
            return recognised_ore, cost_ore, (step,)
        case _:
            return 0, 0, ()


def _pay_distance(shape: DistanceShape, metres: int) -> tuple[int, int, str]:
    """Cost, recognised cost, and the sum as a sentence."""
    match shape:
        case EveryMetre(rate_ore=rate):
            cost_ore = recognised_ore = rate_distance(rate, metres)
            counted = metres
        case MetresBeyond(rate_ore=rate, own_m=own):
            counted = max(0, metres - own)
            cost_ore = recognised_ore = rate_distance(rate, counted)
        case NoMetre(rate_ore=rate):
            return rate_distance(rate, metres), 0, "Ingen sträcka ersätts."
    far, price = write_prose_value(Kind.METRES, counted), write_prose_value(Kind.RATE, rate)
    return cost_ore, recognised_ore, f"{far} × {price} = {format_kronor(recognised_ore)}."


def rate_distance(rate_ore: int, metres: int) -> int:
    """A rate per ten kilometres times metres, in öre, half an öre upwards."""
    return (2 * rate_ore * metres + MIL_M) // (2 * MIL_M)
