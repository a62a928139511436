"""What could be seen at all: the smallest effect that a plan for follow-up would find, before it begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtrit as student_quantile

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.evaluation.autoregression import MEMORIES, fit_autoregression, whiten
from skjuts.core.followup.evaluation.design import (
    EFFECT,
    ControlUse,
    Model,
    MonthlySeries,
    form_design,
    form_regression,
)

POWER = 0.8
"""How often the effect would be found, were it there."""


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest effects, in per cent, that would be found with the power asked for.

    `fall_percent` is negative. `spread` and `memory` are those of the months before.
    """

    fall_percent: float
    rise_percent: float
    standard_error: float
    spread: float
    memory: float
    months_before: int
    months_after: int


def find_detectable(
    model: Model, before: MonthlySeries, months_after: int, power: float = POWER
) -> Detectable:
    """Foresee the precision from the months before a measure and the months that will be waited for.

    A control series, if the model uses one, is taken to go on as it has. Raises `TooFewMonths` when the
    measure has begun, or the months before are too few for the model.
    """
    if any(month >= model.ramp.starts for month in before.months):
        raise TooFewMonths("Månaderna före innehåller månader när åtgärden hade börjat.", field="before")
    design, told = form_regression(model, before)
    fit = fit_autoregression(design[:, 1:], told[None, :])
    every = range(before.months[0], before.months[-1] + 1 + months_after)
    planned = form_design(replace(model, control=ControlUse.NONE), list(every))
    memory = MEMORIES[np.abs(MEMORIES - fit.memory[0]).argmin()]
    whole = whiten(memory, planned)
    if np.linalg.matrix_rank(whole) < whole.shape[1]:
        raise TooFewMonths("Ingen av månaderna efter är berörd av åtgärden.", field="months_after")
    innovation = float(fit.spread[0]) * np.sqrt(1 - memory**2)
    error = innovation * float(np.sqrt(np.linalg.inv(whole.T @ whole)[EFFECT, EFFECT]))
    degrees = max(1, len(planned) - planned.shape[1])
    reach = error * float(student_quantile(degrees, 0.975) + student_quantile(degrees, power))
    return Detectable(
        100 * float(np.expm1(-reach)),
        100 * float(np.expm1(reach)),
        error,
        float(fit.spread[0]),
        float(fit.memory[0]),
        len(before.months),
        months_after,
    )
