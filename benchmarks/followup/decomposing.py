"""A change of cost by its reasons: 36 months by 500 segments, both methods, exact to the öre."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.rows import Row, Session
from skjuts.core.followup.decomposition import Method, SegmentMonths, decompose_months

MONTHS, SEGMENTS = 36, 500


def measure_decomposition(session: Session) -> list[Row]:
    """The best of some rounds for each method, and how many öre are missing in all of them."""
    figures = _draw(np.random.default_rng(1))
    rows = []
    for method in Method:
        seconds, missing = [], 0
        for _ in range(2 if session.is_quick else 5):
            began = time.perf_counter()
            found = decompose_months(figures, 1, method)
            seconds.append(time.perf_counter() - began)
            missing += sum(
                abs(sum(step.change_ore for step in one.list_steps()) - one.change_ore) for one in found
            )
        rows += [
            Row(f"{method}: {MONTHS} months x {SEGMENTS} segments", round(min(seconds), 4), "s", 1.0),
            Row(f"{method}: öre missing", missing, "öre", 0),
        ]
    return rows


def _draw(rng: np.random.Generator) -> SegmentMonths:
    """Invented segments, one in twenty of them without trips in a month."""
    shape = (MONTHS, SEGMENTS)
    trips = rng.poisson(80, shape) * (rng.random(shape) > 0.05)
    person_m = trips * rng.integers(5_000, 200_000, shape)
    vehicle_m = np.rint(person_m / rng.uniform(1, 2.5, shape)).astype(np.int64)
    cost = np.rint(vehicle_m * rng.uniform(1.0, 4.0, shape)).astype(np.int64)
    index = np.linspace(1.0, 1.1, MONTHS)[:, None] * np.ones(shape)
    names = tuple(f"segment {place}" for place in range(SEGMENTS))
    return SegmentMonths(tuple(range(MONTHS)), names, trips, person_m, vehicle_m, cost, index)
