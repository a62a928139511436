"""How the search's functions are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a function: cached on disk, without the interpreter's lock.

    Kernels never allocate, so reference counting is off: a call costs its arguments and nothing
    else. To type checkers the function stays what it was.
    """
    compiled: F = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)
    return compiled
