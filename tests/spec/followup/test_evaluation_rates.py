"""How often an evaluation is right: coverage, false alarms and power, by simulation with known truths."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from skjuts.core.followup.evaluation import Model, step_at
from skjuts.core.followup.evaluation.autoregression import fit_autoregression
from skjuts.core.followup.evaluation.design import EFFECT, form_design

SERIES = 2000
SPREAD, MEMORY = 0.05, 0.3


def _simulate(months: int, effect: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((SERIES, months))
    for at in range(1, months):
        noise[:, at] = MEMORY * noise[:, at - 1] + np.sqrt(1 - MEMORY**2) * noise[:, at]
    season = 0.1 * np.sin(2 * np.pi * np.arange(months) / 12)
    return season + effect + SPREAD * noise


@pytest.mark.parametrize(("before", "after", "has_trend"), [(24, 12, True), (24, 12, False), (36, 12, True)])
def test_intervals_when_truth_is_known_then_cover_it_and_seldom_cry_wolf(
    before: int, after: int, *, has_trend: bool
) -> None:
    """Coverage at least 0.90 and false alarms at most 0.09, on two thousand series of each design."""
    design = form_design(Model(step_at(before), has_trend=has_trend), range(before + after))
    nothing = fit_autoregression(design, _simulate(before + after, np.zeros(before + after), 1))
    low, high = nothing.find_interval(EFFECT)
    assert ((low > 0) | (high < 0)).mean() <= 0.09
    truth = np.log(0.89)
    fit = fit_autoregression(design, _simulate(before + after, truth * design[:, EFFECT], 2))
    low, high = fit.find_interval(EFFECT)
    assert ((low <= truth) & (truth <= high)).mean() >= 0.90
    assert (high < 0).mean() >= (0.65 if has_trend else 0.95), "the power at 11 per cent"


def test_estimate_when_averaged_then_is_the_truth() -> None:
    """Right on average: otherwise intervals would be honest about the wrong thing."""
    design = form_design(Model(step_at(24)), range(36))
    fit = fit_autoregression(design, _simulate(36, np.log(0.94) * design[:, EFFECT], 3))
    error = fit.coefficients[:, EFFECT].std() / np.sqrt(SERIES)
    assert fit.coefficients[:, EFFECT].mean() == pytest.approx(np.log(0.94), abs=4 * error)
    assert np.median(fit.spread) == pytest.approx(SPREAD, rel=0.1)
    assert fit.memory.mean() == pytest.approx(MEMORY, abs=0.1)
