"""The routes answer what the pages answer, within the same reach, and leave the same marks in the log."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.kernel.identifiers import list_test_personal_numbers
from tests.app.machine.programs import Caller, make_program
from tests.app.signed_in import make_person, make_unit

pytestmark = pytest.mark.django_db

NUMBER = list_test_personal_numbers(dt.date(1970, 1, 1))[0].value


def register(caller: Caller, **more: str) -> dict[str, str]:
    """Register an invented person through the API."""
    body = {"number": NUMBER, "given_name": "Åsa", "family_name": "Påhittad"} | more
    answer = caller.post("/api/v1/patients", body)
    assert answer.status_code == 201, answer.content
    told: dict[str, str] = answer.json()
    return told


def entries(patient_id: str) -> list[tuple[str, str]]:
    """What the log says of a patient: action and reason."""
    with whole_house():
        rows = AccessEntry.objects.filter(patient_id=patient_id).order_by("id")
        return list(rows.values_list("action", "reason"))


def test_patient_when_registered_searched_and_read_is_logged_each_time() -> None:
    """A program's look is a look."""
    caller = make_program()
    patient_id = register(caller)["id"]
    found = caller.post("/api/v1/patients/search", {"q": NUMBER, "reason": "call"}).json()["items"]
    assert [one["id"] for one in found] == [patient_id]
    read = caller.get(f"/api/v1/patients/{patient_id}", reason="care", context="booking:7").json()
    assert read["identities"][0]["value"] == NUMBER
    assert read["protection"] == "none"
    assert entries(patient_id) == [("alter", "register"), ("search", "call"), ("read", "care")]


def test_register_when_the_same_call_comes_twice_makes_one_patient() -> None:
    """The first answer is lost on the way; the program asks again."""
    caller, key = make_program(), str(uuid4())
    body = {"number": NUMBER, "given_name": "Åsa", "family_name": "Påhittad"}
    first = caller.post("/api/v1/patients", body, idempotency_key=key)
    again = caller.post("/api/v1/patients", body, idempotency_key=key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    other = caller.post("/api/v1/patients", body | {"given_name": "Eva"}, idempotency_key=key)
    assert (other.status_code, other.json()["code"]) == (409, "conflict.key_reused")
    with entering(authorities=[caller.authority.id]):
        assert Patient.objects.count() == 1


def test_register_when_the_number_is_wrong_names_the_field() -> None:
    """The error tree's own code and place."""
    answer = make_program().post("/api/v1/patients", {"number": "197001011231"})
    assert answer.status_code == 422
    assert answer.json()["field"] == "number"


def test_protected_person_when_read_by_a_program_is_a_code_name() -> None:
    """No key opens the desk."""
    caller = make_program()
    desk = make_person(Role.PROTECTED_DESK, unit=caller.unit)
    with acting(desk.actor):
        patient = Patient.objects.create(
            authority_id=caller.authority.id,
            protection="marked",
            is_guarded=True,
            code_name="Blå Hare",
            created_at=timezone.now(),
        )
    read = caller.get(f"/api/v1/patients/{patient.id}", reason="care").json()
    assert (read["code_name"], read["name"], read["addresses"], read["phones"]) == ("Blå Hare", "", [], [])


def test_units_when_leafed_come_whole_and_in_order() -> None:
    """Portions join without gaps or doubles."""
    caller = make_program()
    for name in ("Åre", "Älvros", "Östersund", "Ale"):
        make_unit(caller.authority, name)
    total = caller.get("/api/v1/units", limit=1).json()["total"]
    leafed = [
        one["name"]
        for offset in range(0, total, 2)
        for one in caller.get("/api/v1/units", limit=2, offset=offset).json()["items"]
    ]
    assert len(leafed) == total
    named = [name for name in leafed if not name.startswith("Enhet")]
    assert named == ["Ale", "Åre", "Älvros", "Östersund"]


def test_unit_when_closed_is_told_only_when_asked_for() -> None:
    """Programs fill their choices from this list."""
    caller = make_program()
    closed = make_unit(caller.authority, "Nedlagd")
    with entering(authorities=[caller.authority.id]):
        type(closed).objects.filter(pk=closed.pk).update(closed_on=dt.date(2026, 6, 1))
    plain = caller.get("/api/v1/units").json()
    whole = caller.get("/api/v1/units", with_closed="true").json()
    assert whole["total"] == plain["total"] + 1


def test_staff_when_a_nurse_asks_is_not_there_and_a_registrar_sees_them() -> None:
    """The staff register is for those who keep it."""
    nurse = make_person(Role.CARE_STAFF)
    keeper = make_person(Role.REGISTRAR, unit=nurse.unit)
    assert nurse.client.get("/api/v1/staff").status_code == 404
    staff = keeper.client.get("/api/v1/staff").json()
    assert {one["hsa_id"] for one in staff["items"]} == {nurse.staff.hsa_id, keeper.staff.hsa_id}
    assert keeper.client.get(f"/api/v1/staff/{nurse.staff.id}").json()["id"] == str(nurse.staff.id)
    rows = keeper.client.get("/api/v1/assignments", {"role": "care_staff"}).json()["items"]
    assert [one["staff_id"] for one in rows] == [str(nurse.staff.id)]
    one = keeper.client.get(f"/api/v1/assignments/{nurse.assignment.id}").json()
    assert (one["standing"], one["roles"]) == ("current", ["care_staff"])


def test_right_when_nothing_is_granted_says_why() -> None:
    """A certificate system asks at the moment of use."""
    manager = make_person(Role.UNIT_MANAGER)
    nurse = make_person(Role.CARE_STAFF, unit=manager.unit)
    asked = {"assignment_id": str(nurse.assignment.id), "kind": "trip"}
    answer = manager.client.get("/api/v1/rights", asked)
    assert answer.json() == {
        "is_allowed": False,
        "hindrance": "no_delegation",
        "missing_retrainings": [],
        "leans_on_softer_transition": False,
    }
    assert nurse.client.get("/api/v1/rights", asked).status_code == 404


def test_register_of_issuers_when_empty_is_an_empty_list() -> None:
    """For any day that a calendar has."""
    manager = make_person(Role.UNIT_MANAGER)
    answer = manager.client.get("/api/v1/delegations", {"day": "2026-12-24", "unit_id": str(manager.unit.id)})
    assert answer.json() == {"items": [], "total": 0}
    assert manager.client.get("/api/v1/delegations", {"day": "9999-12-31"}).status_code == 422
