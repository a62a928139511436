"""The start page tells what waits, and the box in the masthead finds what one may see."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from skjuts.apps.registry.waiting import waiting_work
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.config.page_frame import list_entries
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person, make_person, make_unit

pytestmark = pytest.mark.django_db

SOON = dt.timedelta(days=10)


def titles(person: Person) -> dict[str, int]:
    """What waits in the registers, by title."""
    with acting(person.actor):
        return {one.title: one.count for one in waiting_work(person.actor, timezone.localdate())}


def test_manager_when_leaving_with_nobody_after_them_is_warned() -> None:
    """A unit without a manager can give nobody the right to certify."""
    manager = make_person(Role.UNIT_MANAGER, valid_to=timezone.localdate() + SOON)
    assert "Ditt chefsuppdrag tar slut" in titles(manager)
    make_person(Role.UNIT_MANAGER, unit=manager.unit)
    assert "Ditt chefsuppdrag tar slut" not in titles(manager)


def test_ending_assignments_when_at_the_own_unit_wait_for_its_manager() -> None:
    """Those of other units wait for the registrar alone."""
    manager = make_person(Role.UNIT_MANAGER)
    registrar = make_person(Role.REGISTRAR, unit=make_unit(manager.authority))
    for unit in (manager.unit, make_unit(manager.authority)):
        make_person(Role.CARE_STAFF, unit=unit, valid_to=timezone.localdate() + SOON)
    assert titles(manager)["Uppdrag som snart tar slut"] == 1
    assert titles(registrar)["Uppdrag som snart tar slut"] == 2


def test_start_when_nothing_waits_says_so() -> None:
    """An empty page teaches what will come."""
    page = make_person(Role.BOOKING_AGENT).client.get("/").content.decode()
    assert "Inget väntar på dig" in page


CEILINGS = {Role.CARE_STAFF: 10, Role.UNIT_MANAGER: 9, Role.REGISTRAR: 8, Role.AUTHORITY_ADMIN: 15}
"""Four of them are the request's own: session, account, assignment, the wall."""


@pytest.mark.parametrize("role", Role)
def test_start_when_opened_asks_few_questions(role: Role) -> None:
    """Everybody opens it, many times a day."""
    answer, asked = count_queries(make_person(role).client, "/")
    assert answer.status_code == 200
    assert asked <= CEILINGS.get(role, 7)


def test_menu_when_shown_leads_only_where_the_person_may_go() -> None:
    """A door that is shut is not shown."""
    for role in Role:
        person = make_person(role)
        page = person.client.get("/").content.decode()
        for entry in list_entries():
            assert (f"<span>{entry.label}</span>" in page) == entry.is_for(frozenset({role})), (
                role,
                entry.label,
            )


def test_search_when_made_finds_units_people_and_pages_within_reach() -> None:
    """Å is å, and colleagues are found by those who may read them."""
    registrar = make_person(Role.REGISTRAR)
    make_unit(registrar.authority, "Ångestmottagningen")
    make_person(Role.CARE_STAFF, unit=registrar.unit, family_name="Ångman")
    foreign = make_person(Role.CARE_STAFF, family_name="Ångqvist")
    page = registrar.client.post("/sok/", {"q": "ång"}).content.decode()
    assert "Ångestmottagningen" in page
    assert "Ångman" in page
    assert foreign.staff.family_name not in page
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    page = nurse.client.post("/sok/", {"q": "ång"}).content.decode()
    assert "Ångestmottagningen" in page
    assert "Ångman" not in page


def test_search_words_never_stand_in_an_address() -> None:
    """They may be a name or a number, and addresses are logged everywhere."""
    person = make_person(Role.BOOKING_AGENT)
    assert person.client.get("/sok/?q=191212121212").status_code == 405
    page = person.client.get("/").content.decode()
    assert 'role="search" method="post"' in page
