"""Laws of the decomposition: exact to the öre, and two ways to the same shares."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad

from skjuts.core.followup.decomposition import (
    Method,
    SegmentMonths,
    SegmentPeriod,
    decompose,
    decompose_months,
)
from skjuts.core.followup.decomposition.exact_parts import round_to_total
from skjuts.core.followup.decomposition.logarithmic_mean import share_by_logarithmic_mean
from skjuts.core.followup.decomposition.shapley import share_by_shapley

COUNTS = st.integers(0, 200_000)
METRES = st.integers(0, 2_000_000_000)
ORE = st.integers(0, 50_000_000_00)


MOST_ROUNDED_ORE = 1
"""So far a share lands from where it was (`round_to_total`)."""
BLUR = 1e-12
"""What a float loses of the largest share on its way through six factors."""


def period(trips: int, person_m: int, vehicle_m: int, cost_ore: int, index: float) -> SegmentPeriod:
    """A period of one segment."""
    counts = (np.array([one]) for one in (trips, person_m, vehicle_m, cost_ore))
    return SegmentPeriod(("segment 0",), *counts, np.array([index]))


JUST_BELOW_AN_ORE = period(1, 401_281, 1, 200_642, 1.0), period(2_607, 1, 388, 1, 1.5)


@st.composite
def periods(draw: st.DrawFn, segments: int) -> SegmentPeriod:
    """A period of invented segments, zeros and all."""

    def array(values: st.SearchStrategy[int]) -> NDArray[np.int64]:
        return np.array(draw(st.lists(values, min_size=segments, max_size=segments)))

    index = draw(st.lists(st.floats(0.2, 5.0), min_size=segments, max_size=segments))
    names = tuple(f"segment {place}" for place in range(segments))
    return SegmentPeriod(names, array(COUNTS), array(METRES), array(METRES), array(ORE), np.array(index))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[SegmentPeriod, SegmentPeriod]:
    """Two periods of the same segments."""
    segments = draw(st.integers(1, 6))
    return draw(periods(segments)), draw(periods(segments))


@given(pair=pairs(), method=st.sampled_from(Method))
def test_decompose_when_anything_moved_then_reasons_add_up_to_the_last_ore(
    pair: tuple[SegmentPeriod, SegmentPeriod], method: Method
) -> None:
    """No rest, no cross term, no rounding lost: the waterfall ends where the cost does."""
    found = decompose(*pair, method)
    assert sum(step.change_ore for step in found.list_steps()) == found.change_ore
    assert found.change_ore == int(pair[1].cost_ore.sum()) - int(pair[0].cost_ore.sum())


@given(pair=pairs(), method=st.sampled_from(Method))
@example(pair=JUST_BELOW_AN_ORE, method=Method.SHAPLEY)
def test_decompose_when_turned_around_then_every_reason_changes_sign(
    pair: tuple[SegmentPeriod, SegmentPeriod], method: Method
) -> None:
    """Why it rose and why it fell back are the same reasons, but for an öre of rounding each way."""
    there, back = decompose(*pair, method), decompose(*reversed(pair), method)
    # Shares that cancel out of some 10^16 öre have no öre left in the 53 bits of a float.
    blurred = BLUR * max(abs(ore) for ore in there.by_factor.values())
    for factor, ore in there.by_factor.items():
        assert abs(ore + back.by_factor[factor]) <= 2 * MOST_ROUNDED_ORE + blurred
    assert (there.new_ore, there.ended_ore) == (-back.ended_ore, -back.new_ore)


@given(st.lists(st.tuples(st.floats(0.01, 100), st.floats(0.01, 100)), min_size=2, max_size=5))
def test_shapley_when_every_order_is_tried_then_the_mean_step_is_the_share(
    levels: list[tuple[float, float]],
) -> None:
    """The short formula against the definition: all orders, one after another."""
    before, after = (np.array(one).reshape(-1, 1) for one in zip(*levels, strict=True))
    orders = list(permutations(range(len(levels))))
    expected = np.zeros(len(levels))
    for order in orders:
        now = before.copy()
        for factor in order:
            old = now.prod()
            now[factor] = after[factor]
            expected[factor] += now.prod() - old
    scale = max(before.prod(), after.prod(), np.abs(expected / len(orders)).max())
    found = share_by_shapley(before, after)[:, 0]
    assert np.abs(found - expected / len(orders)).max() <= 1e-9 * scale


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)), min_size=2, max_size=5))
def test_lmdi_when_factors_grow_at_even_rates_then_the_integral_is_the_share(
    levels: list[tuple[float, float]],
) -> None:
    """LMDI is what each factor adds along the path on which all grow at their own even rate."""
    before, after = (np.array(one).reshape(-1, 1) for one in zip(*levels, strict=True))
    rates = np.log(after / before)[:, 0]
    start, total = before.prod(), rates.sum()
    area, _ = quad(lambda at: start * np.exp(total * at), 0, 1)
    found = share_by_logarithmic_mean(before, after)[:, 0]
    assert np.allclose(found, area * rates, rtol=1e-7, atol=1e-7 * start)


@given(pair=pairs())
def test_decompose_when_asked_for_months_then_each_pair_is_as_alone(
    pair: tuple[SegmentPeriod, SegmentPeriod],
) -> None:
    """Thirty-six months at once must say what two at a time say."""
    first, second = pair
    arrays = [
        np.stack([getattr(one, name) for one in (first, second, first)])
        for name in ("trips", "person_m", "vehicle_m", "cost_ore", "index")
    ]
    there, back = decompose_months(SegmentMonths((0, 1, 2), first.names, *arrays))
    assert there.list_steps() == decompose(first, second).list_steps()
    assert back.list_steps() == decompose(second, first).list_steps()


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8))
def test_rounding_when_parts_make_a_whole_then_stay_within_one(parts: list[float]) -> None:
    """Rounding may move an öre, never a reason."""
    total = round(sum(parts))
    rounded = round_to_total(parts, total)
    assert sum(rounded) == total
    assert max(abs(a - b) for a, b in zip(rounded, parts, strict=True)) <= 1
