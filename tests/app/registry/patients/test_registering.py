"""Entering patients: what the person register says, and what happens when it says nothing."""

from __future__ import annotations

import pytest

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.registry.facts.identities import show_identity
from skjuts.apps.registry.models import Patient, PatientProfile
from skjuts.apps.registry.patient_errors import AlreadyRegistered, ForTheDesk, UnknownPerson
from skjuts.apps.registry.queries.identities import find_number
from skjuts.apps.registry.queries.patients import get_patient, read_patient_file
from skjuts.apps.registry.services.patients import add_identity, check_patient
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from skjuts.core.kernel.identifiers import IdentitySystem, PersonIdentity
from tests.app.registry.patients.people import (
    ANNA,
    KLAS,
    NOW,
    RESERVE,
    SIV,
    TODAY,
    Region,
    enter,
    registered,
)

pytestmark = pytest.mark.django_db


def test_patient_when_the_register_knows_them_gets_its_names_and_address(
    norr: Region, register: InventedRegister
) -> None:
    """Nobody types what the register knows better."""
    made = enter(norr.nurse, ANNA)
    with acting(norr.nurse):
        file = read_patient_file(norr.nurse, made, today=TODAY)
    assert file.profile is not None
    assert (file.profile.name, file.profile.register) == ("Anna-Märta Öberg", "confirmed")
    assert [one.street for one in file.addresses] == ["Storgatan 1"]
    assert [one.source for one in file.relations] == ["registered"]


def test_patient_when_the_register_is_silent_is_entered_unchecked_and_checked_later(
    norr: Region, register: InventedRegister
) -> None:
    """A register that is down must not stop a ward."""
    register.behaviour.is_silent = True
    made = enter(norr.nurse, ANNA, given_name="Anna", family_name="Oberg")
    with acting(norr.nurse):
        assert PatientProfile.objects.get(patient=made).register == "unchecked"
    register.behaviour.is_silent = False
    with entering(authorities=[norr.authority.id], desk=[norr.authority.id]):
        assert check_patient(made.id, now=NOW, today=TODAY).state == "confirmed"
        assert PatientProfile.objects.get(patient=made).name == "Anna-Märta Öberg"


def test_patient_when_the_register_is_silent_and_nobody_wrote_a_name_is_refused(
    norr: Region, register: InventedRegister
) -> None:
    """A patient without a name helps nobody."""
    register.behaviour.is_silent = True
    with pytest.raises(InvalidField, match="Namnet"):
        enter(norr.nurse, ANNA)


def test_number_when_the_register_does_not_know_it_is_refused(
    norr: Region, register: InventedRegister
) -> None:
    """A number with the right check digit may still be nobody's."""
    with pytest.raises(UnknownPerson):
        enter(norr.nurse, PersonIdentity(IdentitySystem.PERSONAL_NUMBER, "194503121111"))


def test_reserve_number_when_entered_is_not_asked_for(norr: Region, register: InventedRegister) -> None:
    """The national register knows only its own numbers."""
    register.behaviour.is_silent = True
    made = enter(norr.nurse, RESERVE, given_name="Okänd", family_name="Man")
    with acting(norr.nurse):
        assert PatientProfile.objects.get(patient=made).register == "not_applicable"


def test_number_when_a_personal_number_becomes_known_is_no_longer_the_reserve_number(
    norr: Region, register: InventedRegister
) -> None:
    """An unconscious patient gets a name: every page and letter then calls the person by the real number."""
    register.behaviour.is_silent = True
    made = enter(norr.nurse, RESERVE, given_name="Okänd", family_name="Man")
    register.behaviour.is_silent = False
    with acting(norr.registrar):
        add_identity(norr.registrar, made.id, identity=ANNA, now=NOW, today=TODAY)
    with acting(norr.nurse):
        file = read_patient_file(norr.nurse, made, today=TODAY)
        assert [one.value for one in file.identifiers] == [ANNA.value, RESERVE.value]
        assert file.number == find_number(made) == show_identity(ANNA.system, ANNA.value)


def test_patient_when_entered_twice_points_at_the_first(norr: Region, register: InventedRegister) -> None:
    """Two rows for one person begin here."""
    made = enter(norr.nurse, ANNA)
    with pytest.raises(AlreadyRegistered) as caught:
        enter(norr.nurse, ANNA)
    assert caught.value.patient_id == made.id


def test_patient_when_registered_in_two_regions_is_two_patients(
    norr: Region, soder: Region, register: InventedRegister
) -> None:
    """Each authority answers for its own register, and sees no other."""
    first, second = enter(norr.nurse, ANNA), enter(soder.nurse, ANNA)
    assert first.id != second.id
    with acting(soder.nurse), pytest.raises(NotAllowed):
        get_patient(soder.nurse, first.id)


def test_protected_person_when_a_ward_registers_them_is_sent_to_the_desk_alike(
    norr: Region, register: InventedRegister
) -> None:
    """The answer is the same whether or not we know the person already."""
    with pytest.raises(ForTheDesk) as unknown:
        enter(norr.nurse, KLAS)
    enter(norr.desk, KLAS)
    with pytest.raises(ForTheDesk) as known:
        enter(norr.nurse, KLAS)
    register.behaviour.is_silent = True
    with pytest.raises(ForTheDesk) as silent:
        enter(norr.nurse, KLAS, given_name="Klas", family_name="Hemlig")
    assert unknown.value.message == known.value.message == silent.value.message


def test_person_when_renumbered_keeps_the_old_number_as_given_up(
    norr: Region, register: InventedRegister
) -> None:
    """Old referrals carry old numbers."""
    register.plant(registered(SIV, "Siv", "Åkerlund"), known_as=ANNA)
    made = enter(norr.nurse, ANNA)
    with acting(norr.nurse):
        rows = {one.value: one.given_up_at for one in Patient.objects.get(pk=made.pk).identifiers.all()}
    assert rows[SIV.value] is None
    assert rows[ANNA.value] == NOW
