"""The best places are the best: fifty random counties against every way to place the units."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from skjuts.core.triage.preparedness import Calls, measure_call_coverage, measure_leaving, place_units


def draw_county(seed: int) -> tuple[Calls, int, np.ndarray]:
    """Up to nine nodes, four stations and five units, some stations with few garages."""
    rng = np.random.default_rng(seed)
    nodes, stations = int(rng.integers(2, 10)), int(rng.integers(2, 5))
    calls = Calls(
        rng.uniform(0, 3, nodes) + 0.01, rng.random((nodes, stations)) < 0.5, float(rng.uniform(0, 0.9))
    )
    most = rng.integers(1, 4, stations)
    return calls, int(rng.integers(1, min(5, most.sum()) + 1)), most


def cover_by_hand(calls: Calls, placing: tuple[int, ...]) -> float:
    """CallCoverage by counting: for each node one minus the chance that every unit in reach is busy."""
    covered = 0.0
    for node, weight in enumerate(calls.per_hour):
        all_busy = 1.0
        for station, count in enumerate(placing):
            for _ in range(count):
                all_busy *= calls.busy_share if calls.reach[node, station] else 1.0
        covered += weight * (1 - all_busy)
    return float(covered / calls.per_hour.sum())


@pytest.mark.parametrize("seed", range(50))
def test_places_when_every_way_is_tried_then_none_is_better(seed: int) -> None:
    """Brute force with a coverage of its own."""
    calls, count, most = draw_county(seed)
    ways = [one for one in product(*(range(top + 1) for top in most)) if sum(one) == count]
    best = max(cover_by_hand(calls, one) for one in ways)
    found = place_units(calls, count, most)
    assert found.sum() == count
    assert (found <= most).all()
    assert cover_by_hand(calls, tuple(found.tolist())) == pytest.approx(best, abs=1e-7)
    assert measure_call_coverage(calls, found).share == pytest.approx(best, abs=1e-7)


@pytest.mark.parametrize("seed", range(50))
def test_leaving_when_units_leave_one_after_the_other_then_losses_grow(seed: int) -> None:
    """The first to leave is missed least: coverage has falling steps."""
    calls, count, most = draw_county(seed)
    units = place_units(calls, count, most)
    station = int(units.argmax())
    losses = []
    while units[station]:
        losses.append(measure_leaving(calls, units, station, 3600).lost_calls)
        units[station] -= 1
    assert losses == pytest.approx(sorted(losses), abs=1e-9)
