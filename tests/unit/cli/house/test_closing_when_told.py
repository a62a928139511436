"""Whoever hears that the house is open may ask it to close at once, and it closes in order."""

from __future__ import annotations

import os
import signal
import threading

from skjuts.cli.house.keeping import keep
from skjuts.cli.house.stopping import StopSignals
from skjuts.cli.house.supervision import Supervisor


def test_house_when_asked_to_close_in_the_moment_it_tells_then_an_ordinary_end() -> None:
    """The signal comes while the address is being written, before anybody watches."""
    told: list[str] = []

    def tell() -> None:
        told.append("ready")
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(10)

    with StopSignals() as signals:
        supervisor = Supervisor(signals, told.append)
        keep(supervisor, [], tell)
        supervisor.stop()
    assert told == ["ready"]
