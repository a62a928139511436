"""The door: who is let in, sent to sign in, or shown to a choice."""

from __future__ import annotations

import pytest
from django.test import Client

from skjuts.apps.tenancy.roles import Role
from tests.app.signed_in import make_person

pytestmark = pytest.mark.django_db


def test_page_when_nobody_is_signed_in_leads_to_sign_in_and_back() -> None:
    """A link in a mail works after signing in."""
    answer = Client().get("/?flik=2")
    assert answer.status_code == 302
    assert answer["Location"] == "/logga-in/?next=%2F%3Fflik%3D2"


def test_start_when_somebody_acts_names_them_and_their_unit() -> None:
    """The frame says by which assignment everything is done."""
    nurse = make_person(Role.CARE_STAFF, given_name="Karin", family_name="Åsberg")
    page = nurse.client.get("/").content.decode()
    assert "Karin Åsberg" in page
    assert nurse.unit.name in page
    assert nurse.authority.name in page
