"""The planning problem: frozen, complete, and readable from top to bottom."""

from skjuts.core.planning.problem.problem import Objective, PoolingRules, Problem, RideCap
from skjuts.core.planning.problem.request import Load, ReferenceSide, Request, Wait, Window
from skjuts.core.planning.problem.vehicle import Break, FixedKind, FixedStop, Shift, Vehicle

__all__ = [
    "Break",
    "FixedKind",
    "FixedStop",
    "Load",
    "Objective",
    "PoolingRules",
    "Problem",
    "ReferenceSide",
    "Request",
    "RideCap",
    "Shift",
    "Vehicle",
    "Wait",
    "Window",
]
