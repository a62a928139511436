"""The Sartori & Buriol format (2020): real travel times as a full matrix of whole minutes.

A header block (`NAME: …`, `SIZE: …`, `CAPACITY: …` and more), `NODES` with `id lat lon demand e
l service p d` (p and d as in Li & Lim), `EDGES` with the matrix, and `EOF`. The fleet is not
limited: there is a vehicle for each request. Fewest vehicles first, then least travel time.
"""

from __future__ import annotations

import numpy as np

from skjuts.core.kernel.errors import InvalidField, MatrixHole, UnreadableInput
from skjuts.core.planning.formats.foreign.assemble import (
    Distances,
    Node,
    build_problem,
    make_vehicle,
    read_window,
    require_numbering,
    require_room,
)
from skjuts.core.planning.formats.foreign.lilim import pair_siblings
from skjuts.core.planning.formats.foreign.rows import MAX_TICKS, TICKS_PER_UNIT, Row, list_rows
from skjuts.core.planning.problem import Load, Objective, Problem

COLUMNS = ("id", "lat", "lon", "last", "e", "l", "service", "hämtas", "lämnas")
MAX_MINUTES = MAX_TICKS // TICKS_PER_UNIT


def read_sartori(text: str, name: str) -> Problem:
    """Read an instance. Raises a subclass of `InvalidInput` that names row and column."""
    rows = list_rows(text)
    nodes_at, edges_at = _find_section(rows, "NODES"), _find_section(rows, "EDGES")
    header = {row.words[0].rstrip(":").upper(): row for row in rows[:nodes_at]}
    nodes = [_read_node(row) for row in rows[nodes_at + 1 : edges_at]]
    _require_size(header, len(nodes))
    require_numbering(nodes)
    layout = Load(seats=_read_header(header, "CAPACITY"))
    require_room(layout, header["CAPACITY"], "CAPACITY")
    requests = pair_siblings(nodes)
    return build_problem(
        name=name,
        format="sartori",
        nodes=nodes,
        distances=_read_matrix(rows[edges_at + 1 :], len(nodes)),
        requests=requests,
        vehicles=[make_vehicle(k, layout, (nodes[0], nodes[0]), None) for k in range(1, len(requests) + 1)],
        objective=Objective.VEHICLES_THEN_COST,
    )


def _find_section(rows: list[Row], title: str) -> int:
    for index, row in enumerate(rows):
        if row.words == (title,):
            return index
    raise UnreadableInput(f"Avsnittet {title} saknas.", field=title, remedy="Kontrollera att filen är hel.")


def _read_header(header: dict[str, Row], key: str) -> int:
    row = header.get(key)
    if row is None:
        raise InvalidField(f"Uppgiften {key} saknas i filens huvud.", field=key)
    row.require_width((key, "värde"))
    return row.whole(1, key, least=1)


def _require_size(header: dict[str, Row], nodes: int) -> None:
    stated = _read_header(header, "SIZE")
    if stated != nodes:
        raise InvalidField(
            f"Huvudet anger {stated} noder men filen har {nodes}.",
            field=header["SIZE"].place_of("SIZE"),
            remedy="Kontrollera att filen är hel.",
        )


def _read_matrix(rows: list[Row], size: int) -> Distances:
    """The matrix as minutes, shape (size, size); holes and negative minutes are refused."""
    lines = [row for row in rows if row.words != ("EOF",)]
    if len(lines) != size:
        raise MatrixHole(f"Matrisen har {len(lines)} rader men {size} noder finns.", field="EDGES")
    exact = np.empty((size, size))
    for number, row in enumerate(lines):
        if len(row.words) != size:
            raise MatrixHole(
                f"Matrisens rad {number} har {len(row.words)} värden, inte {size}.", field=f"rad {row.line}"
            )
        try:
            exact[number] = np.array(row.words, dtype=np.float64)
        except ValueError:
            raise InvalidField("Raden har något som inte är ett tal.", field=f"rad {row.line}") from None
        if not ((exact[number] >= 0) & (exact[number] <= MAX_MINUTES)).all():
            raise MatrixHole("Matrisen har en negativ eller orimlig restid.", field=f"rad {row.line}")
    return Distances(exact, "filens matris")


def _read_node(row: Row) -> Node:
    row.require_width(COLUMNS)
    return Node(
        row=row,
        id=str(row.whole(0, "id", least=0)),
        x=float(row.decimal(2, "lon")),
        y=float(row.decimal(1, "lat")),
        service=row.ticks(6, "service", up=True),
        load=Load(seats=row.whole(3, "last")),
        window=read_window(row, 4),
    )
