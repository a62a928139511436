"""Why a ride cannot be had at a time: one rule after the other stands in the way of the only car."""

from __future__ import annotations

from dataclasses import replace

from skjuts.core.planning.insertion import LivePlan, OfferedTime
from skjuts.core.planning.problem import Break, Load, PoolingRules, Request, Shift, Window
from skjuts.core.planning.solution import Reason
from tests.unit.planning.insertion.live_line import ask, empty_plan, live_plan, offer_of, refusal_of
from tests.universe.plans import DAY, ride, taxi

BO = ride("bo", 20, 25)
APART = PoolingRules(may_not_mix=frozenset({("x", "y")}), unserved_ore={3: 300_000})


def with_somebody_aboard(**details: object) -> LivePlan:
    """The only car is away with Anna all day, from one end of the line to the other."""
    windows = {"pickup_window": Window(0, 0), "dropoff_window": Window(80_000, 82_000)}
    return live_plan([ride("anna", 0, 60, **windows, **details)], rules=APART)


def test_quote_when_no_car_has_the_qualification_says_so() -> None:
    """Also for one that nobody has ever asked for."""
    assert refusal_of(empty_plan(), replace(BO, needs=frozenset({"bår"}))).reason is Reason.QUALIFICATION


def test_quote_when_one_car_has_the_qualification_offers_it() -> None:
    """A qualification that none of the planned riders needed is known all the same."""
    cars = taxi("bil"), taxi("bårbil", 60, qualifications=frozenset({"bår"}))
    assert offer_of(empty_plan(*cars), replace(BO, needs=frozenset({"bår"}))).vehicle == "bårbil"


def test_quote_when_no_layout_holds_the_load_says_capacity() -> None:
    """The remedy is a larger car."""
    assert refusal_of(empty_plan(), replace(BO, load=Load(wheelchairs=1))).reason is Reason.CAPACITY


def test_quote_when_the_car_is_full_just_then_says_capacity() -> None:
    """Anna's company takes all four seats, all day."""
    at_noon = OfferedTime(Window(43_000, 44_000), DAY)
    assert refusal_of(with_somebody_aboard(load=Load(seats=4)), BO, at_noon).reason is Reason.CAPACITY
    assert offer_of(with_somebody_aboard(load=Load(seats=3)), BO, at_noon).price_ore == 0


def test_quote_when_the_shift_is_over_says_shift() -> None:
    """The remedy is a driver who stays."""
    car = taxi("bil", shifts=(Shift(0, 20_000),))
    assert refusal_of(empty_plan(car), BO).reason is Reason.SHIFT


def test_quote_when_nobody_can_come_in_time_says_window() -> None:
    """Twenty kilometres to the pickup take twenty minutes."""
    early = OfferedTime(Window(0, 1_100), DAY)
    assert refusal_of(empty_plan(), BO, early).reason is Reason.WINDOW


def test_quote_when_the_driver_rests_just_then_says_break() -> None:
    """From half past nine to half past ten, and the ride is at ten."""
    car = taxi("bil", shifts=(Shift(30_000, 40_000, breaks=(Break(34_200, 34_200, 3_600),)),))
    at_ten = OfferedTime(Window(34_800, 35_400), DAY)
    assert refusal_of(empty_plan(car), BO, at_ten).reason is Reason.BREAK


def test_quote_when_the_ride_may_not_last_as_long_as_the_way_says_ride_time() -> None:
    """No detour is to blame: the limit itself is."""
    assert refusal_of(empty_plan(), replace(BO, max_ride_s=299)).reason is Reason.RIDE_TIME


def test_quote_when_groups_may_not_mix_says_so() -> None:
    """Anna of the one group is aboard all day, and Bo belongs to the other."""
    live = with_somebody_aboard(group="x")
    assert refusal_of(live, replace(BO, group="y")).reason is Reason.MIXING
    assert offer_of(live, replace(BO, group="x")).vehicle == "bil"


def test_quote_when_the_caller_must_ride_alone_says_so() -> None:
    """The only car has somebody aboard."""
    assert refusal_of(with_somebody_aboard(), replace(BO, ride_alone=True)).reason is Reason.RIDE_ALONE


def test_quote_when_somebody_aboard_rides_alone_says_mixing() -> None:
    """It is Anna who has been promised the car for herself."""
    assert refusal_of(with_somebody_aboard(ride_alone=True), BO).reason is Reason.MIXING


def test_quote_when_the_hour_has_passed_says_window() -> None:
    """The car could have come, had it left in time."""
    live, morning = empty_plan(), OfferedTime(Window(6_000, 7_000), DAY)
    assert offer_of(live, BO, morning).pickup_s == 6_000
    live.freeze(6_000)
    assert refusal_of(live, BO, morning).reason is Reason.WINDOW


def test_refusal_when_given_tells_the_time_that_was_asked_for() -> None:
    """The desk shows it beside the others."""
    asked: Request = replace(BO, load=Load(wheelchairs=1))
    time = OfferedTime(Window(1_000, 2_000), Window(3_000, 4_000))
    answer = ask(empty_plan(), asked, time)
    assert (answer.request.pickup_window, answer.request.dropoff_window) == time
