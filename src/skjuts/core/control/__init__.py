"""What was billed against what can have been driven: findings with reasons, and what a sample tells."""

from skjuts.core.control.billed import BilledTrip, PermitLimits
from skjuts.core.control.drawing import DrawnStratum, draw_lines
from skjuts.core.control.finding import BillingFinding, BillingRule
from skjuts.core.control.findings import find_faults
from skjuts.core.control.sampling import Projection, ShareInterval, Stratum, bound_share, project_amount

__all__ = [
    "BilledTrip",
    "BillingFinding",
    "BillingRule",
    "DrawnStratum",
    "PermitLimits",
    "Projection",
    "ShareInterval",
    "Stratum",
    "bound_share",
    "draw_lines",
    "find_faults",
    "project_amount",
]
