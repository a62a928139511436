"""Time goes: what a vehicle has begun stays as it is, and nothing new happens in the past."""

from __future__ import annotations

from dataclasses import replace

from skjuts.core.planning.insertion import LivePlan, OfferedTime
from skjuts.core.planning.problem import Break, FixedKind, FixedStop, Shift, Window
from tests.unit.planning.insertion.live_line import ANNA, book, empty_plan, live_plan, offer_of, times_of
from tests.universe.plans import DAY, ride, taxi

BO = ride("bo", 20, 25)
ANYTIME = OfferedTime(DAY, DAY)
LUNCH = Break(36_000, 43_200, 1_800)


def held_by(live: LivePlan) -> tuple[FixedStop, ...]:
    """The stops that the only car's shift begins with."""
    return live.problem().vehicles[0].shifts[0].frozen


def test_freeze_when_the_car_has_set_out_holds_the_stop_at_its_time() -> None:
    """Anna's pickup is fixed from the moment the car leaves for her; her dropoff when it leaves her place."""
    live = live_plan()
    live.freeze(32_399)
    assert held_by(live) == ()
    live.freeze(32_400)
    assert held_by(live) == (FixedStop("anna", FixedKind.PICKUP, 33_000),)
    live.freeze(33_000)
    assert held_by(live)[1:] == (FixedStop("anna", FixedKind.DROPOFF, 34_200),)


def test_quote_when_the_car_has_set_out_leaves_what_is_held_alone() -> None:
    """Without the freeze Bo would be fetched on the way to Anna."""
    caller = ride("bo", 5, 20)
    assert offer_of(live_plan(), caller).gaps == (0, 1)
    live = live_plan()
    live.freeze(32_400)
    offer = offer_of(live, caller, ANYTIME)
    assert offer.gaps[0] >= 1
    live.commit(offer)
    assert times_of(live)["+anna"] == 33_000


def test_quote_when_the_car_stands_idle_leaves_now_at_the_earliest() -> None:
    """Twenty kilometres from now; the promise does not begin earlier either."""
    live = empty_plan()
    live.freeze(50_000)
    offer = offer_of(live, BO, ANYTIME)
    assert offer.pickup_s == 50_000 + 20 * 60
    assert offer.promised.earliest_s == offer.pickup_s
    live.commit(offer)
    assert times_of(live) == {"+bo": 51_200, "-bo": 51_500}


def test_quote_when_the_car_stands_where_it_left_somebody_leaves_from_there() -> None:
    """Anna is at kilometre 30 since long; Bo is ten kilometres away."""
    live = live_plan()
    live.freeze(50_000)
    assert offer_of(live, BO, ANYTIME).pickup_s == 50_000 + 10 * 60


def test_freeze_when_time_would_go_back_stays() -> None:
    """Somebody's clock is slow."""
    live = live_plan()
    live.freeze(32_400)
    before, version = live.solution(), live.version("bil", 0)
    live.freeze(100)
    assert (live.solution(), live.version("bil", 0)) == (before, version)
    assert len(held_by(live)) == 1


def test_freeze_when_nothing_more_is_held_keeps_the_version() -> None:
    """An offer is not lost because a minute went by."""
    live = live_plan()
    offer = offer_of(live, BO)
    live.freeze(10_000)
    assert live.version("bil", 0) == 0
    live.commit(offer)


def test_freeze_when_a_break_has_begun_takes_no_other() -> None:
    """The driver had lunch at ten; the afternoon is for driving, and not before lunch is over."""
    car = taxi("bil", shifts=(Shift(0, 86_400, breaks=(LUNCH,)),))
    riders = [ANNA, ride("cia", 30, 40, by_s=60_000)]
    live = live_plan(riders, {"bil": ("+anna", "-anna", "+cia", "-cia")}, (car,))
    assert times_of(live)["break"] == 36_000
    live.freeze(36_000)
    assert live.problem().vehicles[0].shifts[0].breaks == ()
    at_lunch = OfferedTime(Window(36_000, 40_000), Window(36_000, 41_000))
    assert offer_of(live, ride("bo", 30, 35, ride_alone=True), at_lunch).pickup_s == 36_000 + 1_800


def test_freeze_when_the_break_is_still_to_come_keeps_it() -> None:
    """A ride that leaves no room for lunch is not offered at that time."""
    car = taxi("bil", shifts=(Shift(0, 86_400, breaks=(LUNCH,)),))
    live = live_plan(cars=(car,))
    live.freeze(35_999)
    assert live.problem().vehicles[0].shifts[0].breaks == (LUNCH,)


def test_freeze_when_later_stops_wait_tells_how_soon_they_can_be() -> None:
    """The problem that is written down says what is still possible from where the car stands."""
    live = live_plan([ANNA, ride("cia", 30, 40, by_s=60_000)], {"bil": ("+anna", "-anna", "+cia", "-cia")})
    live.freeze(50_000)
    anna, cia = live.problem().requests
    assert anna == ANNA
    assert cia.pickup_window.earliest_s == 50_000
    assert set(times_of(live)) == {"+anna", "-anna", "+cia", "-cia"}


def test_promise_when_the_day_goes_on_stays_within_what_was_asked() -> None:
    """A booked ride waits for its own time, also when hours pass."""
    live = empty_plan()
    booked = book(live, BO, OfferedTime(Window(60_000, 61_000), DAY))
    for hour in range(0, 60_000, 7_200):
        live.freeze(hour)
        assert booked.promised is not None
        assert booked.promised.earliest_s <= times_of(live)["+bo"] <= booked.promised.latest_s
    assert replace(live.problem().requests[0], pickup_window=booked.pickup_window) == replace(
        booked, dropoff_window=live.problem().requests[0].dropoff_window
    )
