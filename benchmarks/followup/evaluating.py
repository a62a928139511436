"""How often an evaluation is right, on simulated series whose truth is known."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import Row, Session
from skjuts.core.followup.evaluation import Model, step_at
from skjuts.core.followup.evaluation.autoregression import fit_autoregression
from skjuts.core.followup.evaluation.design import EFFECT, form_design

SPREAD, MEMORY = 0.05, 0.3
"""As in the study that the method was chosen by: months move by five per cent and remember a third."""
DESIGNS = ((24, 12, True), (24, 12, False), (36, 12, True), (36, 24, True))
EFFECTS = (-6, -11)


def measure_evaluation(session: Session) -> list[Row]:
    """Coverage, false alarms and power by design; targets at 24+12 months with a trend, the hardest."""
    series = 2000 if session.is_quick else 10_000
    rows = [Row("simulated series a cell", series, "series", 2000, is_floor=True)]
    began = time.monotonic()
    for before, after, has_trend in DESIGNS:
        design = form_design(Model(step_at(before), has_trend=has_trend), range(before + after))
        name = f"{before}+{after} months, {'trend' if has_trend else 'no trend'}"
        is_held = (before, after) == (24, 12)
        for effect in (0, *EFFECTS):
            truth = float(np.log1p(effect / 100))
            told = truth * design[:, EFFECT] + _draw_noise(series, before + after, seed=effect + 100)
            low, high = fit_autoregression(design, told).find_interval(EFFECT)
            covered = float(((low <= truth) & (truth <= high)).mean())
            if effect == 0:
                rows.append(_share(f"{name}: false alarms", 1 - covered, 0.09 if is_held else None))
            else:
                floor = 0.90 if is_held else None
                rows.append(_share(f"{name}: coverage at {effect} %", covered, floor, is_floor=True))
                rows.append(_share(f"{name}: power at {effect} %", float((high < 0).mean())))
    rows.append(Row("all of it", round(time.monotonic() - began, 1), "s"))
    return rows


def _share(what: str, value: float, target: float | None = None, *, is_floor: bool = False) -> Row:
    return Row(what, round(value, 4), "share", target, is_floor)


def _draw_noise(series: int, months: int, seed: int) -> NDArray[np.float64]:
    noise = np.random.default_rng(seed).standard_normal((series, months))
    for month in range(1, months):
        noise[:, month] = MEMORY * noise[:, month - 1] + np.sqrt(1 - MEMORY**2) * noise[:, month]
    return SPREAD * noise
