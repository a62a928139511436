"""What waits on the start page, counted: nothing when nothing does, and never somebody else's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from skjuts.apps.audit.models import Review
from skjuts.apps.audit.waiting import waiting_work as waiting_reviews
from skjuts.apps.registry.models import RegisterImport
from skjuts.apps.registry.services.imports.checking import check_file
from skjuts.apps.registry.waiting import waiting_work
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from tests.app.signed_in import Person, make_authority, make_person, make_unit

pytestmark = pytest.mark.django_db


def heaps(person: Person) -> dict[str, int]:
    """What waits for the person in the registers, by title."""
    with acting(person.actor):
        return {str(one.title): one.count for one in waiting_work(person.actor, timezone.localdate())}


def in_days(days: int) -> dt.date:
    """A day to come."""
    return timezone.localdate() + dt.timedelta(days=days)


def test_registrar_when_all_is_well_has_nothing_waiting() -> None:
    """An empty heap is not shown; a page full of zeros is read by nobody."""
    registrar = make_person(Role.REGISTRAR, unit=make_unit(make_authority(), kind="office"))
    assert heaps(registrar) == {}


def test_registrar_when_units_files_and_assignments_wait_sees_how_many() -> None:
    """Three units without a manager, one of another authority; two that end; one file tried and left."""
    home, other = make_authority(), make_authority()
    registrar = make_person(Role.REGISTRAR, unit=make_unit(home, kind="office"))
    for authority in (home, home, home, other):
        make_unit(authority)
    office = registrar.unit
    make_person(Role.CARE_STAFF, unit=office, valid_to=in_days(5))
    make_person(Role.CARE_STAFF, unit=office, valid_to=in_days(6))
    make_person(Role.CARE_STAFF, unit=office, valid_to=in_days(300))
    with acting(registrar.actor):
        check_file(
            actor=registrar.actor,
            kind=RegisterImport.Kind.STAFF,
            file_name="personal.csv",
            content="hsa_id;fornamn;efternamn\nSE0000000000-A1;Åsa;Öberg\n".encode(),
            closes_missing=False,
            now=timezone.now(),
        )
    assert heaps(registrar) == {
        "Vårdenheter utan chef": 3,
        "Provlästa filer": 1,
        "Uppdrag som snart tar slut": 2,
    }


def test_manager_when_the_own_assignment_ends_is_told_first() -> None:
    """After that day nobody on the unit can be given the right to certify."""
    manager = make_person(Role.UNIT_MANAGER, valid_to=in_days(5))
    assert heaps(manager)["Ditt chefsuppdrag tar slut"] == 1
    make_person(Role.UNIT_MANAGER, unit=manager.unit)
    assert "Ditt chefsuppdrag tar slut" not in heaps(manager)


def test_care_staff_when_others_have_heaps_see_none() -> None:
    """What waits is for whoever can do something about it."""
    nurse = make_person(Role.CARE_STAFF)
    make_unit(nurse.authority)
    assert heaps(nurse) == {}


def test_reviewer_when_reviews_are_open_sees_how_many_and_whether_one_is_late() -> None:
    """Closed ones are done, and another authority's are not theirs."""
    reviewer, other = make_person(Role.LOG_REVIEWER), make_person(Role.LOG_REVIEWER)
    today = timezone.localdate()
    add_review(reviewer, due=in_days(3))
    add_review(other, due=in_days(-30))
    assert count_reviews(reviewer) == [(1, False)]
    add_review(reviewer, due=today - dt.timedelta(days=1))
    assert count_reviews(reviewer) == [(2, True)]
    assert count_reviews(make_person(Role.CARE_STAFF, authority=reviewer.authority)) == []


def count_reviews(person: Person) -> list[tuple[int, bool]]:
    """How many reviews wait, and whether that is urgent."""
    with acting(person.actor):
        return [(one.count, one.is_urgent) for one in waiting_reviews(person.actor, timezone.localdate())]


def add_review(person: Person, *, due: dt.date) -> None:
    """An open review of a week."""
    with entering(authorities=[person.authority.id]):
        Review.objects.create(
            authority_id=person.authority.id,
            kind=Review.Kind.SAMPLE,
            first_day=due - dt.timedelta(days=20),
            last_day=due - dt.timedelta(days=14),
            due_on=due,
            state=Review.State.WAITING,
            population=100,
        )
