"""A problem becomes tables: what is packed, numbered and narrowed on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skjuts.core.kernel.errors import TooLargeInput
from skjuts.core.planning.problem import (
    FixedKind,
    FixedStop,
    Load,
    Objective,
    PoolingRules,
    Problem,
    Shift,
    Window,
)
from skjuts.core.planning.search import encode
from skjuts.core.planning.search.arrays import FAR, NOBODY
from skjuts.core.planning.search.encode import pack
from tests.universe.plans import DAY, on_a_line, ride, taxi, waiting_return


def with_rules(problem: Problem, **rules: object) -> Problem:
    """The same day under other pooling rules."""
    return replace(problem, rules=replace(problem.rules, **rules))


def test_pack_when_given_four_resources_keeps_each_in_its_own_lane() -> None:
    """A wheelchair must never be counted as many seats."""
    packed = pack(Load(seats=3, wheelchairs=2, stretchers=1, attendants=4))
    assert [(packed >> (16 * lane)) & 0x7FFF for lane in range(4)] == [3, 2, 1, 4]


def test_encode_when_a_rider_brings_escorts_counts_their_seats() -> None:
    """An escort who has no seat is left standing."""
    data = encode(on_a_line([ride("anna", 10, 20, escorts=2)], [taxi("bil")])).data
    assert data.nodes["load"].tolist() == [pack(Load(seats=3))] * 2


def test_encode_when_groups_may_not_mix_forbids_both_ways_and_alone_forbids_all() -> None:
    """A rule is written once and holds for either rider."""
    riders = [
        ride("anna", 10, 20, group="dialys"),
        ride("bo", 10, 20, group="skola"),
        ride("cia", 10, 20, ride_alone=True),
        ride("dan", 10, 20, group="annat"),
    ]
    problem = with_rules(on_a_line(riders, [taxi("bil")]), may_not_mix=frozenset({("dialys", "skola")}))
    data = encode(problem).data
    anna, bo, cia, dan = data.nodes["group"][:4].tolist()

    def apart(one: int, other: int) -> bool:
        return bool((int(data.forbids[one]) >> other) & 1)

    assert apart(anna, bo)
    assert apart(bo, anna)
    assert not apart(anna, anna)
    assert not apart(anna, dan)
    assert all(apart(cia, other) and apart(other, cia) for other in (anna, bo, cia, dan))


def test_encode_when_a_hundred_groups_have_no_rule_needs_one_number() -> None:
    """Names of groups that no rule mentions must not fill the 64 bits."""
    riders = [ride(f"r{k}", 10, 20, group=f"g{k}", ride_alone=k % 2 == 0) for k in range(100)]
    data = encode(on_a_line(riders, [taxi("bil")])).data
    assert set(data.nodes["group"].tolist()) == {0, 1}


def test_encode_when_too_many_groups_are_kept_apart_says_so() -> None:
    """Bits that run over would let the wrong riders meet in silence."""
    riders = [ride(f"r{k}", 10, 20, group=f"g{k}") for k in range(70)]
    apart = frozenset((f"g{k}", f"g{k + 1}") for k in range(69))
    with pytest.raises(TooLargeInput, match="70 grupper"):
        encode(with_rules(on_a_line(riders, [taxi("bil")]), may_not_mix=apart))


def test_encode_when_vehicles_offer_more_than_64_qualifications_keeps_those_needed() -> None:
    """Only what some rider needs makes a difference."""
    offered = frozenset({"bår", *(f"kurs {k}" for k in range(90))})
    riders = [ride("anna", 10, 20, needs=frozenset({"bår"}))]
    data = encode(on_a_line(riders, [taxi("bil", qualifications=offered), taxi("annan")])).data
    assert data.requests["needs"].tolist() == [1]
    assert sorted(data.routes["skills"].tolist()) == [0, 1]


def test_encode_when_riders_need_too_many_qualifications_says_so() -> None:
    """Better a clear refusal than a bit that is lost."""
    riders = [ride(f"r{k}", 10, 20, needs=frozenset({f"kurs {k}"})) for k in range(63)]
    with pytest.raises(TooLargeInput, match="63 olika behörigheter"):
        encode(on_a_line(riders, [taxi("bil")]))


def test_encode_when_a_ride_limit_is_given_narrows_the_pickup_by_the_dropoff() -> None:
    """A pickup so early that the limit must be broken is never worth trying."""
    anna = ride("anna", 10, 20, by_s=36_000, max_ride_s=1_200, pickup_service_s=60)
    nodes = encode(on_a_line([anna], [taxi("bil")])).data.nodes
    earliest_dropoff = 36_000 - 1_800
    assert nodes["earliest"][0] == earliest_dropoff - 1_200 - 60
    assert nodes["latest"][0] == DAY.latest_s
    assert nodes["hopeful"][0] == 36_000 - 600 - 60
    assert nodes["soonest"][1] == earliest_dropoff


def test_encode_when_lateness_has_no_price_counts_none() -> None:
    """The tolerance is then free, and no schedule may be held back for it."""
    riders = [ride("anna", 10, 20, late_tolerance_s=600)]
    free = on_a_line(riders, [taxi("bil")])
    priced = with_rules(free, lateness_per_minute_ore=100)
    assert encode(free).data.nodes["due"].tolist() == [FAR, FAR]
    assert encode(priced).data.nodes["due"].tolist() == [FAR, 36_000]


def test_encode_when_vehicles_are_alike_puts_their_kind_together_but_keeps_a_published_one_apart() -> None:
    """Empty vehicles are tried once a kind; one that riders were promised is a kind of its own."""
    cars = [taxi("a"), taxi("b"), taxi("c"), taxi("lång", layouts=(Load(seats=8),)), taxi("d")]
    encoded = encode(on_a_line([ride("anna", 10, 20, published_vehicle="b")], cars))
    kinds = encoded.data.routes["kind"].tolist()
    names = [vehicle.id for vehicle, _ in encoded.shifts]
    by_name = dict(zip(names, kinds, strict=True))
    assert by_name["a"] == by_name["c"] == by_name["d"]
    assert len({by_name["a"], by_name["b"], by_name["lång"]}) == 3
    assert kinds == sorted(kinds)


def test_encode_when_a_promised_vehicle_is_gone_counts_every_other_as_a_change() -> None:
    """A car that broke down in the night must not stop the day from being planned."""
    encoded = encode(on_a_line([ride("anna", 10, 20, published_vehicle="skrotad")], [taxi("bil")]))
    published = int(encoded.data.requests["published"][0])
    assert published != NOBODY
    assert published not in encoded.data.routes["vehicle"]


def test_encode_when_a_beginning_is_frozen_pins_its_stops_and_locks_its_rider() -> None:
    """What has been driven is not planned again."""
    frozen = (FixedStop("anna", FixedKind.PICKUP, 30_000),)
    data = encode(
        on_a_line([ride("anna", 10, 20)], [taxi("bil", shifts=(Shift(0, 86_400, frozen=frozen),))])
    ).data
    assert [int(data.nodes[name][0]) for name in ("earliest", "latest", "soonest", "hopeful")] == [30_000] * 4
    assert data.requests["locked"].tolist() == [0]


def test_encode_when_a_return_waits_links_the_two_rides() -> None:
    """The two are served together or not at all."""
    out = ride("ut", 10, 20, by_s=36_000)
    home = waiting_return("hem", out, 1_200)
    data = encode(on_a_line([out, home], [taxi("bil")])).data
    assert data.requests["returned_by"].tolist() == [1, NOBODY]
    assert data.requests["return_of"].tolist() == [NOBODY, 0]
    assert data.nodes["hold"].tolist() == [-1, 1_200, -1, -1]


def test_encode_when_vehicles_come_first_makes_one_dearer_than_any_way() -> None:
    """A vehicle saved must outweigh whatever is driven to save it."""
    problem = on_a_line([ride("anna", 10, 20)], [taxi("bil")])
    ranked = replace(problem, objective=Objective.VEHICLES_THEN_COST)
    assert encode(problem).data.routes["entry"].tolist() == [0]
    assert encode(ranked).data.routes["entry"][0] > 2 * 60_000


def test_encode_when_there_is_nobody_and_nothing_makes_empty_tables() -> None:
    """A day without bookings is a day."""
    encoded = encode(on_a_line([], []))
    assert len(encoded.data.requests) == len(encoded.data.routes) == 0
    assert encoded.data.near.shape == (0, 0)


def test_encode_when_windows_are_promised_uses_the_narrower() -> None:
    """A time told to a rider is a promise."""
    anna = ride("anna", 10, 20, pickup_window=Window(30_000, 40_000), promised=Window(34_000, 34_600))
    nodes = encode(on_a_line([anna], [taxi("bil")], rules=PoolingRules(unserved_ore={3: 1}))).data.nodes
    assert (nodes["earliest"][0], nodes["latest"][0]) == (34_000, 34_600)
