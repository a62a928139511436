"""The person register asked by a job: the unchecked soon, everybody within the day."""

from __future__ import annotations

import datetime as dt

import pytest

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.registry.models import Patient, PatientProfile, Representative
from skjuts.apps.registry.services.patients import appoint_representative
from skjuts.apps.registry.services.patients.checking_due import check_due
from skjuts.apps.tenancy.scope import acting
from skjuts.core.ports.person_register import RegisterProtection
from tests.app.registry.patients.people import ANNA, CHILD, KLAS, NOW, SIV, TODAY, Region, enter, registered
from tests.app.registry.patients.test_protected import attorney

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def states(region: Region) -> dict[str, str]:
    """What the register has said of everybody, as the desk sees it."""
    with acting(region.desk):
        return {one.name: one.register for one in PatientProfile.objects.all()}


def test_unchecked_when_the_register_is_back_are_all_confirmed(
    norr: Region, register: InventedRegister
) -> None:
    """Nobody has to remember them."""
    register.behaviour.is_silent = True
    enter(norr.nurse, ANNA, given_name="A", family_name="B")
    enter(norr.nurse, SIV, given_name="C", family_name="D")
    assert check_due(now=NOW, today=TODAY) == 0
    register.behaviour.is_silent = False
    assert check_due(now=NOW, today=TODAY) == 2
    assert states(norr) == {"Anna-Märta Öberg": "confirmed", "Siv Åkerlund": "confirmed"}
    assert check_due(now=NOW, today=TODAY) == 0


def test_flag_when_gained_since_yesterday_is_known_within_the_day(
    norr: Region, register: InventedRegister
) -> None:
    """Also of those whom nobody opens."""
    anna = enter(norr.nurse, ANNA)
    register.plant(
        registered(ANNA, "Anna-Märta", "Öberg", protection=RegisterProtection.REGISTRATION, address=None)
    )
    check_due(now=NOW + DAY, today=TODAY)
    with acting(norr.nurse):
        assert Patient.objects.get(pk=anna.pk).protection == "registration"
        assert not PatientProfile.objects.exists()


def test_protected_when_due_are_asked_about_too(norr: Region, register: InventedRegister) -> None:
    """The job goes through the wall by the desk's setting, not around it."""
    enter(norr.desk, KLAS)
    assert check_due(now=NOW + DAY, today=TODAY) == 1


def test_answer_when_wrong_does_not_hold_up_the_others(norr: Region, register: InventedRegister) -> None:
    """One bad record must not stop the line for ever."""
    enter(norr.nurse, ANNA)
    enter(norr.nurse, SIV)
    register.behaviour.is_wrong = True
    assert check_due(now=NOW + DAY, today=TODAY, most=1) == 1
    register.behaviour.is_wrong = False
    assert check_due(now=NOW + DAY, today=TODAY, most=1) == 1
    assert sorted(states(norr).values()) == ["confirmed", "unchecked"]


def test_death_when_heard_of_ends_powers_and_is_shown(norr: Region, register: InventedRegister) -> None:
    """Nobody books for the dead."""
    anna = enter(norr.nurse, ANNA)
    with acting(norr.nurse):
        appoint_representative(norr.nurse, anna.id, new=attorney(), today=TODAY)
    register.plant(registered(ANNA, "Anna-Märta", "Öberg", deceased_on=dt.date(2026, 11, 20)))
    check_due(now=NOW + DAY, today=TODAY)
    with acting(norr.nurse):
        assert PatientProfile.objects.get(patient=anna).deceased_on == dt.date(2026, 11, 20)
        assert Representative.objects.get().end_reason == "deceased"


def test_move_when_heard_of_closes_the_old_address(norr: Region, register: InventedRegister) -> None:
    """Rides go to where people live now, and the old address is still there to explain old rides."""
    from skjuts.core.ports.person_register import RegisterAddress

    child = enter(norr.nurse, CHILD)
    new_home = RegisterAddress("Byvägen 7", "837 52", "Åre")
    register.plant(registered(CHILD, "Lo", "Öberg", born=dt.date(2015, 6, 1), address=new_home))
    check_due(now=NOW + 2 * DAY, today=TODAY + 2 * DAY)
    with acting(norr.nurse):
        rows = {one.street: one.valid_to for one in child.addresses.all()}
    assert rows == {"Storgatan 1": TODAY + DAY, "Byvägen 7": None}
