"""Additive LMDI-I: each factor's share of a change, by logarithmic means, with nothing left over.

Source: B. W. Ang, "The LMDI approach to decomposition analysis", Energy Policy 33 (2005) 867-871.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def logarithmic_mean(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """L(a, b) = (a - b) / (ln a - ln b), and a where they are equal; positive arrays of one shape.

    Written as b · (eᵗ - 1) / t with t = ln(a/b), which keeps its digits when the two nearly agree.
    """
    ratio = np.log(one / other)
    safe = np.where(ratio == 0.0, 1.0, ratio)
    return other * np.where(ratio == 0.0, 1.0, np.expm1(safe) / safe)


def share_by_logarithmic_mean(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each factor's share of the change of the product, segment by segment.

    `before` and `after` are factors by any shape, all positive; the answer has the same shape, and its sum
    over factors is the change of the product.
    """
    weight = logarithmic_mean(after.prod(axis=0), before.prod(axis=0))
    return weight * np.log(after / before)
