"""SIGTERM and Ctrl-C: the house is asked to close, and is never caught between two steps."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

from skjuts.core.kernel.errors import Interrupted

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopSignals:
    """A context in which the signals raise `Interrupted` on the main thread.

    Inside `held` the exception waits for the end of the step, so that a process that was started is also
    known. After `close` further signals only hurry: `is_hurried` tells that somebody has asked twice.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self.is_hurried = False
        self._is_closing = False
        self._holds = 0
        self._previous: dict[int, signal.Handlers | int | None] = {}

    def __enter__(self) -> Self:
        for number in _SIGNALS:
            self._previous[number] = signal.signal(number, self._on_signal)  # type: ignore[assignment]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """A step that is taken whole."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
        if self.is_asked and not self._holds and not self._is_closing:
            raise Interrupted

    def close(self) -> None:
        """From now on the house is closing."""
        self._is_closing = True

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.is_hurried = self._is_closing
        self.is_asked = True
        if not self._holds and not self._is_closing:
            raise Interrupted
