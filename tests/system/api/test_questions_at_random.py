"""The API over real HTTP, asked in ways that nobody thought of: never a 5xx, and every answer as documented.

The seed is drawn anew each time and printed; SKJUTS_API_SEED repeats a run.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer

from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.core.kernel.identifiers import list_test_personal_numbers
from skjuts.machine.document import build_document
from tests.app.machine.programs import Caller, make_program
from tests.app.training.small_course import make_course

schemathesis = pytest.importorskip("schemathesis")
generation = pytest.importorskip("schemathesis.generation.modes")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = 12
"""For each operation and mode; all of them take less than a minute on an idle machine."""
PERSISTENCE = 100
"""So many questions about what is there, when chance has not found any that is answered."""
SEED = int(os.environ.get("SKJUTS_API_SEED") or random.randrange(2**32))
SCHEMA = schemathesis.openapi.from_dict(build_document())
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
MODES = (generation.GenerationMode.POSITIVE, generation.GenerationMode.NEGATIVE)
MOSTLY_REFUSED = {"POST /api/v1/patients", "POST /api/v1/patients/search"}
"""Chance writes neither a personal number nor a name worth searching for."""
JUDGED = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@dataclass(frozen=True, slots=True)
class House:
    """A program with every right that programs get, and the ids of what it may ask for."""

    caller: Caller
    known: dict[str, str]


@pytest.fixture
def house() -> House:
    """Somebody to read, somewhere to work, something to learn."""
    caller = make_program(
        Role.CARE_STAFF, Role.UNIT_MANAGER, Role.SUPPORT_OFFICER, Role.CASE_OFFICER, calls_a_minute=1_000_000
    )
    number = list_test_personal_numbers(dt.date(1970, 1, 1))[0].value
    caller.post("/api/v1/patients", {"number": number, "given_name": "Åsa", "family_name": "Påhittad"})
    with entering(authorities=[caller.authority.id]):
        deliver_course(authority=caller.authority, files=make_course(), now=timezone.now())
        course, patient = CourseVersion.objects.get(), Patient.objects.get()
        assignment = caller.row.account.assignments.get()
    known = {
        "unit_id": caller.unit.id,
        "version_id": course.id,
        "assignment_id": assignment.id,
        "staff_id": assignment.staff_id,
        "patient_id": patient.id,
    }
    connections["default"].close()
    return House(caller, {name: str(value) for name, value in known.items()})


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("label", OPERATIONS)
def test_operation_when_asked_at_random_answers_as_documented(
    label: str,
    mode: Any,  # noqa: ANN401  (schemathesis' own)
    house: House,
    live_server: LiveServer,
) -> None:
    """Whatever comes, the answer is one that the document names."""
    print(f"SKJUTS_API_SEED={SEED}")  # noqa: T201  (pytest shows it when the test fails)
    met: Counter[int] = Counter()

    def ask(case: Any, *, is_known: bool) -> None:  # noqa: ANN401
        if is_known:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = house.known.get(name, case.path_parameters[name])
        answer = case.call(base_url=live_server.url, headers=house.caller.headers())
        met[answer.status_code] += 1
        assert answer.status_code < 500, answer.text
        case.validate_response(answer, checks=JUDGED)

    cases = OPERATIONS[label].as_strategy(generation_mode=mode)
    _draw(ask, EXAMPLES, case=cases, is_known=st.booleans())
    if mode is MODES[0] and label not in MOSTLY_REFUSED:
        if not met[200]:
            _draw(ask, PERSISTENCE, case=cases, is_known=st.sampled_from([True]))
        assert met[200], dict(met)


def _draw(ask: Callable[..., None], examples: int, **strategies: st.SearchStrategy[Any]) -> None:
    chance = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    seed(SEED)(chance(given(**strategies)(ask)))()
