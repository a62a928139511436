"""The parts of the permits bench."""

from __future__ import annotations

from benchmarks.planner import Part

PARTS = (
    Part("queue", "the officer's queue among 300 000 certificates", "permits.queue.measure_queue", 2.5, 0.6),
    Part("form", "the nurse's certificate form", "permits.pages.measure_form", 0.6, 0.3),
    Part("hint", "what the rules say while she writes", "permits.pages.measure_hint", 0.6, 0.3),
    Part("answer", "may this person ride today", "permits.pages.measure_answer", 0.6, 0.3),
)
"""Minutes once the house is filled; filling it the first time takes about two more."""
