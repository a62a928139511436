"""Lines drawn to be checked by hand: by chance from a seed, more where the money is, every chance known.

Each stratum is lines of like amounts and is drawn from by itself, so that a few large lines are looked at as
closely as many small ones. Source: Neyman, JRSS 97 (1934) 558-625.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from skjuts.core.control.sampling import BadSample

LIMITS_ORE: Final = (50_000, 200_000)
"""Where one stratum ends and the next begins."""
LEAST: Final = 2
"""A stratum with fewer drawn has no interval."""


@dataclass(frozen=True, slots=True)
class DrawnStratum:
    """Lines from (included) to (left out) an amount, None being without limit; which of them were drawn."""

    from_ore: int
    to_ore: int | None
    lines: int
    drawn: tuple[str, ...]


def draw_lines(amounts_ore: Mapping[str, int], wanted: int, seed: int) -> list[DrawnStratum]:
    """Draw about `wanted` of the lines, by id and amount; the same lines and seed give the same draw.

    Strata share the draw by the öre in them; each gets at least `LEAST` lines, or all that it has.
    Raises `BadSample` when there is nothing to draw from or nothing is wanted.
    """
    if not amounts_ore or wanted < 1:
        raise BadSample("Det finns inga rader att dra ur.", field="wanted")
    edges = [0, *LIMITS_ORE, None]
    total = max(1, sum(amounts_ore.values()))
    strata = []
    for number, (low, high) in enumerate(pairwise(edges)):
        ids = _list_within(amounts_ore, low or 0, high)
        if not ids:
            continue
        share = sum(amounts_ore[one] for one in ids) / total
        count = min(len(ids), max(LEAST, round(wanted * share)))
        picked = np.random.default_rng([seed, number]).choice(len(ids), count, replace=False)
        strata.append(DrawnStratum(low or 0, high, len(ids), tuple(ids[int(one)] for one in sorted(picked))))
    return strata


def _list_within(amounts_ore: Mapping[str, int], low: int, high: int | None) -> Sequence[str]:
    within = (key for key, ore in amounts_ore.items() if ore >= low and (high is None or ore < high))
    return sorted(within)
