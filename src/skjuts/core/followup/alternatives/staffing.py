"""From a day's calls to posts a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.followup.alternatives.erlang import find_seats

SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class AnswerTerms:
    """What a caller is promised, and what a call takes."""

    handling_s: float
    answer_s: float
    target: float


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """Hours a full-time post works in a year, the share of them away, and days the desk is open."""

    hours_per_post: float
    absence: float
    open_days: int


def list_seats(calls_per_hour: Sequence[float], terms: AnswerTerms) -> tuple[int, ...]:
    """Seats in each hour of the day."""
    return tuple(
        find_seats(calls * terms.handling_s / SECONDS_AN_HOUR, terms.handling_s, terms.answer_s, terms.target)
        for calls in calls_per_hour
    )


def count_posts(seats: Sequence[int], terms: WorkTerms) -> float:
    """Full-time posts that keep so many seats manned, absence included."""
    return sum(seats) * terms.open_days / (terms.hours_per_post * (1 - terms.absence))
