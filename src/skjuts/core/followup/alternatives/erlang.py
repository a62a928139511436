"""Waiting in a queue of calls: Erlang C (Erlang 1917), for calls that come at random and wait."""

from __future__ import annotations

from math import exp

from skjuts.core.followup.alternatives.errors import BadAlternative

MOST_SEATS = 2_000


def waiting_probability(load: float, seats: int) -> float:
    """The share of calls that must wait, for a `load` in erlang (calls an hour × hours a call)."""
    if load < 0 or seats < 0:
        raise BadAlternative("Belastning och platser kan inte vara negativa.", field="load")
    if load >= seats:
        return 1.0
    blocking = 1.0
    for number in range(1, seats + 1):
        blocking = load * blocking / (number + load * blocking)
    return seats * blocking / (seats - load * (1 - blocking))


def service_level(load: float, seats: int, handling_s: float, answer_s: float) -> float:
    """The share of calls answered within `answer_s` seconds when a call takes `handling_s` on average."""
    if handling_s <= 0 or answer_s < 0:
        raise BadAlternative("Samtalstiden ska vara längre än noll.", field="handling_s")
    if load >= seats:
        return 0.0 if load > 0 or seats == 0 else 1.0
    return 1.0 - waiting_probability(load, seats) * exp(-(seats - load) * answer_s / handling_s)


def find_seats(load: float, handling_s: float, answer_s: float, target: float) -> int:
    """The fewest seats that answer the share `target` (under 1) within `answer_s`; 0 without calls."""
    if not 0 <= target < 1:
        raise BadAlternative("Svarsmålet ska vara minst 0 och under 1.", field="target")
    if load == 0:
        return 0
    for seats in range(int(load) + 1, int(load) + MOST_SEATS):
        if service_level(load, seats, handling_s, answer_s) >= target:
            return seats
    raise BadAlternative("Svarsmålet kräver fler platser än vad som räknas här.", field="target")
