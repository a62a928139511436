"""A day of three invented riders that makes the planner use all its parts once."""

from __future__ import annotations

import numpy as np

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.planning.problem import (
    Break,
    Load,
    PoolingRules,
    Problem,
    Request,
    Shift,
    Vehicle,
    Wait,
    Window,
)
from skjuts.core.tariffs.contract import KmBand, Tariff

_LEG_S, _LEG_M = 600, 10_000
_DAY = Window(0, 40_000)


def tiny_day() -> Problem:
    """Two riders out, one of them back with a waiting vehicle; a break; two vehicles."""
    places = tuple(Place(name, name, 63.0, 14.0) for name in ("a", "b", "c"))
    legs = np.full((3, 3, 2), (_LEG_S, _LEG_M), dtype=np.int32)
    legs[range(3), range(3)] = 0
    shift = Shift(0, 40_000, breaks=(Break(10_000, 30_000, 1800),))
    return Problem(
        name="liten dag",
        places=places,
        travel=TravelMatrix(legs, "påhittade tider", is_estimate=True),
        requests=(
            Request("1", "a", "b", _DAY, _DAY, Load(seats=1)),
            Request("2", "a", "c", _DAY, _DAY, Load(wheelchairs=1)),
            Request("3", "b", "a", _DAY, _DAY, Load(seats=1), wait=Wait("1", 600)),
        ),
        vehicles=tuple(
            Vehicle(name, "t", (Load(seats=4, wheelchairs=1),), (shift,), "a", "a") for name in ("x", "y")
        ),
        tariffs={"t": Tariff("t", start_ore=1000, km_bands=(KmBand(0, 1000),))},
        rules=PoolingRules(unserved_ore={3: 1_000_000}),
    )
