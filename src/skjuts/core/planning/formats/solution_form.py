"""The JSON form of a plan, version 1: the types that its schema is generated from.

A problem of our own gives times in whole seconds of the service day and amounts in whole öre. A
problem read from a foreign format gives both in the instance's own unit, as decimal numbers,
and names a request by the number of its pickup node.
"""

from __future__ import annotations

from typing import Literal

from skjuts.core.planning.formats.form import Form
from skjuts.core.planning.solution import Reason, StopKind

PLAN_KIND = "plan"
PLAN_VERSION = 1


class StopForm(Form, frozen=True, kw_only=True, omit_defaults=False):
    """A vehicle at a place: it arrives, service starts, and it leaves.

    `request` is null at the two ends of a run and at a break.
    """

    kind: StopKind
    request: str | int | None
    place: str
    arrive: int | float
    start: int | float
    depart: int | float


class RunCostForm(Form, frozen=True, kw_only=True, tag_field="unit", tag="ore"):
    """The price of one shift's run, part by part."""

    start_ore: int
    distance_ore: int
    minutes_ore: int
    waiting_ore: int
    approach_ore: int
    return_ore: int
    minimum_ore: int
    guarantee_ore: int
    total_ore: int


class DistanceForm(Form, frozen=True, kw_only=True, tag_field="unit", tag="distance"):
    """The price of a run of a foreign format: its exact, unrounded distance."""

    distance: float


class RunForm(Form, frozen=True, kw_only=True, omit_defaults=False):
    """What one vehicle drives in one of its shifts (numbered from 0)."""

    vehicle: str
    shift: int
    cost: RunCostForm | DistanceForm
    stops: tuple[StopForm, ...]


class UnservedForm(Form, frozen=True, kw_only=True, omit_defaults=False):
    """A request that nobody drives: the reason's code, and the same in Swedish."""

    request: str | int
    reason: Reason
    text: str


class PlanCostForm(Form, frozen=True, kw_only=True, tag_field="unit", tag="ore"):
    """The whole plan's price, part by part."""

    runs_ore: int
    idle_guarantee_ore: int
    lateness_ore: int
    changes_ore: int
    unserved_ore: int
    total_ore: int


class FiguresForm(Form, frozen=True, kw_only=True, omit_defaults=False):
    """How the vehicles are used, in seconds and metres, as `core.planning.explain` defines each figure.

    `pooled` counts the served requests that share the vehicle with another for some part of the
    ride; `late` those that start after the rider's due time; `riders_per_order` is served requests
    for each time that a vehicle stops being empty.
    """

    pooled: int
    orders: int
    riders_per_order: float
    driven_m: int
    empty_m: int
    duration_s: int
    waiting_s: int
    idle_s: int
    late: int
    mean_ride_s: float
    mean_detour_s: float


class SummaryForm(Form, frozen=True, kw_only=True, omit_defaults=False):
    """The plan in a few figures.

    `objective` is the total cost in öre; for foreign formats the distance recomputed from the
    unrounded distances. `served` and `unserved` count requests. `is_estimate` says that the travel
    times do not come from a road engine; `travel_source` says where they do come from. A plan for
    a foreign format has no `figures`.
    """

    objective: int | float
    objective_unit: Literal["ore", "distance"]
    served: int
    unserved: int
    vehicles: int
    runs: int
    cost: PlanCostForm | DistanceForm
    figures: FiguresForm | None
    travel_source: str
    is_estimate: bool


class PlanForm(Form, frozen=True, kw_only=True, omit_defaults=False):
    """A plan for the problem of that name."""

    skjuts: Literal["plan"]
    version: Literal[1]
    problem: str
    format: str
    time_unit: Literal["second", "instance"]
    summary: SummaryForm
    runs: tuple[RunForm, ...]
    unserved: tuple[UnservedForm, ...]
