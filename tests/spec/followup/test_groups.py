"""Groups compared: shares whose intervals hold although the same people travel again and again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from skjuts.core.followup.ledger.groups import (
    Experience,
    estimate_groups,
    find_level,
    find_wilson,
)


def sum_up(ys: list[float], ns: list[float], group: str = "a") -> dict[str, Any]:
    """A group's row of sums, as the ledger gives it, from each patient's own two sums."""
    y, n = np.array(ys, dtype=float), np.array(ns, dtype=float)
    row: dict[str, Any] = {"area": group}
    for one in Experience:
        told = (y.sum(), n.sum(), (y * y).sum(), (y * n).sum(), (n * n).sum(), int((n > 0).sum()))
        row |= {
            f"{one}_{name}": value
            for name, value in zip(("y", "n", "yy", "yn", "nn", "people"), told, strict=True)
        }
    return row


def test_wilson_when_counted_by_hand_is_the_published_interval() -> None:
    """Ten of a hundred: 5.5 to 17.4 per cent (Wilson's own form, z = 1.96)."""
    assert find_wilson(0.1, 100) == pytest.approx((0.0552, 0.1744), abs=2e-4)
    assert find_wilson(0.0, 20)[0] == 0.0
    assert find_wilson(1.0, 20)[1] == 1.0


def test_share_when_everybody_travels_once_is_wilson_s() -> None:
    """Without anybody who returns, patients and trips are the same number."""
    row = sum_up([1.0] * 10 + [0.0] * 90, [1.0] * 100)
    one = estimate_groups([row], "area", Experience.REFUSED)[0]
    assert (one.low, one.high) == pytest.approx(find_wilson(0.1, 99), abs=1e-9)


def test_share_when_few_travel_often_is_less_sure_than_its_trips_look() -> None:
    """A thousand trips of ten people are ten people's."""
    often = estimate_groups([sum_up([100.0] * 2 + [0.0] * 8, [100.0] * 10)], "area", Experience.WAITED)[0]
    once = estimate_groups([sum_up([1.0] * 200 + [0.0] * 800, [1.0] * 1000)], "area", Experience.WAITED)[0]
    assert often.value == once.value == pytest.approx(0.2)
    assert often.low is not None and often.high is not None  # noqa: PT018 - both or neither
    assert once.low is not None and once.high is not None  # noqa: PT018 - both or neither
    assert often.high - often.low > 5 * (once.high - once.low)


def test_group_when_few_stand_behind_it_is_hidden() -> None:
    """Four people's refusals are four people's business."""
    one = estimate_groups([sum_up([1.0, 0, 0, 0], [1.0] * 4)], "area", Experience.REFUSED)[0]
    assert one.is_hidden
    assert one.value is None
    nobody = estimate_groups([sum_up([], [])], "area", Experience.REFUSED)[0]
    assert not nobody.is_hidden


def test_level_when_summed_is_of_all_groups_and_none_of_nothing() -> None:
    """The line that groups are compared with is everybody's quotient, not the groups' mean."""
    rows = [sum_up([1.0] * 5, [1.0] * 5), sum_up([0.0] * 15, [1.0] * 15, "b")]
    assert find_level(rows, Experience.REFUSED) == 0.25
    assert find_level([sum_up([], [])], Experience.REFUSED) is None


@pytest.mark.parametrize("experience", [Experience.WAITED, Experience.COST])
def test_intervals_when_people_return_hold_as_often_as_they_say(experience: Experience) -> None:
    """Ninety-five of a hundred, although each of sixty people travels up to twenty times."""
    rng = np.random.default_rng(11)
    hits = []
    for _ in range(400):
        counts = rng.integers(1, 20, 60)
        habits = rng.beta(2, 8, 60)
        if experience is Experience.WAITED:
            ys, truth = rng.binomial(counts, habits).astype(float), 0.2
        else:
            ys, truth = counts * rng.gamma(4, 250, 60), 1000.0
        one = estimate_groups([sum_up(list(ys), [float(each) for each in counts])], "area", experience)[0]
        assert one.low is not None and one.high is not None  # noqa: PT018 - both or neither
        hits.append(one.low <= truth <= one.high)
    assert 0.91 <= float(np.mean(hits)) <= 0.99
