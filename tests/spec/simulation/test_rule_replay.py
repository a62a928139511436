"""A draft over a past period, by hand: who loses the taxi, what it costs, and what is assumed of them."""

from __future__ import annotations

from datetime import date

import pytest

from skjuts.core.regulations.proposal import ProposalKind
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.rules import (
    Behaviour,
    Direction,
    PastMatter,
    Proposed,
    add_replays,
    propose_all,
    replay_rules,
)
from tests.universe.rule_books import small_book

DAY = date(2031, 3, 1)
PRICES = {"bus": 50_00, "taxi": 500_00}
BUS, TAXI = Proposed(ProposalKind.MODE, "bus"), Proposed(ProposalKind.MODE, "taxi")
NOBODY_HOME = Behaviour(0.0, 0.0, "alla reser ändå")
LONGER_WALK = small_book(("högst {limit}", "högst 1 km"))


def matter(to_stop: int, walks: int | None = 2_000, *, frail: bool = False, **more: object) -> PastMatter:
    """Somebody who lives so far from a stop; two trips."""
    facts = {"is_care": True, "walks": walks, "to_stop": to_stop, "is_frail": frail}
    details = {"travel_day": DAY, "trips": 2, "prices_ore": PRICES, **more}
    return PastMatter(facts, **details)  # type: ignore[arg-type]


def decide(*matters: PastMatter) -> list[Proposed]:
    """What the book in force proposes."""
    found = propose_all(small_book(), matters)
    return [found.different[number] for number in found.numbers.tolist()]


def test_year_when_decided_at_once_then_each_gets_what_the_desk_would_say() -> None:
    """Near: bus. Far, frail, or farther than one walks: taxi. A hundred kilometres: the officer."""
    found = decide(matter(400), matter(600), matter(400, frail=True), matter(400, 300), matter(100_000))
    assert found == [BUS, TAXI, TAXI, TAXI, Proposed(ProposalKind.OFFICER, "taxi")]


def test_year_when_a_fact_is_unknown_then_is_never_a_refusal() -> None:
    """Not knowing how far one walks, the matter is to be completed, unless it makes no difference."""
    found = decide(matter(400, None), matter(600, None), PastMatter({"is_care": False}, DAY))
    assert found == [Proposed(ProposalKind.COMPLETE), TAXI, Proposed(ProposalKind.NOT_COVERED)]


def test_year_when_a_limit_changes_within_it_then_each_day_has_its_own() -> None:
    """500 m until the end of June, 800 m from July."""
    summer = matter(600, travel_day=date(2031, 7, 1))
    assert decide(matter(600), summer) == [TAXI, BUS]


def test_draft_when_the_limit_is_longer_then_flips_and_costs_are_counted() -> None:
    """Two of three go by bus instead of taxi: 2 × 2 trips × (50 − 500) kr = −1 800 kr."""
    period = [matter(600), matter(900), matter(1_500)]
    replay = replay_rules(period, small_book(), LONGER_WALK, NOBODY_HOME)
    (flow,) = replay.flows
    assert (flow.before, flow.after, flow.direction) == (TAXI, BUS, Direction.DOWN)
    assert (flow.matters, flow.trips) == (2, 4)
    assert replay.flipped == 2
    assert replay.change_ore == (-1_800_00, -1_800_00)


def test_draft_when_some_are_assumed_to_stay_home_then_costs_are_two_ends() -> None:
    """Of those who lose the taxi a tenth to a half stay at home: the bus is paid for 50–90 %."""
    behaviour = Behaviour(0.1, 0.5, "antaget av handläggaren")
    replay = replay_rules([matter(600)], small_book(), LONGER_WALK, behaviour)
    (flow,) = replay.flows
    assert flow.before_ore == 1_000_00
    assert (flow.after_low_ore, flow.after_high_ore) == (50_00, 90_00)
    assert replay.assumption == "antaget av handläggaren"


def test_draft_when_it_gives_more_then_nobody_is_assumed_to_stay_home() -> None:
    """From bus to taxi: the whole price, whatever is assumed of those who get less."""
    shorter = small_book(("högst {limit}", "högst 100 m"))
    replay = replay_rules([matter(400)], small_book(), shorter, Behaviour(0.5, 0.5, "x"))
    (flow,) = replay.flows
    assert flow.direction is Direction.UP
    assert replay.change_ore == (900_00, 900_00)


def test_draft_when_it_hits_then_groups_are_counted_with_their_whole() -> None:
    """Åre: one of two loses; Berg: nobody of one. Areas and ages side by side."""
    period = [
        matter(600, groups={"kommun": "Åre", "ålder": "80–84"}),
        matter(400, groups={"kommun": "Åre", "ålder": "20–64"}),
        matter(1_500, groups={"kommun": "Berg", "ålder": "80–84"}),
    ]
    replay = replay_rules(period, small_book(), LONGER_WALK, NOBODY_HOME)
    found = {(one.division, one.group): (one.matters, one.down, one.up) for one in replay.groups}
    assert found == {
        ("kommun", "Berg"): (1, 0, 0),
        ("kommun", "Åre"): (2, 1, 0),
        ("ålder", "20–64"): (1, 0, 0),
        ("ålder", "80–84"): (2, 1, 0),
    }


def test_draft_when_it_leaves_matters_open_then_they_are_counted_in_their_groups() -> None:
    """Whoever gets neither less nor more by rule is hit too."""
    far = small_book(("under 100 km", "under 1 km"))
    period = [matter(m, groups={"kommun": "Åre"}) for m in (400, 900, 1_500)]
    (group,) = replay_rules(period, small_book(), far, NOBODY_HOME).groups
    assert (group.matters, group.down, group.up, group.aside) == (3, 0, 0, 1)


def test_draft_when_it_asks_what_nobody_asked_then_says_that_it_must_be_completed() -> None:
    """The past cannot answer a new question: those matters are set aside, and priced by nobody."""
    asks = small_book(
        ("  is_frail: {", "  is_night: {name: natt, kind: bool, question: Är det natt?}\n  is_frail: {"),
        ("when: {is_frail: ja}", "when: {is_frail: ja, is_night: ja}"),
        ("columns: [is_frail, to_stop, walks]", "columns: [is_frail, is_night, to_stop, walks]"),
    )
    replay = replay_rules([matter(400, frail=True), matter(400)], small_book(), asks, NOBODY_HOME)
    (flow,) = replay.flows
    assert flow.after == Proposed(ProposalKind.COMPLETE)
    assert flow.direction is Direction.ASIDE
    assert flow.unpriced == 1


def test_draft_when_nothing_is_covered_then_cost_is_what_it_was() -> None:
    """Refused trips cost nothing, and those without a price are counted apart."""
    none = small_book(("then: {coverage: omfattas}", "then: {coverage: omfattas inte}"))
    replay = replay_rules([matter(600), matter(600, prices_ore={})], small_book(), none, NOBODY_HOME)
    assert replay.change_ore == (-1_000_00, -1_000_00)
    assert replay.unpriced == 1


def test_same_book_when_replayed_then_nothing_flips() -> None:
    """A replay that finds changes in no change is worth nothing."""
    assert (
        replay_rules([matter(m) for m in range(0, 3_000, 100)], small_book(), small_book(), NOBODY_HOME).flows
        == ()
    )


def test_month_when_nothing_was_decided_then_is_a_replay_of_nothing() -> None:
    """A holiday month is a month of the year."""
    empty = replay_rules([], small_book(), LONGER_WALK, NOBODY_HOME)
    assert (empty.matters, empty.flows, empty.groups) == (0, (), ())
    whole = replay_rules([matter(600)], small_book(), LONGER_WALK, NOBODY_HOME)
    assert add_replays([empty, whole]) == whole


def test_months_when_added_then_are_the_year() -> None:
    """Parts replayed apart give the whole; parts on different assumptions are no whole."""
    period = [matter(m, groups={"kommun": "Åre"}) for m in range(100, 1_500, 100)]
    whole = replay_rules(period, small_book(), LONGER_WALK, NOBODY_HOME)
    parts = [replay_rules(part, small_book(), LONGER_WALK, NOBODY_HOME) for part in (period[:5], period[5:])]
    assert add_replays(parts) == whole
    other = replay_rules(period, small_book(), LONGER_WALK, Behaviour(0, 1, "annat"))
    with pytest.raises(BadScenario):
        add_replays([whole, other])


def test_behaviour_when_impossible_or_unsaid_then_is_refused() -> None:
    """An assumption without a text is a hidden one."""
    with pytest.raises(BadScenario):
        Behaviour(0.5, 0.2, "x")
    with pytest.raises(BadScenario):
        Behaviour(0.0, 0.0, " ")
