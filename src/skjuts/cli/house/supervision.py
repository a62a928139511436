"""Watch the parts of the house: a dead one is started again, and all end together."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from skjuts.cli.house.errors import explain_end
from skjuts.cli.house.guard import Guard
from skjuts.cli.house.parts import Part, end_rudely
from skjuts.cli.house.pulse import Pulse
from skjuts.cli.house.stopping import StopSignals

DELAYS_S = (0.1, 0.5, 1.0, 2.0, 3.0)
"""Before the first, second, … start of a part that keeps dying."""
STEADY_S = 10.0
"""A part that has lived so long is started again without delay."""
_PAUSE_S = 0.05


@dataclass(slots=True)
class _Watched:
    part: Part
    began: float
    deaths: int = 0
    begins_again: float | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Heard:
    """A part that is listened to, and by what."""

    part: Part
    pulse: Pulse


class Supervisor:
    """Starts parts in order, keeps them alive, and stops them in the opposite order."""

    def __init__(self, signals: StopSignals, say: Callable[[str], None]) -> None:
        self._signals = signals
        self._say = say
        self._guard = Guard()
        self._watched: list[_Watched] = []

    def start(self, part: Part) -> None:
        """Start a part and keep it."""
        self._launch(part)
        self._watched.append(_Watched(part, time.monotonic()))

    def require_all(self) -> None:
        """Raise when a part has ended: before the house is ready, a new start hides a fault.

        It is `PartRefused` when the part refused its settings, else `PartFailed`.
        """
        for one in self._watched:
            code = one.part.poll()
            if code is not None:
                raise explain_end(one.part.name, code)

    def watch(self, heard: Sequence[Heard] = ()) -> None:
        """Keep everything alive until `Interrupted` is raised by a signal.

        A part whose pulse falls silent is replaced, whatever the others do.
        """
        listened = [(one, each.pulse) for one in self._watched for each in heard if each.part is one.part]
        while True:
            for one in self._watched:
                self._tend(one)
            for one, pulse in listened:
                self._replace_silent(one, pulse)
            time.sleep(_PAUSE_S)

    def stop(self) -> None:
        """Stop all: programs first and together, what they stand on last. Asked twice, it hurries."""
        self._signals.close()
        programs = [one for one in self._watched if not one.part.is_ground]
        ground = [one for one in self._watched if one.part.is_ground]
        for group in (programs, ground):
            for one in group:
                self._ask(one.part)
            for one in group:
                self._await_end(one.part)
        self._guard.close()

    def _tend(self, one: _Watched) -> None:
        now = time.monotonic()
        if one.begins_again is not None:
            if now >= one.begins_again:
                self._begin_again(one)
            return
        code = one.part.poll()
        if code is None:
            return
        self._guard.forget(one.part.pid)
        one.deaths = 0 if now - one.began > STEADY_S else one.deaths
        delay = DELAYS_S[min(one.deaths, len(DELAYS_S) - 1)]
        one.deaths += 1
        one.begins_again = now + delay
        self._say(f"{one.part.name} slutade oväntat med {_tell_code(code)} och startas om.")

    def _replace_silent(self, one: _Watched, pulse: Pulse) -> None:
        """End one that hangs; it is then begun again like any that died."""
        is_under_way = one.begins_again is not None or one.part.poll() is not None
        if is_under_way or not pulse.is_silent(one.began):
            return
        self._say(f"{one.part.name} svarar inte och avbryts.")
        end_rudely(one.part)

    def _begin_again(self, one: _Watched) -> None:
        self._launch(one.part)
        one.began = time.monotonic()
        one.begins_again = None

    def _launch(self, part: Part) -> None:
        """The ground's start may take minutes, and cleans up after itself when it is broken off."""
        with contextlib.nullcontext() if part.is_ground else self._signals.held():
            part.start()
            self._guard.watch(part.pid, part.stop_signal)

    def _ask(self, part: Part) -> None:
        if part.poll() is None:
            _send(part)

    def _await_end(self, part: Part) -> None:
        deadline = time.monotonic() + part.patience_s
        while not part.wait(_PAUSE_S):
            if self._signals.is_hurried or time.monotonic() > deadline:
                self._say(f"{part.name} slutade inte i tid och avbröts.")
                end_rudely(part)
                break
        self._guard.forget(part.pid)


def _send(part: Part) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(part.pid, part.stop_signal)


def _tell_code(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"kod {code}"
