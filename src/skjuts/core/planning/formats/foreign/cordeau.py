"""The Cordeau format (Cordeau and Laporte 2003; Cordeau 2006).

Line 1: `vehicles requests max_route_duration capacity max_ride_time`; some copies write twice
the requests. Then `id x y service load e l`: 0 is the depot, 1 … n the pickups, n+1 … 2n their
dropoffs; a closing depot row may follow.
"""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidField
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
from skjuts.core.planning.formats.foreign.rows import Row, list_rows
from skjuts.core.planning.problem import Load, Objective, Problem

HEADER = ("fordon", "beställningar", "körtid", "platser", "åktid")
COLUMNS = ("id", "x", "y", "service", "last", "e", "l")


def read_cordeau(text: str, name: str) -> Problem:
    """Read an instance. Raises a subclass of `InvalidInput` that names row and column."""
    header, *rows = list_rows(text)
    header.require_width(HEADER)
    nodes = [_read_node(row) for row in rows]
    require_numbering(nodes)
    count = count_requests(header, len(nodes), header.whole(1, "beställningar", least=1))
    duration, ride = header.ticks(2, "körtid", up=False), header.ticks(4, "åktid", up=False)
    layout = Load(seats=header.whole(3, "platser", least=1))
    require_room(layout, header, "platser")
    ends = (nodes[0], nodes[2 * count + 1] if len(nodes) > 2 * count + 1 else nodes[0])
    return build_problem(
        name=name,
        format="cordeau",
        nodes=nodes,
        distances=measure_plane(nodes),
        requests=[pair_request(nodes[i], nodes[i + count], ride) for i in range(1, count + 1)],
        vehicles=[make_vehicle(k, layout, ends, duration) for k in range(1, require_fleet(header, 0) + 1)],
        objective=Objective.COST,
    )


def count_requests(header: Row, nodes: int, stated: int) -> int:
    """How many requests the node rows hold: two each, beside one depot row or two."""
    count = (nodes - 1) // 2
    if stated not in {count, 2 * count}:
        raise InvalidField(
            f"Första raden anger {stated} beställningar men raderna räcker till {count}.",
            field=header.place_of("beställningar"),
            remedy="Kontrollera att filen är hel.",
        )
    return count


def _read_node(row: Row) -> Node:
    row.require_width(COLUMNS)
    return Node(
        row=row,
        id=str(row.whole(0, "id", least=0)),
        x=float(row.decimal(1, "x")),
        y=float(row.decimal(2, "y")),
        service=row.ticks(3, "service", up=True),
        load=Load(seats=row.whole(4, "last")),
        window=read_window(row, 5),
    )
