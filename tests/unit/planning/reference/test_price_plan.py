"""What a plan costs beside its runs."""

from __future__ import annotations

from skjuts.core.planning.problem import PoolingRules, Problem, ReferenceSide, Window
from skjuts.core.planning.reference import price_plan
from skjuts.core.planning.solution import PlanCost, Solution
from skjuts.core.tariffs.contract import Tariff
from tests.universe.plans import DAY, on_a_line, plan_by_hand, ride, taxi

RULES = PoolingRules(lateness_per_minute_ore=601, change_ore=2_500, unserved_ore={1: 900, 3: 100})
PROMISE = Tariff("garanti", guaranteed_s=7_200, guaranteed_per_hour_ore=30_000)


def late_day() -> Problem:
    """Anna is late both ways of counting, Bo is moved, Cia and Dan are left out, a car stands idle."""
    requests = [
        ride("anna", 10, 20, dropoff_window=Window(0, 1_150), late_tolerance_s=900),
        ride(
            "bo",
            10,
            30,
            pickup_window=Window(0, 580),
            late_tolerance_s=900,
            reference=ReferenceSide.READY_AT,
            dropoff_window=DAY,
            published_vehicle="reserv",
        ),
        ride("cia", 1, 2, priority=1),
        ride("dan", 1, 2, unserved_ore=7, published_vehicle="reserv"),
    ]
    cars = [taxi("bil", tariff="garanti"), taxi("reserv", tariff="garanti")]
    return on_a_line(requests, cars, PROMISE, rules=RULES)


def late_plan() -> Solution:
    """Both in one car."""
    return plan_by_hand(late_day(), {"bil": ("+anna", "+bo", "-anna", "-bo")})


def test_plan_when_every_part_costs_is_the_sum_by_hand() -> None:
    """Anna is 50 s late (500.83 öre), Bo 20 s (200.33): rounded one by one, at the side that they chose."""
    assert price_plan(late_day(), late_plan().runs) == PlanCost(
        runs_ore=60_000,
        idle_guarantee_ore=60_000,
        lateness_ore=501 + 200,
        changes_ore=2_500,
        unserved_ore=900 + 7,
    )


def test_plan_when_nobody_drives_costs_guarantees_and_the_unserved() -> None:
    """Doing nothing has a price too."""
    assert price_plan(late_day(), []) == PlanCost(
        idle_guarantee_ore=120_000, unserved_ore=100 + 100 + 900 + 7
    )
