"""The parts of the rules bench."""

from __future__ import annotations

from benchmarks.planner import Part

PARTS = (
    Part("verdicts", "verdicts with near misses", "rules.measuring.measure_verdicts", 0.6, 0.2),
    Part("zen", "beside zen-engine on the same table", "rules.measuring.measure_zen", 0.2, 0.2),
    Part("timetable", "both directions of one trip by bus", "timetable.measure_timetable", 1.5, 0.5),
)
