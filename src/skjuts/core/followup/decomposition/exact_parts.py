"""Shares in whole öre that add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor


def round_to_total(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Round parts to whole numbers with exactly this sum, by the method of largest remainder.

    Each part lands at most one from where it was, as long as the parts add up to the total but for
    rounding; of equal remainders the earlier part is raised.
    """
    floors = [floor(part) for part in parts]
    every, rest = divmod(total - sum(floors), len(floors))
    order = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i])
    raised = set(order[:rest])
    return tuple(one + every + (place in raised) for place, one in enumerate(floors))
