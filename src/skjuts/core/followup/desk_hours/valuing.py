"""Until when it pays to man a desk: each further step of time, what it costs and what it meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skjuts.core.followup.desk_hours.arrivals import DAY_S, SECONDS_AN_HOUR, Arrivals, Opening
from skjuts.core.followup.desk_hours.errors import BadDeskHours

STEP_S = 1800
DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Step:
    """A step of longer hours: what it costs and is worth a year, in öre, and what it meets."""

    until_s: int
    met: float
    cost_ore: int
    worth_ore: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The end time that is worth most, the steps that led to it and those beyond it."""

    end_s: int
    steps: tuple[Step, ...]
    surplus_ore: int


def recommend_end(
    arrivals: Mapping[str, Arrivals],
    worth_ore: Mapping[str, int],
    opening: Opening,
    hour_cost_ore: int,
    latest_s: int = DAY_S,
) -> Recommendation:
    """The end time from today's on where worth less cost is greatest; the earliest of equal ones.

    `worth_ore` is what it is worth that one arrival of a kind is met. Steps of half an hour. Raises
    `BadDeskHours` when a kind has no worth.
    """
    if worth_ore.keys() != arrivals.keys():
        raise BadDeskHours("Varje slag av ankomster behöver ett värde.", field="worth_ore")
    steps = []
    for until in range(opening.end_s + STEP_S, latest_s + 1, STEP_S):
        added = Opening(until - STEP_S, until)
        met = {kind: one.covered(added) for kind, one in arrivals.items()}
        cost = round(hour_cost_ore * STEP_S / SECONDS_AN_HOUR * DAYS_A_YEAR)
        worth = round(sum(worth_ore[kind] * count for kind, count in met.items()))
        steps.append(Step(until, sum(met.values()), cost, worth))
    best, best_end, surplus = 0, opening.end_s, 0
    for step in steps:
        surplus += step.worth_ore - step.cost_ore
        if surplus > best:
            best, best_end = surplus, step.until_s
    return Recommendation(best_end, tuple(steps), best)
