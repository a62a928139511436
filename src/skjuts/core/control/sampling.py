"""What a sample of checked lines says of all of them: a share with its exact interval, and an amount.

Sources: Clopper and Pearson, Biometrika 26 (1934) 404-413; Horvitz and Thompson, JASA 47 (1952) 663-685.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import variance

from scipy.special import betaincinv as beta_quantile
from scipy.special import ndtri as normal_quantile

from skjuts.core.kernel.errors import InvalidInput


class BadSample(InvalidInput):
    """A sample that cannot have been drawn."""

    code = "control.sample"
    sentence = "Stickprovet kan inte ha dragits så."
    advice = "Rätta hur många rader som fanns, drogs och hade fel."


@dataclass(frozen=True, slots=True)
class ShareInterval:
    """A share of one and the interval that holds it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """Lines of one kind: how many there were, and the öre in error of each that was drawn (0: faultless)."""

    name: str
    lines: int
    errors_ore: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """The öre in error among all lines, with an interval; without one where a stratum has one line drawn."""

    total_ore: int
    low_ore: int | None
    high_ore: int | None


def bound_share(found: int, drawn: int, level: float = 0.95) -> ShareInterval:
    """The share in error, with the interval that is exact for any size of sample. Raises `BadSample`."""
    if not 0 <= found <= drawn or drawn == 0:
        raise BadSample(field="found")
    tail = (1 - level) / 2
    low = float(beta_quantile(found, drawn - found + 1, tail)) if found else 0.0
    high = float(beta_quantile(found + 1, drawn - found, 1 - tail)) if found < drawn else 1.0
    return ShareInterval(found / drawn, low, high)


def project_amount(strata: Sequence[Stratum], level: float = 0.95) -> Projection:
    """The amount in error of all lines from simple random samples, stratum by stratum.

    Each drawn line stands for as many as its stratum has for each drawn. Never below what was found, since
    that much is known. Raises `BadSample` for a stratum without drawn lines, or with more than there were.
    """
    for one in strata:
        if not 0 < len(one.errors_ore) <= one.lines:
            raise BadSample(field=one.name)
    total = sum(one.lines * sum(one.errors_ore) / len(one.errors_ore) for one in strata)
    spreads = [_spread(one) for one in strata]
    known = [spread for spread in spreads if spread is not None]
    if len(known) < len(spreads):
        return Projection(round(total), None, None)
    reach = float(normal_quantile(0.5 + level / 2)) * math.sqrt(sum(known))
    found = sum(sum(one.errors_ore) for one in strata)
    return Projection(round(total), max(found, round(total - reach)), round(total + reach))


def _spread(one: Stratum) -> float | None:
    """The variance of a stratum's projected amount; nought when every line was drawn, None after one line."""
    drawn = len(one.errors_ore)
    if drawn == one.lines:
        return 0.0
    if drawn == 1:
        return None
    return one.lines**2 * (1 - drawn / one.lines) * variance(one.errors_ore) / drawn
