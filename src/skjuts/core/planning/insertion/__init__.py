"""New rides in a plan that is being driven: quoted, committed and released while a caller waits."""

from skjuts.core.planning.insertion.errors import PlanBroken, RideBegun
from skjuts.core.planning.insertion.live_plan import LivePlan
from skjuts.core.planning.insertion.offer import Answer, Offer, OfferedTime, PromiseTerms, Refusal

__all__ = [
    "Answer",
    "LivePlan",
    "Offer",
    "OfferedTime",
    "PlanBroken",
    "PromiseTerms",
    "Refusal",
    "RideBegun",
]
