"""The slow, obvious evaluator: what a sequence of stops means, and what a plan costs."""

from skjuts.core.planning.reference.plan import price_plan
from skjuts.core.planning.reference.run import Infeasible, schedule_run
from skjuts.core.planning.reference.sequence import Visit

__all__ = ["Infeasible", "Visit", "price_plan", "schedule_run"]
