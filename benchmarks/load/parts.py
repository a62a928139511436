"""The parts of the load bench."""

from __future__ import annotations

from benchmarks.planner import Part

PARTS = (
    Part("requests", "sixty requests a second on the pages", "load.requests.measure_requests", 13.0, 1.5),
    Part("verify", "the chain of the access log, all of it", "load.verifying.measure_verify", 2.5, 0.3),
)
"""Minutes once the large house is loaded; loading it the first time takes about ten more (two when quick)."""
