"""The parts of the follow-up bench."""

from __future__ import annotations

from benchmarks.planner import Part

PARTS = (
    Part(
        "leader", "the leader's questions over ten million trips", "followup.leader.measure_leader", 6.0, 1.0
    ),
    Part("people", "equity and indicators over the same trips", "followup.people.measure_people", 3.0, 0.5),
    Part(
        "decomposition", "36 months by 500 segments", "followup.decomposing.measure_decomposition", 0.2, 0.1
    ),
    Part("evaluation", "coverage and false alarms", "followup.evaluating.measure_evaluation", 0.5, 0.3),
    Part("rules", "a year of matters by two rule books", "followup.replaying.measure_rules", 0.6, 0.3),
    Part("plans", "twenty days planned again on two cores", "followup.replaying.measure_plans", 1.5, 0.5),
)
