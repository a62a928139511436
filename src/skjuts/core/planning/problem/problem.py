"""A whole planning problem: places × travel × requests × vehicles × rules of pooling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.planning.problem.request import Request
from skjuts.core.planning.problem.vehicle import Vehicle
from skjuts.core.tariffs.contract import Tariff


class Objective(StrEnum):
    """What a better plan means."""

    COST = "cost"
    """Least cost in öre (foreign formats: least distance)."""
    VEHICLES_THEN_COST = "vehicles_then_cost"
    """Fewest vehicles, then least cost: the hierarchical foreign sets."""


class RideCap(NamedTuple):
    """A row of the ride-time table: how much longer than the direct ride a rider may sit.

    It holds for requests of `category` ('' = any) whose direct ride is at most
    `direct_up_to_s`; the first row that fits decides.
    """

    category: str
    direct_up_to_s: int
    max_detour_s: int


@dataclass(frozen=True, slots=True)
class PoolingRules:
    """What the region says about sharing a vehicle, and what it costs to break a wish."""

    ride_caps: tuple[RideCap, ...] = ()
    may_not_mix: frozenset[tuple[str, str]] = frozenset()
    unserved_ore: Mapping[int, int] = field(default_factory=dict)
    lateness_per_minute_ore: int = 0
    change_ore: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Everything a plan is judged by.

    Times are seconds of the service day and distances metres, except in problems read from a
    foreign format, where both are ticks of `1 / ticks_per_unit` of the instance's own unit,
    `tariffs` prices one tick as one, and `unrounded` holds the exact distances.
    """

    name: str
    places: tuple[Place, ...]
    travel: TravelMatrix
    requests: tuple[Request, ...]
    vehicles: tuple[Vehicle, ...]
    tariffs: Mapping[str, Tariff]
    rules: PoolingRules = PoolingRules()
    objective: Objective = Objective.COST
    ticks_per_unit: int = 1
    format: str = "skjuts"
    unrounded: NDArray[np.float64] | None = None
