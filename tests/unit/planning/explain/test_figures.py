"""The figures of a plan, counted in the head."""

from __future__ import annotations

import pytest

from skjuts.core.planning.explain import explain_plan, total_cost
from skjuts.core.planning.explain.figures import count_punctuality, spread
from skjuts.core.planning.problem import Shift
from skjuts.core.planning.solution import Reason
from skjuts.core.tariffs.contract import Tariff
from tests.universe.plans import on_a_line, plan_by_hand, plan_greedily, ride, scattered_day, taxi

GUARANTEED = Tariff("timbil", guaranteed_s=14_400, guaranteed_per_hour_ore=50_000)


def test_pooling_of_two_who_share_most_of_the_way_is_counted_per_order_and_per_loaded_km() -> None:
    """The two pooling rates have one definition each, and the page prints it."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], [taxi("bil"), taxi("reserv")])
    figures = explain_plan(problem, plan_by_hand(problem, {"bil": ("+anna", "+bo", "-anna", "-bo")}))
    assert figures.pooling.riders_per_order == 2
    assert figures.pooling.riders_per_loaded_km == pytest.approx(38 / 20)
    assert figures.pooling.sharing_riders == 2
    assert figures.pooling.direct_m == 38_000


def test_vehicle_use_counts_empty_km_before_between_and_after() -> None:
    """Empty km are what a region pays for nothing: none may be forgotten."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], [taxi("bil"), taxi("reserv")])
    use = explain_plan(problem, plan_by_hand(problem, {"bil": ("+anna", "+bo", "-anna", "-bo")})).use
    assert (use.loaded_m, use.empty_m, use.duration_s) == (20_000, 40_000, 3_600)
    assert use.empty_share == pytest.approx(2 / 3)
    assert (use.vehicles_used, use.vehicles_offered, use.runs) == (1, 2, 1)


def test_saving_compares_the_plan_with_everybody_alone_in_the_cheapest_vehicle() -> None:
    """The figure that says what pooling is worth: 300 kr together, 300 + 290 kr alone."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], [taxi("bil"), taxi("fjärran", 60)])
    figures = explain_plan(problem, plan_by_hand(problem, {"bil": ("+anna", "+bo", "-anna", "-bo")}))
    assert figures.use_ore == 30_000
    assert figures.alone.price_ore == 30_000 + 29_000
    assert figures.saving_ore == 29_000


def test_saving_leaves_guarantees_out_on_both_sides() -> None:
    """A guarantee is paid however people ride: it must not look like a loss by pooling."""
    topped_up = Tariff("taxi", 5_000, guaranteed_s=36_000, guaranteed_per_hour_ore=40_000)
    problem = on_a_line([ride("anna", 10, 30)], [taxi("bil")], topped_up)
    figures = explain_plan(problem, plan_by_hand(problem, {"bil": ("+anna", "-anna")}))
    assert figures.carriers_ore == 400_000
    assert figures.use_ore == figures.alone.price_ore == 5_000


def test_hourly_contract_is_valued_by_the_hour() -> None:
    """A contract that prices only hours would otherwise make every ride alone free."""
    problem = on_a_line([ride("anna", 10, 30)], [taxi("bil", tariff="timbil")], GUARANTEED)
    figures = explain_plan(problem, plan_by_hand(problem, {"bil": ("+anna", "-anna")}))
    assert figures.alone.price_ore == 50_000
    assert figures.use_ore == 50_000


def test_contract_costs_add_up_to_what_the_plan_costs() -> None:
    """The table of contracts must be the plan's own money, idle guarantees included."""
    vehicles = [taxi("bil"), taxi("timbil-1", tariff="timbil"), taxi("timbil-2", tariff="timbil")]
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], vehicles, GUARANTEED)
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna"), "timbil-1": ("+bo", "-bo")})
    figures = explain_plan(problem, plan)
    paid = {group.name: group.total_ore for group in figures.contracts}
    assert paid == {"timbil": 2 * 200_000, "taxi": 30_000}
    assert sum(paid.values()) == plan.cost.runs_ore + plan.cost.idle_guarantee_ore
    assert total_cost(figures.carriers).total_ore == figures.carriers_ore


def test_unserved_are_grouped_by_reason_with_their_price() -> None:
    """A planner acts on reasons, not on a list of names."""
    riders = [ride("anna", 10, 30), ride("bo", 1, 2, priority=1), ride("cai", 3, 4)]
    problem = on_a_line(riders, [taxi("bil")])
    left_out = {"anna": Reason.WINDOW, "bo": Reason.PRICE, "cai": Reason.WINDOW}
    figures = explain_plan(problem, plan_by_hand(problem, {}, left_out))
    groups = [(g.reason, g.requests, g.price_ore) for g in figures.unserved]
    assert groups == [(Reason.WINDOW, ("anna", "cai"), 600_000), (Reason.PRICE, ("bo",), 900_000)]
    assert (figures.served, figures.unserved_count) == (0, 3)


def test_punctuality_counts_lateness_at_the_side_the_rider_chose() -> None:
    """Late is late at the appointment, not at the door."""
    late = ride("anna", 0, 40, by_s=30_900, late_tolerance_s=600)
    problem = on_a_line([late], [taxi("bil", shifts=(Shift(28_800, 86_400),))])
    figures = explain_plan(problem, plan_by_hand(problem, {"bil": ("+anna", "-anna")}))
    assert (figures.punctuality.on_time, figures.punctuality.late) == (0, 1)
    assert figures.punctuality.worst_s == 300


def test_punctuality_of_nobody_is_nothing_late() -> None:
    """An empty plan has figures too."""
    assert count_punctuality([]).on_time_share == 0.0


def test_spread_uses_the_nearest_rank() -> None:
    """A percentile that nobody rides is hard to explain to a rider."""
    times = spread(range(1, 11))
    assert (times.mean_s, times.median_s, times.p90_s, times.largest_s) == (5.5, 5, 9, 10)


def test_figures_of_a_scattered_day_agree_with_its_own_runs() -> None:
    """Whatever the day, the parts are the whole."""
    problem = scattered_day(30)
    plan = plan_greedily(problem)
    figures = explain_plan(problem, plan)
    assert sum(group.riders for group in figures.contracts) == figures.served
    assert sum(group.driven_m for group in figures.carriers) == figures.use.driven_m
    assert sum(len(group.requests) for group in figures.unserved) == figures.unserved_count
    assert figures.alone.riders + figures.alone.riders_without_price == figures.served
    assert not figures.alone.is_sample
    assert total_cost(figures.contracts).cost.total_ore == plan.cost.runs_ore
