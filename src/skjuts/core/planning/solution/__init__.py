"""A plan: who rides where and when, what it costs, and who was left out and why."""

from skjuts.core.planning.solution.solution import (
    PlanCost,
    Reason,
    Run,
    Solution,
    Stop,
    StopKind,
    Unserved,
)

__all__ = ["PlanCost", "Reason", "Run", "Solution", "Stop", "StopKind", "Unserved"]
