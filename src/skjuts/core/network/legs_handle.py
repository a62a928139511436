"""A matrix that travels light: what a planner hands to its workers instead of the array.

On one machine the workers share one copy of the memory; on a cluster the array is sent once to
each worker and held there. Either way the worker opens a handle.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class LegsHandle(Protocol):
    """Opens to the `legs` of a `TravelMatrix`, in whichever process the handle has reached."""

    def open(self) -> AbstractContextManager[NDArray[np.int32]]:
        """Read-only int32 array of shape (places, places, 2), valid inside the context."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class HeldLegs:
    """The handle that carries the array itself: for one process, or scattered once on a cluster."""

    legs: NDArray[np.int32]

    @contextmanager
    def open(self) -> Iterator[NDArray[np.int32]]:
        """Give out a read-only view; see `LegsHandle.open`."""
        view = self.legs.view()
        view.flags.writeable = False
        yield view
