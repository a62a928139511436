"""Shapley's split of a change: each factor's step, averaged over every order in which they could have moved.

Source: F. Sprumont and A. Shorrocks's use of L. S. Shapley, "A value for n-person games" (1953).
"""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray


def share_by_shapley(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each factor's share of the change of the product, segment by segment.

    `before` and `after` are factors by any shape. With n factors 2ⁿ products are formed once; a factor's
    share is the mean of its steps, each weighted by how many orders take it.
    """
    count = len(before)
    values = _form_products(before, after)
    shares = np.zeros_like(before)
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for moved in combinations(range(count), size):
            mask = sum(1 << one for one in moved)
            for factor in range(count):
                if not mask >> factor & 1:
                    shares[factor] += weight * (values[mask | 1 << factor] - values[mask])
    return shares


def _form_products(before: NDArray[np.float64], after: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The product for every set of factors that have moved, by the set as a bit mask."""
    values = [np.ones_like(before[0])]
    for old, new in zip(before, after, strict=True):
        values = [value * old for value in values] + [value * new for value in values]
    return values
