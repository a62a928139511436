"""Why cost moved: published and worked figures that the decomposition must give back."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.followup.decomposition import (
    Factor,
    Method,
    SegmentPeriod,
    UnitCostMethod,
    decompose,
    split_change,
)

BASE_MKR = 2 / 0.06
"""Two million kronor less were six per cent: what the report of 2017 implies (dialysis left out)."""

REPORT_OF_2017 = [
    (UnitCostMethod.LMDI, -3.7667, 1.7667),
    (UnitCostMethod.SHAPLEY, -3.7697, 1.7697),
    (UnitCostMethod.LASPEYRES, -3.6667, 1.6667),
]


@pytest.mark.parametrize(("method", "volume", "unit_cost"), REPORT_OF_2017)
def test_split_when_trips_fell_more_than_cost_then_price_ate_the_rest(
    method: UnitCostMethod, volume: float, unit_cost: float
) -> None:
    """-11 % trips and -6 % cost: a working measure looks half as strong as it is."""
    split = split_change((BASE_MKR, 0.94 * BASE_MKR), (1.0, 0.89), method)
    assert split.volume == pytest.approx(volume, abs=5e-5)
    assert split.unit_cost == pytest.approx(unit_cost, abs=5e-5)
    assert split.volume + split.unit_cost == pytest.approx(-2.0, abs=1e-12)
    assert 100 * (split.unit_cost_ratio - 1) == pytest.approx(5.618, abs=5e-4)


VGR_TRIPS = {2015: 1_169_948, 2016: 1_157_638, 2017: 1_144_836, 2018: 1_166_439, 2019: 1_119_913}
VGR_COST_MKR = {2015: 288.6, 2016: 302.0, 2017: 325.0, 2018: 364.3, 2019: 392.8}
VGR = [(2016, -3.12, 16.52), (2017, -3.49, 26.49), (2018, 6.44, 32.86), (2019, -15.40, 43.90)]


@pytest.mark.parametrize(("year", "volume", "unit_cost"), VGR)
def test_split_when_another_region_published_its_years_then_volume_is_the_small_part(
    year: int, volume: float, unit_cost: float
) -> None:
    """Västra Götaland's patient trips 2015-2019 (analys.vgregion.se): dearer trips, not more of them."""
    costs = (VGR_COST_MKR[year - 1], VGR_COST_MKR[year])
    split = split_change(costs, (VGR_TRIPS[year - 1], VGR_TRIPS[year]))
    assert (split.volume, split.unit_cost) == (
        pytest.approx(volume, abs=0.006),
        pytest.approx(unit_cost, abs=0.006),
    )


def _toy(trips: tuple[int, int], km: tuple[int, int], kronor_a_km: tuple[float, float]) -> SegmentPeriod:
    count, metres = np.array(trips), np.array(trips) * np.array(km) * 1000
    cost = np.rint(metres / 1000 * np.array(kronor_a_km) * 100).astype(np.int64)
    return SegmentPeriod(("short", "long"), count, metres, metres, cost, np.ones(2))


BEFORE = _toy((900, 100), (20, 200), (30, 25))
AFTER = _toy((790, 110), (20, 210), (31.5, 26.25))
FEWER_BUT_DEARER = [
    (Method.LMDI, {"volume": -112_740.09, "mix": 97_700.87, "distance": 26_906.73, "price": 52_207.48}),
    (Method.SHAPLEY, {"volume": -113_135.65, "mix": 97_848.61, "distance": 27_011.57, "price": 52_350.46}),
]


@pytest.mark.parametrize(("method", "kronor"), FEWER_BUT_DEARER)
def test_decompose_when_trips_are_fewer_and_dearer_then_each_reason_has_its_kronor(
    method: Method, kronor: dict[str, float]
) -> None:
    """Long trips grew while short ones fell: the worked example, to the last öre."""
    found = decompose(BEFORE, AFTER, method)
    assert found.change_ore == 6_407_500
    assert sum(found.by_factor.values()) == found.change_ore
    for factor, ore in found.by_factor.items():
        assert ore == pytest.approx(100 * kronor.get(factor, 0.0), abs=1), factor


def test_decompose_when_a_contract_ended_and_one_began_then_they_stand_apart() -> None:
    """A zero is no price: an ended contract must not look like a cut of it."""
    before = SegmentPeriod(
        ("kept", "ended", "new"), *(np.array(one) for one in ([10, 5, 0], [100, 50, 0], [100, 50, 0])),
        np.array([1000, 700, 0]), np.ones(3),
    )  # fmt: skip
    after = SegmentPeriod(
        ("kept", "ended", "new"), *(np.array(one) for one in ([10, 0, 4], [100, 0, 40], [100, 0, 40])),
        np.array([1100, 0, 450]), np.ones(3),
    )  # fmt: skip
    found = decompose(before, after)
    assert (found.new_ore, found.ended_ore) == (450, -700)
    assert found.by_factor[Factor.PRICE] == 100
    assert sum(step.change_ore for step in found.list_steps()) == found.change_ore == -150
