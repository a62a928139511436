"""Every kind of scenario that there is, a module a kind. What is added here has its pages at once."""

from __future__ import annotations

from typing import Any

from skjuts.apps.insight.scenarios import (
    air_bill,
    alternatives,
    desk_hours,
    fleet,
    light_care,
    line,
    plan_replay,
    rule_replay,
    tender,
)
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.core.kernel.errors import NotFound

__all__ = ["KINDS", "ScenarioKind", "find_kind", "get_kind"]

KINDS: tuple[ScenarioKind[Any], ...] = (
    alternatives.KIND,
    fleet.KIND,
    line.KIND,
    light_care.KIND,
    air_bill.KIND,
    desk_hours.KIND,
    rule_replay.KIND,
    plan_replay.KIND,
    tender.KIND,
)


def find_kind(key: str) -> ScenarioKind[Any] | None:
    """A kind by its key; None for one that this version does not know."""
    return next((one for one in KINDS if one.key == key), None)


def get_kind(key: str) -> ScenarioKind[Any]:
    """A kind by its key; raises NotFound."""
    found = find_kind(key)
    if found is None:
        raise NotFound
    return found
