"""Ctrl-C and SIGTERM while a plan is being made.

Before there is a plan, either stops the command at once. From then on the first one asks the
search to stop and keep its best, and a second one stops at once. Nothing is ever half written.
"""

from __future__ import annotations

import signal
from types import FrameType, TracebackType
from typing import Self

from skjuts.core.kernel.errors import Interrupted

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """A context in which the two signals ask for an orderly stop.

    `is_asked` tells the search to stop; set `has_plan` once there is something to keep.
    Entered on the main thread only.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self.has_plan = False
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

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self.is_asked or not self.has_plan:
            raise Interrupted
        self.is_asked = True
