"""What the foreign formats share: nodes on a plane (or in a matrix) become a `Problem`.

Travel time is the distance in ticks rounded up, so that whatever keeps the rules in ticks keeps
them in real numbers; the cost is the distance in ticks rounded to the nearest, and the exact
distances travel along in `Problem.unrounded`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import (
    DuplicateId,
    ImpossibleWindow,
    InvalidField,
    NegativeLoad,
    TooLargeInput,
    UnreadableInput,
)
from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.planning.formats.foreign.rows import MAX_TICKS, TICKS_PER_UNIT, Row
from skjuts.core.planning.problem import (
    Load,
    Objective,
    PoolingRules,
    Problem,
    ReferenceSide,
    Request,
    Shift,
    Vehicle,
    Window,
)
from skjuts.core.tariffs.contract import KmBand, Tariff

MIN_NODES = 3
"""A depot and the two ends of one request."""
MAX_NODES = 12_000
"""The distance arrays of so many nodes take about 2.3 GB."""
MAX_VEHICLES = 20_000
MAX_PLACES = 30_000
"""What a vehicle can be said to hold of one kind."""
UNSERVED_TICKS = 10**10
"""Leaving anyone out costs more than any drive."""
TARIFF = "sträcka"
PRIORITY = 3


@dataclass(frozen=True, slots=True)
class Node:
    """One row of nodes: window and service in ticks, load as written (negative where left)."""

    row: Row
    id: str
    x: float
    y: float
    service: int
    load: Load
    window: Window


@dataclass(frozen=True, slots=True)
class Distances:
    """Exact distances, shape (nodes, nodes) float64, and the speed that turns them into time."""

    exact: NDArray[np.float64]
    source: str
    speed: float = 1.0


def read_window(row: Row, index: int) -> Window:
    """Read `e` and `l` from two columns; a window that contains no time is refused."""
    window = Window(row.ticks(index, "e", up=True), row.ticks(index + 1, "l", up=False))
    if window.earliest_s > window.latest_s:
        raise ImpossibleWindow(
            f"Fönstret {row.words[index]}–{row.words[index + 1]} slutar innan det börjar.",
            field=row.place_of("e"),
        )
    return window


def require_numbering(nodes: list[Node]) -> None:
    """Refuse nodes that are not numbered 0, 1, 2 … in order, and files too small or too large."""
    if len(nodes) < MIN_NODES:
        raise UnreadableInput("Filen saknar noder.", remedy="Kontrollera att filen är hel.")
    if len(nodes) > MAX_NODES:
        raise TooLargeInput(f"Filen har {len(nodes)} noder; högst {MAX_NODES} läses.", field="noder")
    for number, node in enumerate(nodes):
        if node.id == str(number):
            continue
        if node.id in {earlier.id for earlier in nodes[:number]}:
            raise DuplicateId(f"Noden {node.id} finns två gånger.", field=node.row.place_of("id"))
        raise InvalidField(
            f"Noden heter {node.id} men {number} står i tur.",
            field=node.row.place_of("id"),
            remedy="Numrera noderna 0, 1, 2 … i ordning.",
        )


def require_fleet(row: Row, index: int) -> int:
    """Read the number of vehicles."""
    count = row.whole(index, "fordon", least=1)
    if count > MAX_VEHICLES:
        raise TooLargeInput(
            f"Filen har {count} fordon; högst {MAX_VEHICLES} läses.", field=row.place_of("fordon")
        )
    return count


def require_room(load: Load, row: Row, column: str) -> None:
    """Refuse more places of one kind than any vehicle has."""
    if max(load) > MAX_PLACES:
        raise InvalidField(f"Fler än {MAX_PLACES} platser av ett slag.", field=row.place_of(column))


def measure_plane(nodes: list[Node], speed: float = 1.0) -> Distances:
    """Straight-line distances between all nodes."""
    points = np.array([(node.x, node.y) for node in nodes])
    across = points[:, 0][:, None] - points[:, 0][None, :]
    along = points[:, 1][:, None] - points[:, 1][None, :]
    return Distances(np.hypot(across, along), "koordinater", speed)


def lay_matrix(distances: Distances) -> TravelMatrix:
    """Distances as integer legs: ticks of time rounded up, ticks of distance to the nearest."""
    ticks = np.ceil(distances.exact / distances.speed * TICKS_PER_UNIT)
    cost = np.rint(distances.exact * TICKS_PER_UNIT)
    if max(ticks.max(), cost.max()) > MAX_TICKS:
        raise InvalidField(
            f"Två noder ligger längre isär än {MAX_TICKS // TICKS_PER_UNIT}.", field="koordinater"
        )
    legs = np.empty((*ticks.shape, 2), np.int32)
    legs[:, :, 0], legs[:, :, 1] = ticks, cost
    return TravelMatrix(legs, source=distances.source, is_estimate=False)


def pair_request(pickup: Node, dropoff: Node, max_ride: int | None = None) -> Request:
    """Make a request of its two nodes; what is taken aboard must be what is left."""
    require_room(pickup.load, pickup.row, "last")
    if any(amount < 0 for amount in pickup.load) or not any(pickup.load):
        raise NegativeLoad(f"Nod {pickup.id} hämtar ingen.", field=pickup.row.place_of("last"))
    if tuple(-amount for amount in dropoff.load) != tuple(pickup.load):
        raise InvalidField(
            f"Nod {dropoff.id} lämnar inte det som nod {pickup.id} hämtar.",
            field=dropoff.row.place_of("last"),
            remedy="Lasten vid lämningen ska vara hämtningens med minustecken.",
        )
    widths = [node.window.latest_s - node.window.earliest_s for node in (pickup, dropoff)]
    return Request(
        id=pickup.id,
        pickup=pickup.id,
        dropoff=dropoff.id,
        pickup_window=pickup.window,
        dropoff_window=dropoff.window,
        load=pickup.load,
        reference=ReferenceSide.READY_AT if widths[0] < widths[1] else ReferenceSide.ARRIVE_BY,
        pickup_service_s=pickup.service,
        dropoff_service_s=dropoff.service,
        priority=PRIORITY,
        max_ride_s=max_ride,
    )


def make_vehicle(number: int, layout: Load, ends: tuple[Node, Node], max_duration: int | None) -> Vehicle:
    """Make a vehicle that goes from one depot node to the other within their windows."""
    start, end = ends
    if start.window.earliest_s > end.window.latest_s:
        raise ImpossibleWindow("Depån stänger innan den öppnar.", field=end.row.place_of("l"))
    return Vehicle(
        id=f"v{number}",
        tariff=TARIFF,
        layouts=(layout,),
        shifts=(Shift(start.window.earliest_s, end.window.latest_s, max_duration_s=max_duration),),
        start_place=start.id,
        end_place=end.id,
    )


def build_problem(  # noqa: PLR0913 - one argument per part of a problem
    *,
    name: str,
    format: str,  # noqa: A002 - the word of the command line
    nodes: list[Node],
    distances: Distances,
    requests: list[Request],
    vehicles: list[Vehicle],
    objective: Objective,
) -> Problem:
    """Put the parts together under the rules that all foreign formats share."""
    if not requests:
        raise UnreadableInput("Filen innehåller inga beställningar.", remedy="Kontrollera att filen är hel.")
    tick = (KmBand(0, 1000),)
    tariff = Tariff(TARIFF, km_bands=tick, approach_per_km_ore=1000, return_per_km_ore=1000)
    return Problem(
        name=name,
        places=tuple(Place(node.id, node.id, lat=node.y, lon=node.x) for node in nodes),
        travel=lay_matrix(distances),
        requests=tuple(requests),
        vehicles=tuple(vehicles),
        tariffs={TARIFF: tariff},
        rules=PoolingRules(unserved_ore={PRIORITY: UNSERVED_TICKS}),
        objective=objective,
        ticks_per_unit=TICKS_PER_UNIT,
        format=format,
        unrounded=distances.exact,
    )
