"""What alternatives cost over the years, as present value with its uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.alternatives.book import MONEY, Alternative, Question
from skjuts.core.followup.alternatives.errors import BadAlternative
from skjuts.core.followup.alternatives.estimates import Estimate

DRAWS = 4_000
LOW, HIGH = 0.05, 0.95
MONTHS_A_YEAR = 12
YEARLY = ("staff_ore", "it_ore", "premises_ore", "contract_ore")

type Values = Mapping[str, NDArray[np.float64] | float]


@dataclass(frozen=True, slots=True)
class Terms:
    """Years ahead and the yearly rate that the future is discounted by."""

    years: int
    rate: float

    def __post_init__(self) -> None:
        if self.years < 1 or self.rate <= -1:
            raise BadAlternative(field="terms")

    @property
    def annuity(self) -> float:
        """What one krona a year over the years is worth now."""
        return sum((1 + self.rate) ** -year for year in range(1, self.years + 1))


@dataclass(frozen=True, slots=True)
class Value:
    """An alternative's present cost, in öre: the middle of the draws and the ends of nine in ten."""

    alternative: str
    middle_ore: int
    low_ore: int
    high_ore: int
    cheapest_share: float
    """In how many of the draws it is the cheapest, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one input moves an alternative's present cost while the others are likeliest."""

    alternative: str
    name: str
    at_low_ore: int
    at_high_ore: int

    @property
    def width_ore(self) -> int:
        """How far."""
        return abs(self.at_high_ore - self.at_low_ore)


def value_alternatives(question: Question, terms: Terms, seed: int) -> tuple[Value, ...]:
    """Present cost of every alternative, by draws of a generator with `seed`."""
    luck = np.random.default_rng(seed)
    shared = {name: luck.random(DRAWS) for name in (*MONEY, "today_ore", "contacts")}
    costs = np.array(
        [present_cost(draw_values(question, one, shared), terms) for one in question.alternatives]
    )
    cheapest = np.bincount(costs.argmin(axis=0), minlength=len(costs)) / DRAWS
    return tuple(
        Value(
            one.id,
            round(float(np.median(cost))),
            round(float(np.quantile(cost, LOW))),
            round(float(np.quantile(cost, HIGH))),
            float(share),
        )
        for one, cost, share in zip(question.alternatives, costs, cheapest, strict=True)
    )


def draw_values(
    question: Question, one: Alternative, shared: Mapping[str, NDArray[np.float64]]
) -> dict[str, NDArray[np.float64] | float]:
    """Each input drawn by the luck of its name."""
    return {name: estimate.draw(shared[name]) for name, estimate in _estimates(question, one).items()}


def present_cost(values: Values, terms: Terms) -> NDArray[np.float64]:
    """Transition now, today's solution beside it while building, and the years after, in öre."""
    yearly = sum(np.asarray(values[name], float) for name in YEARLY)
    yearly = yearly + np.asarray(values["per_contact_ore"]) * values["contacts"] - values["benefits_ore"]
    beside = np.asarray(values["today_ore"]) * values["build_up_months"] / MONTHS_A_YEAR
    return np.asarray(values["transition_ore"] + beside + yearly * terms.annuity, float)


def list_swings(question: Question, terms: Terms) -> tuple[Swing, ...]:
    """Each uncertain input of each alternative from end to end, widest first."""
    swings = []
    for one in question.alternatives:
        estimates = _estimates(question, one)
        likely = {name: estimate.likely for name, estimate in estimates.items()}
        for name, estimate in estimates.items():
            if estimate.low != estimate.high:
                ends = [{**likely, name: end} for end in (estimate.low, estimate.high)]
                low, high = (round(float(present_cost(end, terms))) for end in ends)
                swings.append(Swing(one.id, name, low, high))
    return tuple(sorted(swings, key=lambda swing: -swing.width_ore))


def find_break_even(question: Question, first: str, second: str, terms: Terms, most: float) -> float | None:
    """The contacts a year at which two alternatives cost the same, likeliest amounts; None below `most`.

    Costs are straight lines in the number of contacts, so there is at most one such number.
    """
    one, other = (next(a for a in question.alternatives if a.id == id_) for id_ in (first, second))

    def difference(contacts: float) -> float:
        costs = []
        for alternative in (one, other):
            values = {name: e.likely for name, e in _estimates(question, alternative).items()}
            costs.append(float(present_cost({**values, "contacts": contacts}, terms)))
        return costs[0] - costs[1]

    at_none, at_most = difference(0.0), difference(most)
    if at_none == at_most or (at_none > 0) == (at_most > 0):
        return None
    return most * at_none / (at_none - at_most)


def _estimates(question: Question, one: Alternative) -> dict[str, Estimate]:
    today, contacts = question.today_ore, question.contacts
    if today is None or contacts is None or one.list_missing():
        raise BadAlternative("Belopp saknas; jämförelsen kan bara bli en rangordning.", field=one.id)
    return {**{name: one.amounts[name] for name in MONEY}, "today_ore": today, "contacts": contacts}
