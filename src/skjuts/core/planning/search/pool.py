"""Recombine remembered routes: the cheapest set of them that serves every request at most once.

Set partitioning over the routes that the search has accepted (Subramanian, Uchoa and Ochi
2013), solved by HiGHS. First the linear relaxation prices every request; then only the columns
whose reduced cost could still lead below the best plan enter the integer programme.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.anneal import Record
from skjuts.core.planning.search.arrays import Data

MOST_COLUMNS = 1500
HALF = 0.5
"""Prices are whole, and so are the choices of columns: what is nearer is meant."""
MOST_NODES = 200
"""Nodes of the branch and bound when no time is given: the result then repeats."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Candidate routes: extra price over an idle route, kind, and node sequence of each."""

    price: NDArray[np.float64]
    kind: NDArray[np.int32]
    sequences: list[NDArray[np.int32]]

    def pick(self, which: NDArray[np.intp]) -> Columns:
        """The columns with these numbers."""
        return Columns(self.price[which], self.kind[which], [self.sequences[k] for k in which])


def gather(data: Data, record: Record) -> Columns:
    """The remembered routes, in the order of their keys so that nothing depends on chance."""
    idle = np.zeros(int(data.routes["kind"].max()) + 1)
    idle[data.routes["kind"]] = data.tariffs["guarantee"][data.routes["tariff"]]
    slots = np.flatnonzero(record.pool_length)
    kind = record.pool_kind[slots]
    sequences = [record.pool_stops[slot, : record.pool_length[slot]].copy() for slot in slots]
    return Columns(record.pool_price[slots] - idle[kind], kind, sequences)


def build_model(data: Data, columns: Columns) -> highspy.HighsLp:
    """The relaxed model: a row per request (served or paid for), a row per kind of route."""
    count = len(data.requests)
    kinds = np.bincount(data.routes["kind"])
    tied = np.zeros(len(kinds))
    tied[data.routes["kind"][data.routes["frozen"] > 0]] = 1
    rows = [sequence[sequence < count] for sequence in columns.sequences]
    entries = [np.append(row, count + kind) for row, kind in zip(rows, columns.kind, strict=True)]
    entries += [np.array([request]) for request in range(count)]
    unserved = data.requests["unserved"].astype(float)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(entries), count + len(kinds)
    model.col_cost_ = np.concatenate([columns.price, unserved])
    model.col_lower_, model.col_upper_ = np.zeros(len(entries)), np.ones(len(entries))
    model.row_lower_ = np.concatenate([np.ones(count), tied])
    model.row_upper_ = np.concatenate([np.ones(count), kinds])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(entry) for entry in entries])])
    model.a_matrix_.index_ = np.concatenate(entries)
    model.a_matrix_.value_ = np.ones(len(model.a_matrix_.index_))
    return model


def solve_model(model: highspy.HighsLp, time_s: float | None) -> highspy.Highs:
    """Run HiGHS quietly on one thread."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 1e-6)
    if time_s is None:
        solver.setOptionValue("mip_max_nodes", MOST_NODES)
    else:
        solver.setOptionValue("time_limit", time_s)
    solver.passModel(model)
    solver.run()
    return solver


def promising(data: Data, columns: Columns, best_price: float, time_s: float | None) -> Columns:
    """The columns that linear pricing cannot exclude from a plan cheaper than `best_price`."""
    solver = solve_model(build_model(data, columns), time_s)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return columns.pick(np.arange(0))
    room = best_price - solver.getInfo().objective_function_value
    reduced = np.array(solver.getSolution().col_dual[: len(columns.price)])
    order = np.argsort(reduced, kind="stable")[:MOST_COLUMNS]
    return columns.pick(order[reduced[order] <= room])


def recombine(
    data: Data, record: Record, best_price: float, time_s: float | None
) -> list[tuple[int, NDArray[np.int32]]] | None:
    """Kinds and node sequences of a plan cheaper than `best_price`, or None.

    `best_price` is over the price of all routes idle. Half of `time_s` goes to each stage.
    """
    stage_s = None if time_s is None else time_s / 2
    columns = promising(data, gather(data, record), best_price, stage_s)
    if not columns.sequences:
        return None
    model = build_model(data, columns)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(columns.price) + [
        highspy.HighsVarType.kContinuous
    ] * len(data.requests)
    solver = solve_model(model, stage_s)
    values = np.array(solver.getSolution().col_value[: len(columns.price)])
    if len(values) == 0 or solver.getInfo().objective_function_value >= best_price - HALF:
        return None
    return [(int(columns.kind[k]), columns.sequences[k]) for k in np.flatnonzero(values > HALF)]
