"""What begins every request: by what somebody acts, how far it reaches, and what that costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from skjuts.apps.registry.models import Cooperation
from skjuts.apps.registry.queries.acting import list_held
from skjuts.apps.tenancy.roles import Role, Task
from skjuts.apps.tenancy.scope import entering
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person, give_assignment, make_authority, make_person, make_unit

pytestmark = pytest.mark.django_db
YESTERDAY = dt.timedelta(days=1)


@pytest.fixture
def officer() -> Person:
    """Somebody who assesses."""
    return make_person(Role.CASE_OFFICER, given_name="Ada", family_name="Påhitt")


def held_by(person: Person) -> set[str]:
    """The units that somebody acts at today."""
    return {one.unit_name for one in list_held(person.account.id, timezone.localdate())}


def test_assignment_in_force_tells_who_works_where(officer: Person) -> None:
    """Names of unit and authority are told before any authority has been entered."""
    [one] = list_held(officer.account.id, timezone.localdate())
    assert (one.name, one.unit_name, one.authority_name) == (
        "Ada Påhitt",
        officer.unit.name,
        officer.authority.name,
    )
    assert one.actor(officer.account.id) == officer.actor


def test_assignments_of_others_are_never_told(officer: Person) -> None:
    """The function has the owner's rights, and gives the rows of the account that is named alone."""
    colleague = make_person(Role.CARE_STAFF, unit=officer.unit)
    assert held_by(officer) == {officer.unit.name}
    assert [one.staff_id for one in list_held(colleague.account.id, timezone.localdate())] == [
        colleague.staff.id
    ]


@pytest.mark.parametrize("over", [{"valid_to": "yesterday"}, {"suspended_at": "now"}])
def test_assignment_that_is_over_or_paused_is_not_held(officer: Person, over: dict[str, str]) -> None:
    """A right that was taken away is gone at the next click."""
    times = {"yesterday": timezone.localdate() - YESTERDAY, "now": timezone.now()}
    second = give_assignment(officer.staff, make_unit(officer.authority, "Andra enheten"), Role.CARE_STAFF)
    assert held_by(officer) == {officer.unit.name, "Andra enheten"}
    with entering(authorities=[officer.authority.id]):
        type(second).objects.filter(pk=second.pk).update(
            **{column: times[when] for column, when in over.items()}
        )
    assert held_by(officer) == {officer.unit.name}


@pytest.mark.parametrize(("task", "is_reached"), [(Task.ASSESS, True), (Task.BOOK, False)])
def test_cooperation_widens_the_roles_of_its_tasks(officer: Person, task: Task, *, is_reached: bool) -> None:
    """An officer who assesses for another region sees its rows; one who does not book there sees none."""
    other = make_authority()
    Cooperation.objects.create(
        operator=officer.authority,
        authority=other,
        tasks=[task],
        legal_basis="Påhittat avtal",
        in_force_from=dt.date(2026, 1, 1),
    )
    [one] = list_held(officer.account.id, timezone.localdate())
    assert (other.id in one.actor(officer.account.id).authorities) == is_reached


def test_request_begins_with_three_questions() -> None:
    """Session, account with assignments, and telling the database who acts: each page pays for these."""
    nurse = make_person(Role.CARE_STAFF)
    answer, asked = count_queries(nurse.client, "/stod/fraga/")
    assert (answer.status_code, asked) == (200, 3)
