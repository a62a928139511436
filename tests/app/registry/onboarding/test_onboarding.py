"""An authority's way in: what the registers see, what people say, and who may let others in."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from skjuts.apps.registry.models import Cooperation
from skjuts.apps.registry.queries.acting import authorities_reached
from skjuts.apps.registry.queries.onboarding import list_steps
from skjuts.apps.tenancy.roles import Role, Task
from skjuts.apps.tenancy.scope import acting
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person, make_authority, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Person:
    """The administrator of a new authority."""
    return make_person(Role.AUTHORITY_ADMIN)


def done(person: Person) -> set[str]:
    """Steps that are done."""
    with acting(person.actor):
        return {one.slug for one in list_steps(person.actor, timezone.localdate()) if one.is_done}


def send(client: Client, path: str, **told: object) -> object:
    """Send a form."""
    return client.post(path, told, headers={"Idempotency-Key": str(uuid.uuid4())})


def test_steps_when_the_registers_fill_become_done_by_themselves(admin: Person) -> None:
    """Nobody ticks what can be seen."""
    assert {"managers", "log-reviewer", "identity"}.isdisjoint(done(admin))
    make_person(Role.UNIT_MANAGER, unit=admin.unit)
    make_person(Role.LOG_REVIEWER, unit=admin.unit)
    assert {"units", "staff", "managers", "log-reviewer", "identity"} <= done(admin)
    make_unit(admin.authority, "En ny avdelning utan chef")
    assert "managers" not in done(admin)
    assert "En ny avdelning utan chef" in admin.client.get("/inforande/").content.decode()


def test_promise_when_told_where_to_read_is_done_and_can_be_taken_back(admin: Person) -> None:
    """What lies outside the platform rests on somebody's word, by name and day."""
    send(admin.client, "/inforande/impact/notera/", note="")
    assert "impact" not in done(admin)
    send(admin.client, "/inforande/impact/notera/", note="RS 2026:17")
    assert "impact" in done(admin)
    page = admin.client.get("/inforande/").content.decode()
    assert "RS 2026:17" in page
    assert admin.staff.name in page
    send(admin.client, "/inforande/impact/notera/", is_done="no")
    assert "impact" not in done(admin)


def test_number_when_it_is_none_is_refused_at_its_field(admin: Person) -> None:
    """Ten digits stand on every decision."""
    told = {"name": admin.authority.name, "organisation_number": "12"}
    assert send(admin.client, "/inforande/huvudmannen/", **told).status_code == 422
    send(admin.client, "/inforande/huvudmannen/", **told | {"organisation_number": "232100-0214"})
    assert "authority" in done(admin)


def test_cooperation_when_granted_widens_the_operators_roles_only(admin: Person) -> None:
    """Case officers reach the new authority; nurses, registrars and reviewers do not."""
    operator = make_authority("operatorn")
    told = {
        "operator": operator.id,
        "tasks": ["assess"],
        "legal_basis": "Avtal 1",
        "in_force_from": "2026-01-01",
    }
    assert send(admin.client, "/samverkan/", **told).status_code == 302
    today = timezone.localdate()
    widened = {
        role
        for role in Role
        if admin.authority.id in authorities_reached(operator.id, frozenset({role}), today)
    }
    assert widened == {Role.CASE_OFFICER, Role.SUPPORT_OFFICER}


def test_cooperation_when_ended_by_the_granting_authority_is_over_at_once(admin: Person) -> None:
    """Only the one whose patients it is lets in, and shows out."""
    operator = make_person(Role.AUTHORITY_ADMIN)
    made = Cooperation.objects.create(
        operator=operator.authority,
        authority=admin.authority,
        tasks=[Task.BOOK],
        legal_basis="Avtal",
        in_force_from=dt.date(2026, 1, 1),
    )
    assert send(operator.client, "/samverkan/avsluta/", cooperation=made.id).status_code == 404
    assert send(admin.client, "/samverkan/avsluta/", cooperation=made.id).status_code == 302
    made.refresh_from_db()
    assert made.in_force_to == timezone.localdate() - dt.timedelta(days=1)


def test_page_when_the_authority_grows_asks_no_more(admin: Person) -> None:
    """The page of steps counts; it does not list."""
    _, few = count_queries(admin.client, "/inforande/")
    for _ in range(10):
        make_person(Role.UNIT_MANAGER, unit=make_unit(admin.authority))
    answer, many = count_queries(admin.client, "/inforande/")
    assert answer.status_code == 200
    assert many <= few <= 20
