"""What a caller is offered: the cheapest way at each time, with a price and a promise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skjuts.core.kernel.errors import (
    DuplicateId,
    ImpossibleWindow,
    InvalidField,
    InvalidInput,
    NegativeLoad,
    UnknownReference,
)
from skjuts.core.planning.insertion import OfferedTime, PromiseTerms
from skjuts.core.planning.problem import Load, PoolingRules, Request, Wait, Window
from skjuts.core.planning.solution import Reason
from tests.unit.planning.insertion.live_line import (
    ANNA,
    BEFORE_TEN,
    ask,
    empty_plan,
    live_plan,
    offer_of,
    refusal_of,
)
from tests.universe.plans import DAY, ride, taxi

BO = ride("bo", 20, 25)


def test_quote_when_the_car_is_empty_costs_what_the_contract_says() -> None:
    """An order, five kilometres with Bo and twenty on the way to him."""
    offer = offer_of(empty_plan(), BO)
    assert (offer.vehicle, offer.shift, offer.gaps) == ("bil", 0, (0, 0))
    assert offer.price_ore == 5_000 + 5 * 1_000 + 20 * 500
    assert (offer.pickup_s, offer.dropoff_s, offer.detour_s) == (33_900, 34_200, 0)


def test_quote_when_somebody_goes_the_same_way_costs_nothing_more() -> None:
    """Bo sits in Anna's car for a part of her way."""
    offer = offer_of(live_plan(), BO)
    assert (offer.price_ore, offer.gaps) == (0, (1, 1))
    assert (offer.pickup_s, offer.dropoff_s) == (33_900, 34_200)


def test_quote_when_two_cars_can_come_offers_the_cheaper() -> None:
    """The one that stands near has a short way to the pickup."""
    offer = offer_of(empty_plan(taxi("långt bort", 60), taxi("nära", 18)), BO)
    assert (offer.vehicle, offer.price_ore) == ("nära", 5_000 + 5 * 1_000 + 2 * 500)


def test_quote_when_the_ride_stops_for_somebody_tells_the_detour() -> None:
    """Bo sits there while Anna gets into the car."""
    offer = offer_of(live_plan([replace(ANNA, pickup_service_s=300)]), ride("bo", 5, 20))
    assert offer.gaps == (0, 1)
    assert offer.detour_s == 300


def test_quote_when_several_times_are_offered_answers_each_in_its_place() -> None:
    """More times than are looked at together, each with its own hour."""
    times = [OfferedTime(DAY, Window(at, at + 900)) for at in range(20_000, 56_000, 3_000)]
    answers = live_plan().quote(BO, times)
    assert [answer.request.dropoff_window for answer in answers] == [time.dropoff_window for time in times]
    assert list(answers) == [ask(live_plan(), BO, time) for time in times]


def test_quote_when_repeated_gives_the_same_and_leaves_the_plan_alone() -> None:
    """A question costs nothing."""
    live = live_plan()
    before, cost_ore = live.solution(), live.cost_ore
    assert live.quote(BO, [BEFORE_TEN]) == live.quote(BO, [BEFORE_TEN])
    assert (live.solution(), live.cost_ore, live.version("bil", 0)) == (before, cost_ore, 0)


def test_quote_when_a_pickup_is_computed_promises_the_time_around_it() -> None:
    """What the rider is told leaves room for others to come."""
    usual = offer_of(empty_plan(), BO)
    short = offer_of(live_plan((), {}, terms=PromiseTerms(60, 120)), BO)
    assert usual.promised == Window(33_900 - 300, 33_900 + 900)
    assert short.promised == Window(33_900 - 60, 33_900 + 120)
    assert usual.request == replace(BO, promised=usual.promised)


def test_quote_when_the_asked_window_is_narrow_promises_no_more_than_it() -> None:
    """Nobody is told a time that they have not asked for."""
    time = OfferedTime(Window(33_800, 34_000), Window(0, 86_400))
    offer = offer_of(empty_plan(), BO, time)
    assert offer.promised == Window(33_800, 34_000)


def test_quote_when_the_only_car_is_late_prices_the_lateness() -> None:
    """Half an hour's tolerance has its price by the minute."""
    rules = PoolingRules(unserved_ore={3: 300_000}, lateness_per_minute_ore=700)
    caller = replace(BO, late_tolerance_s=1_800)
    time = OfferedTime(DAY, Window(0, 900))
    offer = offer_of(empty_plan(rules=rules), caller, time)
    assert offer.dropoff_s == 25 * 60
    assert offer.price_ore == 20_000 + 10 * 700


@pytest.mark.parametrize("published", ["annan bil", "såld bil"])
def test_quote_when_another_car_was_published_prices_the_change(published: str) -> None:
    """Drivers have seen the rider in another run; also when that car is gone since."""
    rules = PoolingRules(unserved_ore={3: 300_000}, change_ore=2_500)
    cars = taxi("bil"), taxi("annan bil", 60)
    told = replace(BO, published_vehicle=published)
    assert offer_of(empty_plan(*cars, rules=rules), told).price_ore == 20_000 + 2_500
    assert offer_of(empty_plan(*cars, rules=rules), replace(BO, published_vehicle="bil")).price_ore == 20_000


def test_quote_when_leaving_out_is_no_dearer_refuses_by_the_price() -> None:
    """Somebody has decided what the ride may cost."""
    assert refusal_of(empty_plan(), replace(BO, unserved_ore=20_000)).reason is Reason.PRICE
    assert offer_of(empty_plan(), replace(BO, unserved_ore=20_001)).price_ore == 20_000


@pytest.mark.parametrize(
    ("caller", "trouble", "field"),
    [
        (replace(BO, id="anna"), DuplicateId, "id"),
        (replace(BO, pickup="k99"), UnknownReference, "pickup"),
        (replace(BO, dropoff="månen"), UnknownReference, "dropoff"),
        (replace(BO, load=Load()), NegativeLoad, "load"),
        (replace(BO, load=Load(seats=2, wheelchairs=-1)), NegativeLoad, "load"),
        (replace(BO, priority=7), UnknownReference, "priority"),
        (replace(BO, wait=Wait("anna", 600)), InvalidField, "wait"),
    ],
)
def test_quote_when_the_request_cannot_be_booked_names_the_field(
    caller: Request, trouble: type[InvalidInput], field: str
) -> None:
    """The form that asked can point at what to mend."""
    with pytest.raises(trouble) as raised:
        ask(live_plan(), caller)
    assert raised.value.field == field


def test_quote_when_a_window_ends_before_it_begins_names_the_time() -> None:
    """The second of two times is the impossible one."""
    times = [BEFORE_TEN, OfferedTime(DAY, Window(36_000, 34_200))]
    with pytest.raises(ImpossibleWindow) as raised:
        live_plan().quote(BO, times)
    assert raised.value.field == "times[1].dropoff_window"
