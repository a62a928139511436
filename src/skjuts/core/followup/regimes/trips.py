"""A trip of the past, as far as regimes are about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trip:
    """One rider's trip: the day (a number), when it was ready to leave, places by number, and what was paid.

    `due_s` is when it had to be there, if somebody waited; `needs_care` that it may not go without
    care on the way. Seconds of the service day; öre.
    """

    day: int
    ready_s: int
    origin: int
    destination: int
    price_ore: int
    due_s: int | None = None
    needs_care: bool = False
