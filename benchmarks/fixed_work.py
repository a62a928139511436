"""The same work every time, to be counted from outside: a fixed instance, seed and number of iterations.

Run by `parts.counting` in a process of its own. It has everything ready, says `ready`, waits for a line,
does the work and says `done` with the plan's value; what happens in between is counted.
"""

from __future__ import annotations

import sys

from benchmarks.instances import generate_like
from skjuts.core.planning.solve import Settings, solve

INSTANCE = "a6-60"
SEED = 7
ENTERING_ITERATIONS = 50
TICK_S = 1e-3


def main(iterations: int) -> None:
    """Enter every kernel, then do the counted work between two lines of the caller."""
    _work(ENTERING_ITERATIONS)
    print("ready", flush=True)
    sys.stdin.readline()
    value = _work(max(1, iterations))
    print(f"done {value}", flush=True)
    sys.stdin.readline()


def _work(iterations: int) -> int:
    """Plan from nothing to a written plan; returns its price, the same for the same code."""
    problem = generate_like(INSTANCE)
    return solve(problem, Settings(clock=_Ticking(), iterations=iterations, seed=SEED)).cost.total_ore


class _Ticking:
    """A clock that goes a step each time it is asked, so that nothing depends on the machine's load."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        self.now_s += TICK_S
        return self.now_s


if __name__ == "__main__":
    main(int(sys.argv[1]))
