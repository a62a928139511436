"""Anna and Bo share a car along the line, under a contract where everything is free.

The car leaves kilometre 0 at second 0; a kilometre is a minute and nobody takes time to board:

    600  k10  Anna on        720  k12  Bo on
    1200 k20  Anna off       1500 k25  Bo off        3000  k0  home

A plan made for lenient wishes is judged under stricter ones: then one rule alone is broken, and
by how much can be counted in the head.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from skjuts.core.planning.checker import Rule, check
from skjuts.core.planning.problem import PoolingRules, Problem, Request, Shift, Vehicle
from skjuts.core.planning.solution import Solution, Stop
from skjuts.core.tariffs.contract import Tariff
from tests.universe.plans import DAY, on_a_line, plan_by_hand, ride, taxi

FREE = Tariff("fritt")
TOGETHER = ("+anna", "+bo", "-anna", "-bo")
APART = ("+anna", "-anna", "+bo", "-bo")


def anna(**details: object) -> Request:
    """Anna, from kilometre 10 to 20, whenever."""
    return ride("anna", 10, 20, **{"dropoff_window": DAY, **details})


def bo(**details: object) -> Request:
    """Bo, from kilometre 12 to 25, whenever."""
    return ride("bo", 12, 25, **{"dropoff_window": DAY, **details})


def car(**details: object) -> Vehicle:
    """A car at kilometre 0 that costs nothing."""
    return taxi("bil", tariff="fritt", **details)


def shift(**details: object) -> Shift:
    """A shift of a whole day."""
    return replace(Shift(0, 86_400), **details)  # type: ignore[arg-type]


def day_with(*parts: Request | Vehicle, rules: PoolingRules | None = None) -> Problem:
    """A day with these riders and vehicles; Anna, Bo and the car fill the places left."""
    riders = {"anna": anna(), "bo": bo()} | {part.id: part for part in parts if isinstance(part, Request)}
    cars = [part for part in parts if isinstance(part, Vehicle)] or [car()]
    return on_a_line(list(riders.values()), cars, FREE, rules=rules)


def shared_plan(*marks: str) -> Solution:
    """The plan of the module's text, or another sequence, made for nobody's wishes."""
    return plan_by_hand(day_with(), {"bil": marks or TOGETHER})


def list_faults(problem: Problem, plan: Solution, tolerance: int = 0) -> list[tuple[Rule, int, str | None]]:
    """What the checker finds: rule, amount, and whose it is (the rider's first)."""
    verdict = check(problem, plan, tolerance)
    assert all(violation.message.endswith(".") for violation in verdict.violations)
    return [(one.rule, one.amount, one.request or one.vehicle) for one in verdict.violations]


def with_stops(plan: Solution, change: Callable[[list[Stop]], list[Stop]]) -> Solution:
    """The same plan with its first run's stops changed."""
    run = replace(plan.runs[0], stops=tuple(change(list(plan.runs[0].stops))))
    return replace(plan, runs=(run, *plan.runs[1:]))


def with_stop(plan: Solution, at: int, **details: object) -> Solution:
    """The same plan with one stop of its first run changed."""

    def change(stops: list[Stop]) -> list[Stop]:
        stops[at] = replace(stops[at], **details)  # type: ignore[arg-type]
        return stops

    return with_stops(plan, change)
