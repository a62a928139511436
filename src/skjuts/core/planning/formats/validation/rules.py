"""Pooling rules that can all come into force."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.planning.problem import Problem, RideCap

MAX_GROUPS = 60
"""Groups that the planner can keep apart in one day; far more than any region has carriers' rules for."""


def require_rules(problem: Problem) -> None:
    """Raise `InvalidField` for a ride-time row that never holds, or for too many groups."""
    _require_caps(problem.rules.ride_caps)
    groups = {request.group for request in problem.requests if request.group}
    if len(groups) > MAX_GROUPS:
        raise InvalidField(
            f"Beställningarna har {len(groups)} olika grupper; högst {MAX_GROUPS} kan hållas isär.",
            field="requests[].group",
            remedy="Slå ihop grupper som följer samma regler.",
        )


def _require_caps(caps: tuple[RideCap, ...]) -> None:
    for row, cap in enumerate(caps):
        shadowed = any(
            before.category in ("", cap.category) and before.direct_up_to_s >= cap.direct_up_to_s
            for before in caps[:row]
        )
        if shadowed:
            raise InvalidField(
                "Raden i restidstabellen gäller aldrig, eftersom en tidigare rad täcker den.",
                field=f"rules.ride_caps[{row}]",
                remedy="Lägg raderna i stigande direct_up_to_s, med särskilda kategorier före den allmänna.",
            )
