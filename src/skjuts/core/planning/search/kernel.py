"""How the search's functions are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

if TYPE_CHECKING:
    wide = int
    short = int
else:
    wide = np.int64
    short = np.int32
"""Casts of whole numbers inside kernels. `wide`: sums and times that must not wrap. `short`: row
numbers handed to a kernel that is compiled for the tables' own type already."""


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a function: cached on disk, without the interpreter's lock.

    Kernels never allocate, so reference counting is off: a call costs its arguments and nothing
    else. To type checkers the function stays what it was.
    """
    compiled: F = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload]  # numba doesn't publish _nrt
    return compiled
