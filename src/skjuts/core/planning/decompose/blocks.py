"""Cutting a plan into blocks of neighbouring routes.

Routes that drive lie where their stops lie; idle ones where they start. A cut halves the work
(requests) along a line or at an hour, and deals the idle vehicles of each class out in the
same proportion, so that every block can serve every kind of rider. Each round turns the
lines, so that a border of one round lies inside a block of the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.arrays import NOBODY, NOWHERE
from skjuts.core.planning.search.encode import Encoded

BLOCK_REQUESTS = 500
"""A block is cut again while it holds more requests than this."""
GOLDEN_ANGLE = 2.399963229728653
"""Radians; successive multiples never come close to an earlier direction."""
TIME_SHARE = 0.5
"""A day apart counts as far as this share of the region's extent."""

Sequences = dict[int, list[int]]
"""Node sequences by route, for routes that drive."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Routes planned together, and the requests that may ride in them (numbers in the whole problem)."""

    routes: NDArray[np.int64]
    requests: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """Where routes and unserved requests lie: columns east, north and hour, in comparable units."""

    routes: NDArray[np.float64]
    requests: NDArray[np.float64]


def locate(encoded: Encoded, sequences: Sequences) -> Positions:
    """Positions of all routes and all requests' pickups, scaled to the region's extent."""
    data = encoded.data
    places = np.array([(place.lon, place.lat) for place in encoded.problem.places], float)
    places[:, 0] *= np.cos(np.radians(np.abs(places[:, 1]).clip(0, 80).mean()))
    extent = max(1e-9, float(np.ptp(places, axis=0).max()))
    places = (places - places.min(axis=0)) / extent
    span = max(1.0, float(np.ptp(data.nodes["earliest"])))
    nodes = np.column_stack([places[data.nodes["place"]], data.nodes["earliest"] / span * TIME_SHARE])
    shift = (data.routes["start"].astype(float) + data.routes["end"]) / 2 / span * TIME_SHARE
    start = data.routes["start_place"]
    at = np.where((start == NOWHERE)[:, None], places.mean(axis=0), places[start])
    routes = np.column_stack([at, shift])
    for route, sequence in sequences.items():
        routes[route] = nodes[sequence].mean(axis=0)
    return Positions(routes, nodes[: len(data.requests)])


def classify(encoded: Encoded) -> NDArray[np.int64]:
    """A number per route for what it can carry: its layouts and qualifications."""
    rows = encoded.data.routes
    keys = [(row["skills"], tuple(row["capacity"])) for row in rows]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys])


class Cutter:
    """Cuts one plan into blocks for one round."""

    def __init__(self, encoded: Encoded, sequences: Sequences, turn: int) -> None:
        self.data = encoded.data
        self.classes = classify(encoded)
        self.positions = locate(encoded, sequences)
        angle = turn * GOLDEN_ANGLE
        self.axes = np.array(
            [[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]]
        )
        self.riders = np.zeros(len(self.data.routes))
        self.members: dict[int, list[int]] = {}
        count = len(self.data.requests)
        for route, sequence in sequences.items():
            self.members[route] = [node for node in sequence if node < count]
            self.riders[route] = len(self.members[route])

    def cut(self) -> list[Block]:
        """Blocks that together hold every route and every request once."""
        outbound = self.data.requests["return_of"] == NOBODY
        served = np.zeros(len(self.data.requests), bool)
        for members in self.members.values():
            served[members] = True
        return self._cut(np.arange(len(self.data.routes)), np.flatnonzero(outbound & ~served), 0)

    def _cut(self, routes: NDArray[np.int64], waiting: NDArray[np.int64], depth: int) -> list[Block]:
        if self.riders[routes].sum() + len(waiting) <= BLOCK_REQUESTS or len(routes) <= 1:
            return [self._close(routes, waiting)]
        axis = self.axes[depth % len(self.axes)]
        here, there = self.positions.routes[routes] @ axis, self.positions.requests[waiting] @ axis
        where = np.concatenate([here, there])
        weight = np.concatenate([self.riders[routes], np.ones(len(waiting))])
        order = np.argsort(where, kind="stable")
        middle = where[order[np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)]]
        first = self._halve_idle(routes, here, here < middle)
        if first.all() or not first.any():
            first = np.arange(len(routes)) % 2 == 0
        low = there < middle
        return self._cut(routes[first], waiting[low], depth + 1) + self._cut(
            routes[~first], waiting[~low], depth + 1
        )

    def _halve_idle(
        self, routes: NDArray[np.int64], here: NDArray[np.float64], first: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Deal the idle routes of each class out by halves, the lower half first."""
        first = first.copy()
        idle = self.riders[routes] == 0
        for number in np.unique(self.classes[routes[idle]]):
            alike = np.flatnonzero(idle & (self.classes[routes] == number))
            alike = alike[np.argsort(here[alike], kind="stable")]
            first[alike] = np.arange(len(alike)) < (len(alike) + number % 2) // 2
        return first

    def _close(self, routes: NDArray[np.int64], waiting: NDArray[np.int64]) -> Block:
        homes = self.data.requests["returned_by"][waiting]
        riders = [member for route in routes.tolist() for member in self.members.get(route, [])]
        requests = np.concatenate([np.array(riders, np.int64), waiting, homes[homes != NOBODY]])
        return Block(np.sort(routes), np.sort(requests.astype(np.int64)))
