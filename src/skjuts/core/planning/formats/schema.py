"""The JSON Schema (2020-12) of the forms, generated from their types."""

from __future__ import annotations

from typing import Any

import msgspec

from skjuts.core.planning.formats.problem_form import PROBLEM_KIND, ProblemForm
from skjuts.core.planning.formats.solution_form import PLAN_KIND, PlanForm

FORMS = {PROBLEM_KIND: ProblemForm, PLAN_KIND: PlanForm}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of document: `problem` or `plan` (KeyError for another)."""
    document = {"$schema": DIALECT, **msgspec.json.schema(FORMS[kind])}
    return msgspec.json.decode(msgspec.json.encode(document), type=dict[str, Any])
