"""Small problems made by hand: a road with places on it, and riders and vehicles with few words.

Places lie on a straight road and are named by their kilometre: `km0`, `km10`. A kilometre takes
a minute. Nobody and nothing in them is real.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    Window,
)
from skjuts.core.tariffs.contract import Tariff

MINUTE = 60
HOUR = 3600
DAY = Window(0, 24 * HOUR)
FREE = Tariff("avtal")
"""A contract under which everything is free: times may change without changing the price."""


def make_road(*kilometres: int) -> tuple[Place, ...]:
    """Places along a road, `km0` at its beginning."""
    return tuple(Place(f"km{km}", f"Kilometer {km}", lat=63.0, lon=14.0 + km / 50) for km in kilometres)


def measure_road(places: Sequence[Place]) -> TravelMatrix:
    """A minute and a thousand metres per kilometre."""
    km = np.array([int(place.id.removeprefix("km")) for place in places])
    apart = np.abs(km[:, None] - km[None, :])
    return TravelMatrix(
        np.stack([apart * 60, apart * 1000], axis=2).astype(np.int32), "påhittad väg", is_estimate=False
    )


def make_request(
    name: str,
    ride: tuple[str, str],
    *,
    pickup: tuple[int, int] = DAY,
    dropoff: tuple[int, int] = DAY,
    load: Load = Load(seats=1),  # noqa: B008 - a NamedTuple cannot change
    **details: Any,  # noqa: ANN401 - any field of a request
) -> Request:
    """A rider from one place to another, at any time of the day unless told otherwise."""
    return Request(
        id=name,
        pickup=ride[0],
        dropoff=ride[1],
        pickup_window=Window(*pickup),
        dropoff_window=Window(*dropoff),
        load=load,
        **details,
    )


def make_vehicle(  # noqa: PLR0913 - the readable words of the tests
    name: str = "buss",
    *,
    layouts: Sequence[Load] = (Load(seats=4),),
    hours: tuple[int, int] = (0, 24 * HOUR),
    breaks: Sequence[Break] = (),
    ends: tuple[str | None, str | None] = ("km0", "km0"),
    tariff: str = "avtal",
    max_duration_s: int | None = None,
    frozen: Sequence[Any] = (),
    **details: Any,  # noqa: ANN401 - any other field of a vehicle
) -> Vehicle:
    """A vehicle with one shift, based at the beginning of the road."""
    shift = Shift(*hours, breaks=tuple(breaks), max_duration_s=max_duration_s, frozen=tuple(frozen))
    return Vehicle(
        id=name,
        tariff=tariff,
        layouts=tuple(layouts),
        shifts=(shift,),
        start_place=ends[0],
        end_place=ends[1],
        **details,
    )


def make_problem(
    requests: Sequence[Request],
    vehicles: Sequence[Vehicle] = (),
    *,
    places: Sequence[Place] = (),
    tariffs: Mapping[str, Tariff] | None = None,
    rules: PoolingRules | None = None,
    slowdown: NDArray[np.int32] | None = None,
) -> Problem:
    """A problem on the road; places are those that somebody mentions, plus `places`."""
    vehicles = vehicles or (make_vehicle(),)
    named = {place for request in requests for place in (request.pickup, request.dropoff)}
    named |= {place for v in vehicles for place in (v.start_place, v.end_place) if place is not None}
    road = tuple(places) or make_road(*sorted(int(place.removeprefix("km")) for place in named))
    travel = measure_road(road)
    return Problem(
        name="påhittat",
        places=road,
        travel=TravelMatrix(travel.legs, travel.source, is_estimate=False, slowdown=slowdown),
        requests=tuple(requests),
        vehicles=tuple(vehicles),
        tariffs=tariffs or {"avtal": FREE},
        rules=rules or PoolingRules(unserved_ore={3: 100_000}),
    )
