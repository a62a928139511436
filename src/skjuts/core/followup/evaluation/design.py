"""The model, agreed before figures are seen: log y = level + trend + season + effect · exposure + control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.errors import ImpossibleFigure, UnequalFigures
from skjuts.core.followup.evaluation.exposure import ExposureRamp
from skjuts.core.followup.months import MONTHS_A_YEAR, Month

EFFECT: Final = 0
"""The effect's column; the others follow."""


class ControlUse(StrEnum):
    """How a control series takes out what moved both."""

    NONE = "none"
    REGRESSOR = "regressor"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Model:
    """What is held to explain the series besides the measure. Two harmonics carry the year's shape."""

    ramp: ExposureRamp
    has_trend: bool = True
    harmonics: int = 2
    control: ControlUse = ControlUse.NONE


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """A positive figure for each month of an unbroken run, whose population and unit are told in words."""

    months: tuple[Month, ...]
    values: tuple[float, ...]
    population: str
    unit: str
    control: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse gaps and figures that have no logarithm."""
        if self.months != tuple(range(self.months[0], self.months[0] + len(self.values))):
            raise UnequalFigures("Serien saknar månader.", field="months")
        if self.control and len(self.control) != len(self.values):
            raise UnequalFigures("Kontrollserien har andra månader.", field="control")
        if min((*self.values, *self.control)) <= 0:
            raise ImpossibleFigure("Serien måste ha värden över noll varje månad.", field="values")

    def cut(self, start: Month, stop: Month) -> MonthlySeries:
        """The part from `start` up to but not including `stop`."""
        chosen = slice(max(0, start - self.months[0]), max(0, stop - self.months[0]))
        return MonthlySeries(
            self.months[chosen], self.values[chosen], self.population, self.unit, self.control[chosen]
        )


def form_design(model: Model, months: Sequence[Month]) -> NDArray[np.float64]:
    """The design without a control: exposure, level, trend and season, months by columns."""
    at = np.asarray(months, dtype=np.float64)
    columns = [model.ramp.list_shares(months), np.ones(len(at))]
    if model.has_trend:
        columns.append((at - at.mean()) / MONTHS_A_YEAR)
    for harmonic in range(1, model.harmonics + 1):
        angle = 2 * np.pi * harmonic * at / MONTHS_A_YEAR
        columns += [np.sin(angle), np.cos(angle)]
    return np.column_stack(columns)


def form_regression(model: Model, series: MonthlySeries) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Design and logarithms of a series, with its control where the model uses one.

    Raises `UnequalFigures` when the model wants a control that the series does not have.
    """
    design, told = form_design(model, series.months), np.log(series.values)
    if model.control is ControlUse.NONE:
        return design, told
    if not series.control:
        raise UnequalFigures("Modellen vill ha en kontrollserie.", field="control")
    control = np.log(series.control)
    if model.control is ControlUse.DIFFERENCE:
        return design, told - control
    return np.column_stack([design, control - control.mean()]), told
