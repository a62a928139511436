"""Why a rider stands outside the plan, one rule at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skjuts.core.planning.problem import Break, Load, PoolingRules, Request, Shift, Vehicle, Window
from skjuts.core.planning.search import Search, encode
from skjuts.core.planning.search.diagnose import diagnose
from skjuts.core.planning.solution import Reason
from tests.universe.plans import DAY, on_a_line, ride, taxi, waiting_return

APART = PoolingRules(may_not_mix=frozenset({("x", "y")}), unserved_ore={3: 300_000})


def find_reason(
    rider: Request, *cars: Vehicle, others: tuple[Request, ...] = (), rules: PoolingRules | None = None
) -> Reason:
    """Why the rider is not driven, in a plan where the first car has the others from door to door."""
    count = len(others) + 1
    encoded = encode(on_a_line([rider, *others], cars or (taxi("bil"),), rules=rules))
    search = Search(encoded.data, encoded.capacity, seed=1)
    if others:
        riders = list(range(1, count))
        search.load([(0, [*riders, *(number + count for number in riders)])])
    return diagnose(search.data, search.trial, search.scratch, 0)


def locked_in(**details: object) -> Request:
    """Somebody who is aboard all day long."""
    return ride(
        "bo", 0, 60, **{"pickup_window": Window(0, 0), "dropoff_window": Window(80_000, 82_000), **details}
    )


def test_diagnose_when_no_car_has_the_qualification_says_so() -> None:
    """The remedy is another car, not another time."""
    assert find_reason(ride("anna", 10, 20, needs=frozenset({"bår"}))) is Reason.QUALIFICATION


def test_diagnose_when_no_layout_holds_the_load_says_so() -> None:
    """The remedy is a larger car."""
    assert find_reason(ride("anna", 10, 20, load=Load(wheelchairs=1))) is Reason.CAPACITY


def test_diagnose_when_the_windows_are_too_close_says_so() -> None:
    """Ten kilometres in five minutes: no car can help."""
    rider = ride("anna", 10, 20, pickup_window=Window(30_000, 30_300), dropoff_window=Window(30_000, 30_300))
    assert find_reason(rider) is Reason.WINDOW


@pytest.mark.parametrize("shift", [Shift(40_000, 86_400), Shift(0, 20_000)])
def test_diagnose_when_only_the_shift_is_in_the_way_says_so(shift: Shift) -> None:
    """The remedy is a driver who begins earlier, or stays."""
    assert find_reason(ride("anna", 10, 20), taxi("bil", shifts=(shift,))) is Reason.SHIFT


def test_diagnose_when_only_the_longest_duration_is_in_the_way_says_the_shift() -> None:
    """A shift too short for the way there and back."""
    car = taxi("bil", shifts=(Shift(0, 86_400, max_duration_s=2_399),))
    assert find_reason(ride("anna", 10, 20), car) is Reason.SHIFT


def test_diagnose_when_the_ride_must_be_shorter_than_the_way_says_ride_time() -> None:
    """No detour is to blame: the limit itself is."""
    assert find_reason(ride("anna", 10, 20, max_ride_s=599)) is Reason.RIDE_TIME


def test_diagnose_when_only_the_break_is_in_the_way_says_so() -> None:
    """The driver rests from half past nine to half past ten, and the ride is at ten."""
    car = taxi("bil", shifts=(Shift(30_000, 40_000, breaks=(Break(34_200, 34_200, 3_600),)),))
    rider = ride("anna", 10, 20, pickup_window=Window(34_800, 35_400), dropoff_window=DAY)
    assert find_reason(rider, car) is Reason.BREAK


def test_diagnose_when_the_rider_must_ride_alone_says_so() -> None:
    """The only car has somebody aboard."""
    assert find_reason(ride("anna", 10, 20, ride_alone=True), others=(locked_in(),)) is Reason.RIDE_ALONE


def test_diagnose_when_groups_may_not_mix_says_so() -> None:
    """The only car has somebody of the other group aboard."""
    rider, other = ride("anna", 10, 20, group="x"), locked_in(group="y")
    assert find_reason(rider, others=(other,), rules=APART) is Reason.MIXING


def test_diagnose_when_every_rule_can_be_kept_says_the_price() -> None:
    """It could be driven; somebody decided what it may cost."""
    assert find_reason(ride("anna", 10, 20, unserved_ore=1)) is Reason.PRICE


def test_diagnose_when_either_ride_can_be_driven_but_not_the_wait_between_says_wait() -> None:
    """Two cars could do it; one that waits is not free that long."""
    out = ride("anna", 10, 20, by_s=30_000)
    home = waiting_return("hem", out, 7_200)
    cars = [
        taxi("förmiddag", shifts=(Shift(20_000, 34_000),)),
        taxi("eftermiddag", shifts=(Shift(34_000, 60_000),)),
    ]
    assert find_linked_reason(out, home, *cars) is Reason.WAIT


def test_diagnose_when_the_way_home_alone_is_impossible_gives_its_reason() -> None:
    """Both stand outside the plan for what stops one of them."""
    out = ride("anna", 10, 20, by_s=30_000)
    home = waiting_return("hem", out, 600)
    home = replace(home, needs=frozenset({"bår"}))
    assert find_linked_reason(out, home, taxi("bil")) is Reason.QUALIFICATION


def find_linked_reason(out: Request, home: Request, *cars: Vehicle) -> Reason:
    """The reason of either ride of a pair; it must be the same."""
    encoded = encode(on_a_line([out, home], cars))
    search = Search(encoded.data, encoded.capacity, seed=1)
    reasons = {diagnose(search.data, search.trial, search.scratch, number) for number in (0, 1)}
    assert len(reasons) == 1
    return reasons.pop()
