"""A plan in JSON: ours with everything in it, and other programs' with as little as they say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from skjuts.core.kernel.errors import (
    InvalidField,
    InvalidInput,
    UnknownReference,
    UnreadableInput,
    UnsupportedVersion,
)
from skjuts.core.planning.formats import read_solution, write_solution
from skjuts.core.planning.formats.foreign import read_foreign
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import Visit, price_plan, schedule_run
from skjuts.core.planning.solution import Reason, Run, Solution, StopKind, Unserved
from tests.unit.planning.formats.example_day import example_problem

CORDEAU = """1 2 100 3 30
0 0.0 0.0 0 0 0 1000
1 1.0 0.0 2 1 0 1000
2 1.0 1.0 2 1 0 1000
3 5.0 0.0 2 -1 20 40
4 5.0 1.0 2 -1 20 40
"""


def _plan(problem: Problem, sequence: str, vehicle: str, unserved: tuple[Unserved, ...] = ()) -> Solution:
    """A plan of one run, scheduled by the reference; `+1 +2 -1 -2` are its stops."""
    visits = tuple(
        Visit(word[1:], StopKind.PICKUP if word[0] == "+" else StopKind.DROPOFF) for word in sequence.split()
    )
    owner = next(one for one in problem.vehicles if one.id == vehicle)
    run = schedule_run(problem, owner, 0, visits)
    assert isinstance(run, Run)
    return Solution((run,), unserved, price_plan(problem, (run,)))


def day_plan(problem: Problem) -> Solution:
    """The example day with R1 and its return driven, and R2 left out."""
    left = (Unserved("R2", Reason.PRICE),)
    return _plan(problem, "+R1 -R1 +R3 -R3", "bil-1", left)


def test_a_plan_when_written_and_read_again_is_the_same() -> None:
    """A plan can be filed, sent and judged elsewhere, to the second and the öre."""
    problem = example_problem()
    solution = day_plan(problem)
    document = read_solution(write_solution(problem, solution), problem)
    assert document.solution == solution
    assert document.states_cost


def test_a_plan_when_written_twice_has_the_same_bytes() -> None:
    """Plans can be compared as files."""
    problem = example_problem()
    assert write_solution(problem, day_plan(problem)) == write_solution(problem, day_plan(problem))


def test_a_plan_when_written_says_its_figures_and_why_anybody_is_left_out() -> None:
    """Programs outside read these names; they are the contract."""
    problem = example_problem()
    solution = day_plan(problem)
    plan = json.loads(write_solution(problem, solution))
    summary = plan["summary"]
    assert summary["objective"] == summary["cost"]["total_ore"] == solution.cost.total_ore
    assert (summary["served"], summary["unserved"], summary["vehicles"]) == (2, 1, 1)
    assert summary["is_estimate"] is True
    assert summary["figures"]["pooled"] == 0
    assert plan["unserved"] == [
        {
            "request": "R2",
            "reason": "price",
            "text": "Resan kan köras, men kostar mer än priset för att lämna den utanför planen.",
        }
    ]
    assert [stop["kind"] for stop in plan["runs"][0]["stops"]] == [
        "start", "pickup", "dropoff", "pickup", "dropoff", "end", "break",
    ]  # fmt: skip


def test_a_plan_for_a_foreign_instance_speaks_its_units_and_node_numbers() -> None:
    """Others compare with published values: decimals, pickup nodes, unrounded distance."""
    problem = read_foreign(CORDEAU, "två", "cordeau")
    solution = _plan(problem, "+1 +2 -2 -1", "v1")
    plan = json.loads(write_solution(problem, solution))
    stops = plan["runs"][0]["stops"]
    assert [stop["request"] for stop in stops] == [None, 1, 2, 2, 1, None]
    assert plan["time_unit"] == "instance"
    assert stops[2]["start"] == pytest.approx(stops[1]["start"] + 3, abs=1e-3)
    assert plan["summary"]["objective"] == pytest.approx(1 + 1 + 4 + 1 + 5, abs=1e-12)
    assert plan["summary"]["cost"] == {"unit": "distance", "distance": plan["summary"]["objective"]}
    assert read_solution(json.dumps(plan).encode(), problem).solution.runs[0].stops == solution.runs[0].stops


def _bare(plan: bytes) -> dict[str, Any]:
    """The plan as another program would say it: sequence and start times."""
    document = json.loads(plan)
    runs = [
        {
            "stops": [
                {"request": stop["request"], "kind": stop["kind"], "start": stop["start"]}
                for stop in run["stops"]
                if stop["request"] is not None
            ]
        }
        for run in document["runs"]
    ]
    return {"runs": runs}


def test_a_bare_plan_when_read_is_filled_in_as_the_rules_say() -> None:
    """Sequence and start times are enough: the reference's own schedule comes back."""
    problem = read_foreign(CORDEAU, "två", "cordeau")
    solution = _plan(problem, "+1 +2 -1 -2", "v1")
    document = read_solution(json.dumps(_bare(write_solution(problem, solution))).encode(), problem)
    assert document.solution.runs[0].stops == solution.runs[0].stops
    assert not document.states_cost


def test_a_bare_plan_with_a_waiting_vehicle_leaves_as_the_rules_say() -> None:
    """The vehicle that waits for a return stays where it is, and its break follows."""
    problem = example_problem()
    solution = day_plan(problem)
    bare = _bare(write_solution(problem, solution))
    bare["runs"][0]["vehicle"] = "bil-1"
    rest = next(stop for stop in solution.runs[0].stops if stop.kind is StopKind.BREAK)
    bare["runs"][0]["stops"].append({"kind": "break", "start": rest.start})
    document = read_solution(json.dumps(bare).encode(), problem)
    assert [stop.start for stop in document.solution.runs[0].stops] == [
        stop.start for stop in solution.runs[0].stops
    ]
    assert document.solution.unserved == solution.unserved


def test_a_plan_with_partial_costs_does_not_state_its_cost() -> None:
    """Half a price cannot be judged."""
    problem = example_problem()
    plan = json.loads(write_solution(problem, day_plan(problem)))
    del plan["runs"][0]["cost"]["minutes_ore"]
    assert not read_solution(json.dumps(plan).encode(), problem).states_cost


PICKUP = {"kind": "pickup", "request": "R1", "start": 28_800}
FAULTS: dict[str, tuple[dict[str, Any], type[InvalidInput], str]] = {
    "not a plan": ({"skjuts": "problem", "runs": []}, UnreadableInput, "skjuts"),
    "a later version": ({"version": 2, "runs": []}, UnsupportedVersion, "version"),
    "no runs": ({}, InvalidField, "runs"),
    "an unknown vehicle": ({"runs": [{"vehicle": "x", "stops": []}]}, UnknownReference, "runs[0].vehicle"),
    "more runs than vehicles": ({"runs": [{"stops": []}] * 3}, UnknownReference, "runs[2].vehicle"),
    "an unknown shift": (
        {"runs": [{"vehicle": "bil-1", "shift": 1, "stops": []}]},
        UnknownReference,
        "runs[0].shift",
    ),
    "an unknown request": (
        {"runs": [{"stops": [{**PICKUP, "request": "R9"}]}]},
        UnknownReference,
        "runs[0].stops[0].request",
    ),
    "an unknown place": (
        {"runs": [{"stops": [{**PICKUP, "place": "månen"}]}]},
        UnknownReference,
        "runs[0].stops[0].place",
    ),
    "an unknown kind": (
        {"runs": [{"stops": [{**PICKUP, "kind": "hämtning"}]}]},
        InvalidField,
        "runs[0].stops[0].kind",
    ),
    "a pickup of nobody": (
        {"runs": [{"stops": [{"kind": "pickup", "start": 0}]}]},
        InvalidField,
        "runs[0].stops[0].request",
    ),
    "a break with a rider": (
        {"runs": [{"stops": [{**PICKUP, "kind": "break"}]}]},
        InvalidField,
        "runs[0].stops[0].request",
    ),
    "a stop without a time": (
        {"runs": [{"stops": [{"kind": "pickup", "request": "R1"}]}]},
        InvalidField,
        "runs[0].stops[0].start",
    ),
    "an unserved stranger": (
        {"runs": [], "unserved": [{"request": "R9"}]},
        UnknownReference,
        "unserved[0].request",
    ),
}


@pytest.mark.parametrize(("plan", "error", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_plan_with_a_fault_is_refused_where_the_fault_is(
    plan: dict[str, Any], error: type[InvalidInput], field: str
) -> None:
    """What names nothing in the day cannot be judged, and the sender is told where it is."""
    with pytest.raises(error) as refusal:
        read_solution(json.dumps(plan).encode(), example_problem())
    assert refusal.value.field == field
    assert refusal.value.message
