"""What was billed against what can have been driven: findings with reasons, and what a sample tells."""

from skjuts.core.control.billed import BilledTrip
from skjuts.core.control.findings import BillingFinding, BillingRule, find_faults
from skjuts.core.control.sampling import Projection, ShareInterval, Stratum, bound_share, project_amount

__all__ = [
    "BilledTrip",
    "BillingFinding",
    "BillingRule",
    "Projection",
    "ShareInterval",
    "Stratum",
    "bound_share",
    "find_faults",
    "project_amount",
]
