"""The Li & Lim format (Li and Lim 2001): fewest vehicles first, then least distance.

Line 1: `vehicles capacity speed`. Then `id x y demand e l service pickup_sibling
delivery_sibling`: 0 is the depot, a pickup names its delivery in the last column, a delivery
its pickup in the last but one.
"""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidField, UnknownReference
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
from skjuts.core.planning.problem import Load, Objective, Problem, Request

HEADER = ("fordon", "platser", "fart")
COLUMNS = ("id", "x", "y", "last", "e", "l", "service", "hämtas", "lämnas")


def read_lilim(text: str, name: str) -> Problem:
    """Read an instance. Raises a subclass of `InvalidInput` that names row and column."""
    header, *rows = list_rows(text)
    header.require_width(HEADER)
    speed = float(header.decimal(2, "fart"))
    if speed <= 0:
        raise InvalidField("Farten måste vara större än noll.", field=header.place_of("fart"))
    nodes = [_read_node(row) for row in rows]
    require_numbering(nodes)
    layout, depot = Load(seats=header.whole(1, "platser", least=1)), nodes[:1]
    require_room(layout, header, "platser")
    fleet = require_fleet(header, 0)
    return build_problem(
        name=name,
        format="lilim",
        nodes=nodes,
        distances=measure_plane(nodes, speed),
        requests=pair_siblings(nodes),
        vehicles=[make_vehicle(k, layout, (node, node), None) for node in depot for k in range(1, fleet + 1)],
        objective=Objective.VEHICLES_THEN_COST,
    )


def pair_siblings(nodes: list[Node]) -> list[Request]:
    """Make a request of each pickup and the delivery that it names; each must name the other."""
    requests, paired = [], {0}
    for number, node in enumerate(nodes):
        pickup, delivery = (node.row.whole(column, COLUMNS[column], least=0) for column in (7, 8))
        if number == 0 or pickup:
            continue
        if not 0 < delivery < len(nodes):
            raise UnknownReference(f"Noden {delivery} finns inte.", field=node.row.place_of("lämnas"))
        if nodes[delivery].row.whole(7, "hämtas", least=0) != number:
            raise InvalidField(
                f"Nod {number} lämnas vid {delivery}, som inte hämtas vid {number}.",
                field=nodes[delivery].row.place_of("hämtas"),
            )
        requests.append(pair_request(node, nodes[delivery]))
        paired |= {number, delivery}
    for number in sorted(set(range(len(nodes))) - paired):
        raise InvalidField(
            f"Nod {number} hör inte till någon hämtning.", field=nodes[number].row.place_of("hämtas")
        )
    return requests


def _read_node(row: Row) -> Node:
    row.require_width(COLUMNS)
    return Node(
        row=row,
        id=str(row.whole(0, "id", least=0)),
        x=float(row.decimal(1, "x")),
        y=float(row.decimal(2, "y")),
        service=row.ticks(6, "service", up=True),
        load=Load(seats=row.whole(3, "last")),
        window=read_window(row, 4),
    )
