"""Which requests are related: those whose stops one vehicle would visit one after another."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

MOST_NEAR = 80
WAITING_WEIGHT = 0.2
"""A second that a vehicle must wait counts so much of a second that it drives."""
UNREACHABLE = 1e9


@njit(cache=True, nogil=True)
def succession(nodes: NDArray[np.void], legs: NDArray[np.int32], a: int, b: int) -> float:
    """Seconds of driving and (weighed) waiting if node b is visited right after node a."""
    drive = float(legs[nodes[a].place, nodes[b].place, 0])
    ready = nodes[a].soonest + nodes[a].service + drive
    if ready > nodes[b].hopeful:
        return UNREACHABLE
    waiting = nodes[b].soonest - (nodes[a].hopeful + nodes[a].service + drive)
    return drive + WAITING_WEIGHT * max(0.0, waiting)


@njit(cache=True, nogil=True)
def relation(nodes: NDArray[np.void], legs: NDArray[np.int32], i: int, j: int) -> float:
    """The shortest succession between any ends of two requests."""
    count = nodes.shape[0] // 2
    least = UNREACHABLE
    for a in (i, i + count):
        for b in (j, j + count):
            least = min(least, succession(nodes, legs, a, b), succession(nodes, legs, b, a))
    return least


@njit(cache=True, nogil=True)
def fill_near(nodes: NDArray[np.void], legs: NDArray[np.int32], near: NDArray[np.int32]) -> None:
    """Write each request's nearest others, nearest first."""
    count = nodes.shape[0] // 2
    relations = np.zeros(count)
    for i in range(count):
        for j in range(count):
            relations[j] = relation(nodes, legs, i, j)
        relations[i] = np.inf
        order = np.argsort(relations)
        for k in range(near.shape[1]):
            near[i, k] = order[k]


def list_near(nodes: NDArray[np.void], legs: NDArray[np.int32]) -> NDArray[np.int32]:
    """The nearest others of each request, shape (requests, at most 80), nearest first."""
    count = len(nodes) // 2
    near = np.zeros((count, max(0, min(MOST_NEAR, count - 1))), np.int32)
    fill_near(nodes, legs, near)
    return near
