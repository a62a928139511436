"""When the roads are gone: a marked estimate, and never a covered-up refusal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.network.fallback import WithFallback
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.network.travel_times import Legs, Point, Profile

HERE, THERE = Point(63.18, 14.64), Point(63.40, 13.08)


class Failing:
    """A provider that only raises."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Raise."""
        del sources, targets, profile
        raise self._error


def test_an_absent_provider_is_stood_in_for_and_the_answer_says_so() -> None:
    """Both the mark and the reason reach the reader."""
    gone = Failing(UpstreamUnavailable("Vägservern svarar inte."))
    legs = WithFallback(gone, StraightLine()).legs([HERE], [THERE])
    assert legs.provenance.is_estimate
    assert legs.provenance.source.endswith("reserv: Vägservern svarar inte.")
    assert (legs.array == StraightLine().legs([HERE], [THERE]).array).all()


def test_a_refusal_is_not_covered_up() -> None:
    """The same question will be refused tomorrow: somebody must mend the settings."""
    refusing = Failing(UpstreamRefused())
    with pytest.raises(UpstreamRefused):
        WithFallback(refusing, StraightLine()).legs([HERE], [THERE])


def test_a_present_provider_is_not_marked() -> None:
    """Its own provenance passes through."""
    legs = WithFallback(StraightLine(), Failing(AssertionError())).legs([HERE], [THERE])
    assert "reserv" not in legs.provenance.source
