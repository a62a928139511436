"""The planner's bench: its parts, how long they take, and running them one by one."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.rows import Row, Session


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bench: its function within this package, and the minutes that it takes (whole, quick)."""

    name: str
    about: str
    function: str
    minutes: float
    quick_minutes: float

    def expected_minutes(self, *, is_quick: bool) -> float:
        """Minutes on two idle cores with the kernels compiled."""
        return self.quick_minutes if is_quick else self.minutes

    def measure(self, session: Session) -> list[Row]:
        """Measure; what a part needs is imported only now."""
        module, _, name = self.function.rpartition(".")
        rows: list[Row] = getattr(importlib.import_module(f"benchmarks.{module}"), name)(session)
        return rows


PARTS = (
    Part("a", "Cordeau's a-set against proven optima", "parts.cordeau.measure_a", 4.5, 0.6),
    Part("r", "the R-set against the best known", "parts.cordeau.measure_r", 10.5, 0.6),
    Part("peers", "side by side with OR-Tools, VROOM and PyVRP", "parts.peers.measure_peers", 4.5, 0.7),
    Part("day", "a region's day of 450 requests", "parts.day.measure_day", 2.0, 0.6),
    Part("big", "a day of 11 000 requests", "parts.large.measure_big", 5.0, 0.5),
    Part("nation", "a day of 40 000 requests", "parts.large.measure_nation", 16.0, 0.5),
    Part("insertion", "insertion into a live plan", "parts.inserting.measure_insertion", 1.5, 0.3),
    Part("checker", "the checker on a big plan", "parts.checking.measure_checker", 1.5, 0.2),
    Part("addresses", "type-ahead over a million addresses", "addresses.measure_addresses", 4.0, 0.4),
    Part("kernels", "instructions that the kernels take", "parts.counting.measure_kernels", 3.0, 0.4),
    Part("start", "a later start of the planner", "parts.starting.measure_start", 0.5, 0.1),
)


def choose_parts(names: Sequence[str], parts: Sequence[Part] = PARTS) -> list[Part]:
    """The named parts in their own order, or all. Raises ValueError for a name that is none."""
    known = [part.name for part in parts]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"no part {', '.join(unknown)}: choose among {', '.join(known)}")
    return [part for part in parts if not names or part.name in names]
