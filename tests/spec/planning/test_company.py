"""Company: who fits in the vehicle, who may share it, and who may drive it."""

from __future__ import annotations

import pytest

from skjuts.core.planning.problem import Load, PoolingRules, Wait
from skjuts.core.planning.solution import Reason
from tests.spec.telling import car, day, rider

BUS = car(layouts=(Load(seats=4), Load(seats=2, wheelchairs=1)))
SHARED = "+anna +bo -anna -bo"
ONE_BY_ONE = "+anna -anna +bo -bo"
KEEP_APART = PoolingRules(may_not_mix=frozenset({("smitta", "känslig")}), unserved_ore={3: 1_000_00})


def test_seats_when_full_then_nobody_else_gets_in() -> None:
    """Four seats, four riders and no more: the fifth is one place too many."""
    riders = [rider(name, "10-20") for name in "abcde"]
    everybody = "+a +b +c +d +e -a -b -c -d -e"
    assert day(*riders).refusal(everybody) is Reason.CAPACITY
    assert day(*riders[:4]).run("+a +b +c +d -a -b -c -d")
    larger = day(*riders, car(layouts=(Load(seats=5),))).run(everybody)
    assert [(rule, amount) for rule, _, amount in day(*riders).faults(larger)] == [("capacity", 1)]


def test_seats_when_left_then_are_free_for_the_next() -> None:
    """Five riders fit in four seats when one leaves before the last gets in."""
    riders = [rider(name, "10-20") for name in "abcd"]
    assert day(*riders, rider("e", "20-30")).run("+a +b +c +d -a +e -b -c -d -e")


def test_escort_when_along_then_takes_a_seat() -> None:
    """A wheelchair user with an escort needs the wheelchair's place and one seat."""
    anna = rider("anna", "10-20", load=Load(wheelchairs=1), escorts=1)
    assert anna.total_load == Load(seats=1, wheelchairs=1)
    assert day(anna, car(layouts=(Load(wheelchairs=1),))).refusal("+anna -anna") is Reason.CAPACITY
    assert day(anna, BUS).run("+anna -anna")


def test_escorts_when_many_then_fill_the_car() -> None:
    """Anna and Bo with an escort each fill four seats; a second escort of Bo's does not fit."""
    anna = rider("anna", "10-20", escorts=1)
    assert day(anna, rider("bo", "10-20", escorts=1)).run(SHARED)
    assert day(anna, rider("bo", "10-20", escorts=2)).refusal(SHARED) is Reason.CAPACITY


def test_layout_when_the_order_runs_then_cannot_be_changed() -> None:
    """Four seats, or two seats and a wheelchair. Three sit first; two leave, then a wheelchair comes.

    At every moment some layout would do, but no single one from the first pickup to the last dropoff.
    """
    sitting = [rider(name, "10-20") for name in "abc"]
    rolling = rider("d", "20-30", load=Load(wheelchairs=1))
    assert day(*sitting, rolling, BUS).refusal("+a +b +c -a -b +d -c -d") is Reason.CAPACITY


def test_layout_when_the_car_is_empty_then_is_changed() -> None:
    """The same four riders: the wheelchair waits until the last of the three has left."""
    sitting = [rider(name, "10-20") for name in "abc"]
    rolling = rider("d", "20-30", load=Load(wheelchairs=1))
    assert day(*sitting, rolling, BUS).run("+a +b +c -a -b -c +d -d")


def test_layout_when_the_car_waits_for_a_return_then_cannot_be_changed() -> None:
    """Out with three escorts, back in a wheelchair: the order is open all the while, so no layout holds."""
    out = rider("ut", "10-20", escorts=3)
    back = rider("hem", "20-10", load=Load(wheelchairs=1), wait=Wait("ut", 1_800))
    assert day(out, back, BUS).refusal("+ut -ut +hem -hem") is Reason.CAPACITY


def test_rider_when_alone_then_shares_no_moment() -> None:
    """Anna rides alone: Bo may come after her, in the same car, but not beside her."""
    anna, bo = rider("anna", "10-20", ride_alone=True), rider("bo", "12-25")
    assert day(anna, bo).refusal(SHARED) is Reason.RIDE_ALONE
    assert day(anna, bo).run(ONE_BY_ONE)
    sharing = day(rider("anna", "10-20"), bo).run(SHARED)
    assert {rule for rule, _, _ in day(anna, bo).faults(sharing)} == {"ride_alone"}


def test_rider_when_alone_then_still_has_an_escort() -> None:
    """An escort belongs to the rider and is no company in the rule's sense."""
    assert day(rider("anna", "10-20", ride_alone=True, escorts=2)).run("+anna -anna")


@pytest.mark.parametrize(("annas", "bos"), [("smitta", "känslig"), ("känslig", "smitta")])
def test_groups_when_kept_apart_then_neither_may_join_the_other(annas: str, bos: str) -> None:
    """Whoever gets in first makes no difference."""
    told = day(rider("anna", "10-20", group=annas), rider("bo", "12-25", group=bos), rules=KEEP_APART)
    assert told.refusal(SHARED) is Reason.MIXING
    assert told.run(ONE_BY_ONE)


def test_groups_when_not_listed_then_may_share() -> None:
    """Only the listed pair is kept apart: two of one group share, and so does one without a group."""
    ill, also_ill = rider("anna", "10-20", group="smitta"), rider("bo", "12-25", group="smitta")
    assert day(ill, also_ill, rules=KEEP_APART).run(SHARED)
    assert day(ill, rider("bo", "12-25"), rules=KEEP_APART).run(SHARED)


def test_group_when_listed_with_itself_then_its_members_ride_apart() -> None:
    """Two infected with different infections may not meet: the group is listed against itself."""
    rules = PoolingRules(may_not_mix=frozenset({("smitta", "smitta")}), unserved_ore={3: 1_000_00})
    ill, also_ill = rider("anna", "10-20", group="smitta"), rider("bo", "12-25", group="smitta")
    told = day(ill, also_ill, rules=rules)
    assert told.refusal(SHARED) is Reason.MIXING
    assert told.run(ONE_BY_ONE)


def test_vehicle_when_short_of_a_qualification_then_is_refused() -> None:
    """Anna needs a stair climber and a trained driver; a car with one of the two is not enough."""
    anna = rider("anna", "10-20", needs=frozenset({"trappklättrare", "utbildad"}))
    half = car("halv", qualifications=frozenset({"utbildad"}))
    fit = car("hel", qualifications=frozenset({"utbildad", "trappklättrare", "barnstol"}))
    told = day(anna, half, fit)
    assert told.refusal("+anna -anna", "halv") is Reason.QUALIFICATION
    assert told.run("+anna -anna", "hel")
