"""A travel matrix in shared memory: one copy for all processes of a machine.

The process that publishes owns the memory and removes it when it closes; workers get a handle of
a few bytes and only look. Removal while workers still look is safe: they keep what they have mapped.
"""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import NotFound

SMALLEST_BYTES = 8
"""Shared memory cannot be empty."""


@dataclass(frozen=True, slots=True)
class SharedLegs:
    """The handle: pickles small, opens in any process of the machine."""

    name: str
    places: int

    @staticmethod
    def publish(legs: NDArray[np.int32]) -> PublishedLegs:
        """Copy `legs`, int32 of shape (places, places, 2), into shared memory."""
        return PublishedLegs(legs)

    @contextmanager
    def open(self) -> Iterator[NDArray[np.int32]]:
        """Map the memory and give it out read-only; see `LegsHandle.open`.

        Raises `NotFound` when the memory has been removed.
        """
        legs = _look(self)
        try:
            yield legs
        finally:
            del legs
            _let_go()


class PublishedLegs:
    """The owner's end. Use as a context, or call `close`; the memory is gone afterwards."""

    def __init__(self, legs: NDArray[np.int32]) -> None:
        contents = np.ascontiguousarray(legs, dtype=np.int32)
        self._memory = SharedMemory(create=True, size=max(SMALLEST_BYTES, contents.nbytes))
        np.frombuffer(_buffer(self._memory), dtype=np.int32, count=contents.size)[:] = contents.reshape(-1)
        self.handle = SharedLegs(self._memory.name, len(contents))
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the memory; a second call does nothing."""
        if self._is_open:
            self._is_open = False
            self._memory.close()
            self._memory.unlink()


class _Mapped(SharedMemory):
    """Shared memory of another process, or of another owner in this one."""

    def __del__(self) -> None:
        """Say nothing when a process ends with an array still in use: the system unmaps it."""
        with suppress(BufferError):
            self.close()


class _Look(NamedTuple):
    """Memory that this process has mapped, and the array that all views of it rest on."""

    memory: _Mapped
    figures: weakref.ref[NDArray[np.int32]]


_looks: dict[str, _Look] = {}
"""What this process looks at. A view that outlives its context keeps its entry, and the next
context of the same name finds it here."""
_mapping = threading.Lock()


def _look(handle: SharedLegs) -> NDArray[np.int32]:
    with _mapping:
        known = _looks.get(handle.name)
        memory = known.memory if known else _attach(handle.name)
        figures = known.figures() if known else None
        if figures is None:
            # frombuffer, unlike ndarray(buffer=...), holds on to the mapping as long as any view lives.
            figures = np.frombuffer(_buffer(memory), dtype=np.int32, count=handle.places * handle.places * 2)
            figures.flags.writeable = False
            _looks[handle.name] = _Look(memory, weakref.ref(figures))
        return figures.reshape(handle.places, handle.places, 2)


def _let_go() -> None:
    """Unmap whatever no view rests on any more."""
    with _mapping:
        for name, look in list(_looks.items()):
            if look.figures() is None:
                look.memory.close()
                del _looks[name]


def _buffer(memory: SharedMemory) -> memoryview[int]:
    if memory.buf is None:
        message = "shared memory used after it was closed"
        raise RuntimeError(message)
    return memory.buf


def _attach(name: str) -> _Mapped:
    try:
        if sys.version_info >= (3, 13):
            return _Mapped(name=name, track=False)
        # Python 3.12 registers the memory with the resource tracker once more. The publisher's own
        # child processes share its tracker, which keeps a set: harmless there.
        return _Mapped(name=name)
    except FileNotFoundError as gone:
        raise NotFound("Matrisen i delat minne finns inte längre.") from gone
