"""Invoice control: who sat in the car, on what permit, at what price; what is unknown is not tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from skjuts.core.control import BilledTrip, BillingRule, PermitLimits, draw_lines, find_faults
from skjuts.core.control.sampling import BadSample

HOUR = 3600
DAY = date(2026, 3, 2)
LINE = BilledTrip("a", "bil 1", "P1", 8 * HOUR, 9 * HOUR, 50_000, 90_000, travelled_on=DAY)


def rules(*lines: BilledTrip) -> list[BillingRule]:
    """Which rules strike."""
    return [one.rule for one in find_faults(lines)]


@pytest.mark.parametrize(("most", "fires"), [(1, True), (2, False), (None, False)])
def test_rider_billed_as_alone_with_another_aboard_is_found(most: int | None, *, fires: bool) -> None:
    """Riding alone costs more, and nobody rode alone."""
    alone = replace(LINE, most_riders=most)
    other = replace(LINE, id="b", patient="P2", start_s=LINE.start_s + 600)
    found = find_faults([alone, other])
    assert [one.rule for one in found] == ([BillingRule.TOO_MANY_ABOARD] if fires else [])
    if fires:
        assert found[0].trips == ("a",)
        assert found[0].at_stake_ore == 90_000
        assert "2 patienter fanns i bilen samtidigt; raden är fakturerad för högst 1" in found[0].reason


def test_riders_who_follow_each_other_are_never_counted_as_aboard_together() -> None:
    """Three share a long trip two at a time: a car with two seats is enough."""
    long = replace(LINE, end_s=12 * HOUR, most_riders=2, distance_m=200_000)
    first = replace(long, id="b", patient="P2", end_s=10 * HOUR)
    second = replace(long, id="c", patient="P3", start_s=10 * HOUR)
    assert rules(long, first, second) == []
    assert rules(*(replace(one, most_riders=1) for one in (long, first, second))) == [
        BillingRule.TOO_MANY_ABOARD
    ]


@pytest.mark.parametrize(("minutes", "fires"), [(0, True), (15, True), (16, False), (180, False)])
def test_car_that_waited_and_billed_a_second_trip_is_found(minutes: int, *, fires: bool) -> None:
    """Out and home with a short wait is one trip with a wait in the contract."""
    home = replace(LINE, id="b", start_s=LINE.end_s + 60 * minutes, end_s=LINE.end_s + 60 * minutes + HOUR)
    found = find_faults([LINE, replace(home, amount_ore=80_000)])
    assert [one.rule for one in found] == ([BillingRule.ROUND_TRIP_SPLIT] if fires else [])
    if fires:
        assert found[0].at_stake_ore == 80_000


def test_second_trip_by_another_car_is_no_split() -> None:
    """Who changes cars has made two trips."""
    assert rules(LINE, replace(LINE, id="b", vehicle="bil 2", start_s=9 * HOUR, end_s=10 * HOUR)) == []


def test_amount_for_no_way_at_all_is_found() -> None:
    """A no-show has a price of its own in the contract, and a line of its own."""
    (found,) = find_faults([replace(LINE, distance_m=0)])
    assert (found.rule, found.at_stake_ore) == (BillingRule.NOT_DRIVEN, 90_000)
    assert rules(replace(LINE, distance_m=0, amount_ore=0)) == []


@pytest.mark.parametrize(
    ("first", "last", "mode", "expected"),
    [
        (DAY, DAY, "shared_taxi", []),
        (date(2026, 3, 3), None, "shared_taxi", [BillingRule.PERMIT_NOT_VALID]),
        (date(2026, 1, 1), date(2026, 3, 1), "shared_taxi", [BillingRule.PERMIT_NOT_VALID]),
        (DAY, None, "taxi_alone", [BillingRule.MODE_ABOVE_PERMIT]),
        (DAY, None, "", []),
    ],
)
def test_trip_outside_its_permit_is_found(
    first: date, last: date | None, mode: str, expected: list[BillingRule]
) -> None:
    """The first and the last day are within; a mode that nobody told is not tried."""
    permit = PermitLimits(first, last, ("shared_taxi", "public_transport"))
    assert rules(replace(LINE, permit=permit, travel_mode=mode)) == expected
    assert rules(replace(LINE, permit=permit, travel_mode=mode, travelled_on=None)) == []


def priced(number: int, ore: int) -> BilledTrip:
    """A line of a contract, some kilometres longer for each number."""
    way = 10_000 + 100 * number
    return BilledTrip(f"{number:03}", "", "", None, None, way, ore, contract="taxi", vehicle_m=way)


def test_price_far_from_its_peers_is_found_with_what_is_above_them() -> None:
    """Forty lines at ten kronor a kilometre, give or take a tenth, and one at twenty."""
    lines = [priced(number, 10_000 + 100 * number + 500 * (number % 3 - 1)) for number in range(40)]
    assert find_faults(lines) == []
    dear = replace(lines[20], amount_ore=24_000)
    (found,) = find_faults([*lines[:20], dear, *lines[21:]])
    assert (found.rule, found.trips) == (BillingRule.PRICE_APART, ("020",))
    assert found.at_stake_ore == pytest.approx(12_000, abs=100)
    assert "240 kr är fakturerade" in found.reason


def test_price_with_few_peers_is_not_tried() -> None:
    """Nobody can be far from twenty."""
    assert find_faults([*(priced(number, 10_000) for number in range(20)), priced(20, 900_000)]) == []


def test_line_whose_times_nobody_told_is_tried_for_nothing_that_needs_them() -> None:
    """An invoice without times is no invoice with nought for times."""
    unknown = replace(LINE, start_s=None, end_s=None, most_riders=1, single_fare_ore=1)
    assert rules(unknown, replace(unknown, id="b"), replace(unknown, id="c", patient="P2")) == []


def test_draw_takes_more_where_the_money_is_and_is_the_same_again() -> None:
    """A thousand small lines and ten large ones with as much money: half of the draw, or all ten."""
    amounts = {f"s{number}": 30_000 for number in range(1000)} | {f"l{n}": 3_000_000 for n in range(10)}
    drawn = draw_lines(amounts, 40, seed=7)
    assert [(one.from_ore, one.to_ore, one.lines, len(one.drawn)) for one in drawn] == [
        (0, 50_000, 1000, 20),
        (200_000, None, 10, 10),
    ]
    assert draw_lines(amounts, 40, seed=7) == drawn
    assert draw_lines(amounts, 40, seed=8) != drawn
    assert len(set(drawn[0].drawn)) == 20


def test_draw_gives_every_stratum_enough_for_an_interval() -> None:
    """One drawn line of many says nothing of how much they differ."""
    amounts = {f"s{number}": 1_000 for number in range(50)} | {f"l{n}": 900_000 for n in range(50)}
    assert [len(one.drawn) for one in draw_lines(amounts, 10, seed=1)] == [2, 10]


def test_draw_of_nothing_is_refused() -> None:
    """A sample of nought lines finds nought faults."""
    with pytest.raises(BadSample):
        draw_lines({}, 10, seed=1)
    with pytest.raises(BadSample):
        draw_lines({"a": 1}, 0, seed=1)
