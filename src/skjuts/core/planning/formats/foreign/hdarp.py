"""The heterogeneous dial-a-ride format: four resources, and capacities of each vehicle's own.

Line 1: `vehicles requests`. One line a vehicle: `duration cap1 cap2 cap3 cap4` for attendant
seat, patient seat, stretcher and wheelchair. Then `id x y service max_ride d1 d2 d3 d4 e l`
with ids as in the Cordeau format; 0 and 2n+1 are the depot. A resource serves its own kind
of rider only: nobody is moved up to a better one.
"""

from __future__ import annotations

from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.planning.formats.foreign.assemble import (
    Node,
    build_problem,
    make_vehicle,
    measure_plane,
    pair_request,
    read_window,
    require_fleet,
    require_numbering,
    require_room,
)
from skjuts.core.planning.formats.foreign.cordeau import count_requests
from skjuts.core.planning.formats.foreign.rows import Row, list_rows
from skjuts.core.planning.problem import Load, Objective, Problem, Vehicle

HEADER = ("fordon", "beställningar")
VEHICLE_COLUMNS = ("körtid", "vårdare", "sits", "bår", "rullstol")
COLUMNS = ("id", "x", "y", "service", "åktid", "vårdare", "sits", "bår", "rullstol", "e", "l")


def read_hdarp(text: str, name: str) -> Problem:
    """Read an instance. Raises a subclass of `InvalidInput` that names row and column."""
    header, *rows = list_rows(text)
    header.require_width(HEADER)
    fleet = require_fleet(header, 0)
    if len(rows) < fleet:
        raise UnreadableInput(
            f"Filen ska ha {fleet} fordonsrader.", field="rad 2", remedy="Kontrollera filen."
        )
    nodes = [_read_node(row) for row in rows[fleet:]]
    require_numbering(nodes)
    count = count_requests(header, len(nodes), header.whole(1, "beställningar", least=1))
    ends = (nodes[0], nodes[2 * count + 1] if len(nodes) > 2 * count + 1 else nodes[0])
    return build_problem(
        name=name,
        format="hdarp",
        nodes=nodes,
        distances=measure_plane(nodes),
        requests=[
            pair_request(nodes[i], nodes[i + count], nodes[i].row.ticks(4, "åktid", up=False))
            for i in range(1, count + 1)
        ],
        vehicles=[_read_vehicle(row, k, ends) for k, row in enumerate(rows[:fleet], start=1)],
        objective=Objective.COST,
    )


def _read_vehicle(row: Row, number: int, ends: tuple[Node, Node]) -> Vehicle:
    row.require_width(VEHICLE_COLUMNS)
    layout = _read_load(row, 1, least=0)
    require_room(layout, row, "sits")
    return make_vehicle(number, layout, ends, row.ticks(0, "körtid", up=False))


def _read_load(row: Row, first: int, least: int | None = None) -> Load:
    attendants, seats, stretchers, wheelchairs = (
        row.whole(first + k, COLUMNS[5 + k], least=least) for k in range(4)
    )
    return Load(seats=seats, wheelchairs=wheelchairs, stretchers=stretchers, attendants=attendants)


def _read_node(row: Row) -> Node:
    row.require_width(COLUMNS)
    return Node(
        row=row,
        id=str(row.whole(0, "id", least=0)),
        x=float(row.decimal(1, "x")),
        y=float(row.decimal(2, "y")),
        service=row.ticks(3, "service", up=True),
        load=_read_load(row, 5),
        window=read_window(row, 9),
    )
