"""Random numbers that a plan can be repeated by."""

from __future__ import annotations

import numpy as np

from skjuts.core.planning.search.rng import next_below, next_bits, next_share


def test_next_bits_when_begun_alike_are_splitmix64() -> None:
    """The published generator's own first numbers from 1234567: the same on every machine."""
    state = np.array([1_234_567], np.uint64)
    drawn = [int(next_bits(state)) for _ in range(3)]
    assert drawn == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_next_share_when_drawn_often_fills_the_unit_interval_evenly() -> None:
    """A skewed share would favour some ruins over others."""
    state = np.array([5], np.uint64)
    shares = np.array([next_share(state) for _ in range(4_000)])
    assert shares.min() >= 0
    assert shares.max() < 1
    assert np.histogram(shares, 4, (0, 1))[0].min() > 900


def test_next_below_when_drawn_often_gives_every_number_under_the_bound() -> None:
    """A request that is never drawn is never moved."""
    state = np.array([6], np.uint64)
    assert {next_below(state, 7) for _ in range(400)} == set(range(7))
