"""The answer: alternatives in kronor, or in order only with what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.followup.alternatives.book import (
    AMOUNTS,
    CRITERION_NAMES,
    Alternative,
    Criterion,
    Operator,
    Question,
)
from skjuts.core.followup.alternatives.money import Swing, Terms, Value, list_swings, value_alternatives


@dataclass(frozen=True, slots=True)
class Placing:
    """An alternative's place in the order, 1 first, and the ranks behind it."""

    alternative: Alternative
    place: int
    beats: tuple[str, ...]
    """Alternatives that it is at least as good as on every shared criterion, and better on one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The alternatives in order. `values` and `swings` are empty when the answer is ordinal only."""

    placings: tuple[Placing, ...]
    values: tuple[Value, ...]
    swings: tuple[Swing, ...]
    missing: tuple[str, ...]
    texts: tuple[str, ...]


def compare(question: Question, terms: Terms, seed: int) -> Comparison:
    """Compare the alternatives of a question. The same seed gives the same amounts."""
    missing = list_missing(question)
    placings = place(question.alternatives)
    beside = tuple(tell(one) for one in question.alternatives for tell in (_tell_continuity, _tell_jobs))
    if missing:
        best = placings[0].alternative.name
        head = (
            "Bara rangordning: underlaget saknar belopp, så inga kronor kan jämföras.",
            f"Främst i rangordningen: {best}.",
        )
        return Comparison(placings, (), (), missing, (*head, *beside))
    values = value_alternatives(question, terms, seed)
    swings = list_swings(question, terms)
    return Comparison(placings, values, swings, (), beside)


def list_missing(question: Question) -> tuple[str, ...]:
    """What to ask for before there can be kronor, in Swedish."""
    said = [f"{one.name}: {AMOUNTS[name]}" for one in question.alternatives for name in one.list_missing()]
    if question.today_ore is None:
        said.append("kostnaden i dag per år")
    if question.contacts is None:
        said.append("antal samtal och beställningar per år")
    return tuple(said)


def place(alternatives: Sequence[Alternative]) -> tuple[Placing, ...]:
    """Order alternatives by their ranks alone: most others beaten first, then the best mean rank."""
    beaten = {
        one.id: tuple(b.id for b in alternatives if b is not one and _beats(one, b)) for one in alternatives
    }
    order = sorted(alternatives, key=lambda one: (-len(beaten[one.id]), _mean_rank(one), one.id))
    return tuple(Placing(one, number, beaten[one.id]) for number, one in enumerate(order, start=1))


def _beats(one: Alternative, other: Alternative) -> bool:
    pairs = [
        (mine, theirs)
        for criterion in Criterion
        if (mine := one.find_rank(criterion)) is not None
        and (theirs := other.find_rank(criterion)) is not None
    ]
    return all(mine <= theirs for mine, theirs in pairs) and any(mine < theirs for mine, theirs in pairs)


def _mean_rank(one: Alternative) -> float:
    ranks = [judgement.rank for judgement in one.judgements]
    return sum(ranks) / len(ranks) if ranks else float("inf")


def _tell_continuity(one: Alternative) -> str:
    if one.changes_supplier:
        risk = "ny leverantör kan komma varje gång avtalet upphandlas; kvaliteten kan falla under bytet"
        return f"{one.name}: {risk}."
    with_whom = (
        "samarbetspartens verksamhet"
        if Operator.PARTNER in {one.assessment, one.booking}
        else "egen verksamhet"
    )
    return f"{one.name}: inget byte av leverantör, {with_whom} fortsätter."


def _tell_jobs(one: Alternative) -> str:
    jobs = one.amounts.get("jobs_in_county")
    if jobs is None:
        return f"{one.name}: antalet årsarbetare i länet är inte angivet."
    return f"{one.name}: {jobs.low:g} till {jobs.high:g} årsarbetare i länet."


def write_ranks(one: Alternative) -> str:
    """An alternative's ranks in a sentence, with where they are read."""
    said = [f"{CRITERION_NAMES[j.criterion]} {j.rank} ({j.page}: ”{j.quote}”)" for j in one.judgements]
    return "; ".join(said)
