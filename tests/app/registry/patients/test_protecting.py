"""Where one lands when a patient has been protected."""

from __future__ import annotations

import pytest
from django.urls import reverse

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.tenancy.roles import Role
from tests.app.registry.patients.people import ANNA, Region, enter
from tests.app.registry.patients.test_pages import post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "goal"),
    [(Role.CARE_STAFF, "registry:patient-search"), (Role.PROTECTED_DESK, "registry:patient")],
)
def test_protection_when_done_leads_to_where_one_may_go_on(
    norr: Region, register: InventedRegister, role: Role, goal: str
) -> None:
    """The desk has the patient before it; for everybody else there is only the search."""
    anna = enter(norr.nurse, ANNA, phone="+46701740605")
    client = norr.person(role).client
    client.get(reverse("registry:patient", args=[anna.id]), follow=True)
    post(client, "registry:patient-reason", anna.id, reason="call")
    answer = post(client, "registry:patient-protect", anna.id, level="marked")
    arguments = [anna.id] if goal == "registry:patient" else []
    assert answer.url == reverse(goal, args=arguments)  # type: ignore[attr-defined]
