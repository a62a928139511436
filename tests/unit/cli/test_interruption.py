"""Ctrl-C and SIGTERM: keep the best, or stop at once when there is nothing to keep."""

from __future__ import annotations

import signal

import pytest

from skjuts.cli.interruption import Interruption
from skjuts.core.kernel.errors import Interrupted

SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_before_any_plan_stops_at_once(number: signal.Signals) -> None:
    """Nobody waits for a compilation that they have given up."""
    with Interruption(), pytest.raises(Interrupted):
        signal.raise_signal(number)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_with_a_plan_asks_and_a_second_one_insists(number: signal.Signals) -> None:
    """The first keeps the best plan, the second gives it up."""
    with Interruption() as interruption:
        interruption.has_plan = True
        signal.raise_signal(number)
        assert interruption.is_asked
        with pytest.raises(Interrupted):
            signal.raise_signal(number)


def test_the_signals_afterwards_mean_what_they_meant_before() -> None:
    """A library must not keep another program's Ctrl-C."""
    before = [signal.getsignal(number) for number in SIGNALS]
    with Interruption():
        assert [signal.getsignal(number) for number in SIGNALS] != before
    assert [signal.getsignal(number) for number in SIGNALS] == before
