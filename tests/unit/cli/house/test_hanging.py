"""A process that hangs is replaced, and one that is slow to start is left in peace."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from skjuts.cli.house.doors import Doors, open_doors
from skjuts.cli.house.parts import ProgramPart
from skjuts.cli.house.plan import HouseFolder, HousePlan
from skjuts.cli.house.pulse import Pulse, asking
from skjuts.cli.house.stopping import StopSignals
from skjuts.cli.house.supervision import Heard, Supervisor
from skjuts.core.kernel.errors import Interrupted

APPLICATION = f"{__name__}:answer_all"
PATIENCE_S = 60.0


async def answer_all(scope: dict[str, Any], _receive: object, send: Callable[..., Any]) -> None:
    """The smallest pages: what `serving` serves here."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    """The sockets of two processes."""
    plan = HousePlan(HouseFolder(tmp_path), mode="demo", make_keys=Path.touch, port=0, web_processes=2)
    with open_doors(plan) as opened:
        yield opened


def pages_at(doors: Doors, number: int) -> ProgramPart:
    """One process of pages, behind the door that is shared and its own."""
    sockets = (doors.shared.fileno(), doors.own[number].fileno())
    command = [sys.executable, "-m", "skjuts.cli.house.serving", APPLICATION]
    command += [*map(str, sockets), "--streams-s", "1"]
    return ProgramPart(f"Webben ({number + 1})", command, dict(os.environ), patience_s=2, sockets=sockets)


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_one_process_when_it_hangs_among_two_is_ended_and_begun_again(doors: Doors) -> None:
    """A stopped process does not die by itself, and the other would answer for it at the shared door."""
    said: list[str] = []
    asks = [asking("127.0.0.1", own.getsockname()[1], "localhost") for own in doors.own]
    heard = [Heard(pages_at(doors, number), Pulse(ask, silent_s=2.0)) for number, ask in enumerate(asks)]
    numbers: list[tuple[int, int]] = []

    def hang() -> None:
        wait_for(lambda: all(ask() for ask in asks))
        # So long that both answers have been taken note of.
        time.sleep(1.5)
        numbers.append((heard[0].part.pid, heard[1].part.pid))
        os.kill(heard[1].part.pid, signal.SIGSTOP)
        wait_for(lambda: heard[1].part.pid != numbers[0][1])
        wait_for(asks[1])
        numbers.append((heard[0].part.pid, heard[1].part.pid))
        os.kill(os.getpid(), signal.SIGTERM)

    watch_until_told(heard, said, hang)
    assert numbers[0][0] == numbers[1][0]
    assert said == [
        "Webben (2) svarar inte och avbryts.",
        "Webben (2) slutade oväntat med signal 9 och startas om.",
    ]


def watch_until_told(heard: list[Heard], said: list[str], meanwhile: Callable[[], None]) -> None:
    """Keep the parts as the house does, until what happens meanwhile asks it to close."""
    with StopSignals() as signals:
        supervisor = Supervisor(signals, said.append)
        for one in heard:
            supervisor.start(one.part)
            one.pulse.listen()
        threading.Thread(target=meanwhile, daemon=True).start()
        try:
            with pytest.raises(Interrupted):
                supervisor.watch(heard)
        finally:
            for one in heard:
                one.pulse.close()
            supervisor.stop()


@pytest.mark.parametrize(
    ("answered_ago_s", "began_ago_s", "is_silent"),
    [(1, 100, False), (31, 100, True), (100, 31, False), (300, 181, True)],
)
def test_pulse_when_a_process_has_just_begun_waits_longer(
    monkeypatch: pytest.MonkeyPatch, answered_ago_s: float, began_ago_s: float, *, is_silent: bool
) -> None:
    """Killed while it starts, it would never come up on a slow machine."""
    now = 10_000.0
    pulse = Pulse(lambda: True)
    monkeypatch.setattr("skjuts.cli.house.pulse.time.monotonic", lambda: now - answered_ago_s)
    pulse.note_answer()
    monkeypatch.setattr("skjuts.cli.house.pulse.time.monotonic", lambda: now)
    assert pulse.is_silent(now - began_ago_s) is is_silent


@pytest.mark.parametrize(("began_ago_s", "is_silent"), [(31, False), (181, True)])
def test_pulse_when_never_answered_waits_as_long_as_a_start_may_take(
    monkeypatch: pytest.MonkeyPatch, began_ago_s: float, *, is_silent: bool
) -> None:
    """The house is ready when the first process answers; the others may still be starting."""
    monkeypatch.setattr("skjuts.cli.house.pulse.time.monotonic", lambda: 10_000.0)
    assert Pulse(lambda: True).is_silent(10_000.0 - began_ago_s) is is_silent
