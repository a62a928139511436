"""docs/reference/*.schema.json: the JSON forms of problem and plan, from the types that read them."""

from __future__ import annotations

import json

from skjuts.core.planning.formats import schema


def write_problem_schema() -> str:
    """Return the schema of a problem, indented for readers."""
    return _text("problem")


def write_plan_schema() -> str:
    """Return the schema of a plan, indented for readers."""
    return _text("plan")


def _text(kind: str) -> str:
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
