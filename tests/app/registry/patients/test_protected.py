"""Protected persons: what the database itself keeps from those outside the desk."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.registry.models import Patient, PatientProfile, Representative
from skjuts.apps.registry.patient_errors import ForTheDesk
from skjuts.apps.registry.queries.patients import get_patient, read_patient_file
from skjuts.apps.registry.services.patients import (
    NewRepresentative,
    add_phone,
    appoint_representative,
    check_patient,
    lift_protection,
    raise_protection,
    search_patients,
)
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.person_register import RegisterProtection
from tests.app.registry.patients.people import ANNA, KLAS, NOW, SIV, TODAY, Region, enter, registered

pytestmark = pytest.mark.django_db
TABLES = ("patientprofile", "patientidentifier", "patientphone", "patientaddress", "patientrelation")


def count_rows(patient: Patient) -> dict[str, int]:
    """Rows about a patient, by table, as raw SQL sees them now."""
    found = {}
    with connection.cursor() as cursor:
        for table in (*TABLES, "representative"):
            cursor.execute(f"select count(*) from registry_{table} where patient_id = %s", [patient.id])  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def anna(norr: Region, register: InventedRegister) -> Patient:
    """An ordinary patient with a phone and somebody who speaks for her."""
    made = enter(norr.nurse, ANNA, phone="+46701740605")
    with acting(norr.nurse):
        appoint_representative(norr.nurse, made.id, new=attorney(), today=TODAY)
    return made


def attorney() -> NewRepresentative:
    """Siv, by power of attorney for a year."""
    return NewRepresentative(
        kind="attorney",
        powers=("book", "receive"),
        identity=SIV,
        name="",
        valid_from=TODAY,
        valid_to=TODAY.replace(year=2027),
    )


def test_flag_when_gained_takes_every_row_from_everybody_but_the_desk(norr: Region, anna: Patient) -> None:
    """Raw SQL under the application's role sees a code name, in the same transaction."""
    with acting(norr.nurse):
        assert set(count_rows(anna).values()) == {1}
        raise_protection(anna, level=Patient.Protection.MARKED, actor=norr.nurse)
        assert set(count_rows(anna).values()) == {0}
        shown = read_patient_file(norr.nurse, get_patient(norr.nurse, anna.id), today=TODAY)
    assert shown.profile is None
    assert shown.patient.code_name
    with acting(norr.desk):
        assert set(count_rows(anna).values()) == {1}


def test_flag_when_gained_ends_powers_on_both_sides(
    norr: Region, anna: Patient, register: InventedRegister
) -> None:
    """A relative's old power of attorney must not lead to a hidden person, nor from one."""
    siv = enter(norr.nurse, SIV)
    with acting(norr.nurse):
        raise_protection(siv, level=Patient.Protection.REGISTRATION, actor=None)
        assert Representative.objects.count() == 0
    with acting(norr.desk):
        (row,) = Representative.objects.all()
        assert (row.end_reason, row.is_party_guarded, row.is_guarded) == ("protected", True, False)


def test_protection_when_heard_of_by_the_register_job_hides_the_person(
    norr: Region, anna: Patient, register: InventedRegister
) -> None:
    """The flag comes to us within the day, whoever asks."""
    register.plant(registered(ANNA, "Anna-Märta", "Öberg", protection=RegisterProtection.MARKED))
    with entering(authorities=[norr.authority.id], desk=[norr.authority.id]):
        check_patient(anna.id, now=NOW, today=TODAY)
        assert PatientProfile.objects.get(patient=anna).search_name == ""
    with acting(norr.nurse):
        assert set(count_rows(anna).values()) == {0}


def test_protection_when_the_register_drops_it_stays_until_the_desk_lifts_it(
    norr: Region, anna: Patient, register: InventedRegister
) -> None:
    """A register in error must not open a door."""
    with acting(norr.nurse):
        raise_protection(anna, level=Patient.Protection.MARKED, actor=None)
    with entering(authorities=[norr.authority.id], desk=[norr.authority.id]):
        check_patient(anna.id, now=NOW, today=TODAY)
        assert Patient.objects.get(pk=anna.pk).is_guarded
    with acting(norr.nurse), pytest.raises(NotAllowed):
        lift_protection(norr.nurse, anna.id, reason="case", now=NOW)
    with acting(norr.desk):
        lift_protection(norr.desk, anna.id, reason="case", now=NOW)
    with acting(norr.nurse):
        assert count_rows(anna)["patientprofile"] == 1
        assert [hit.patient.id for hit in search_patients(norr.nurse, text="öberg anna", today=TODAY)] == [
            anna.id
        ]


@pytest.mark.parametrize("text", [KLAS.value, "Klas Hemlig", "hemlig", "19450314", "070-174 06 05"])
def test_search_when_somebody_outside_the_desk_asks_finds_no_protected_person(
    norr: Region, register: InventedRegister, text: str
) -> None:
    """Not even that the person exists is confirmed."""
    klas = enter(norr.desk, KLAS, phone="+46701740605")
    with acting(norr.nurse):
        assert search_patients(norr.nurse, text=text, today=TODAY) == []
    with acting(norr.desk):
        found = search_patients(norr.desk, text=text, today=TODAY)
    by_index = text in {KLAS.value, "070-174 06 05"}
    assert [hit.patient.id for hit in found] == ([klas.id] if by_index else [])


def test_desk_when_of_another_region_sees_nothing(
    norr: Region, soder: Region, register: InventedRegister
) -> None:
    """A desk guards its own authority, also when a cooperation shows it others'."""
    klas = enter(norr.desk, KLAS)
    reach = [norr.authority.id, soder.authority.id]
    with entering(authorities=reach, desk=soder.desk.desks):
        assert set(count_rows(klas).values()) == {0}


@pytest.mark.parametrize(
    "statement",
    [
        "update registry_patient set is_guarded = false, protection = 'none' where id = %s",
        "delete from registry_patient where id = %s",
        "update registry_patientprofile set is_guarded = false where patient_id = %s",
    ],
)
def test_raw_sql_when_it_tries_to_lift_the_guard_from_outside_touches_nothing(
    norr: Region, register: InventedRegister, statement: str
) -> None:
    """Otherwise the wall would be a curtain."""
    klas = enter(norr.desk, KLAS)
    with acting(norr.nurse), connection.cursor() as cursor:
        cursor.execute(statement, [klas.id])
        assert cursor.rowcount == 0


def test_row_when_planted_for_a_guarded_patient_from_outside_is_refused(
    norr: Region, register: InventedRegister
) -> None:
    """Nobody outside writes behind the wall either."""
    klas = enter(norr.desk, KLAS)
    with acting(norr.nurse):
        with pytest.raises(NotAllowed):
            add_phone(norr.nurse, klas.id, number="+46701740606", kind="mobile", may_text=True, now=NOW)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            PatientProfile.objects.create(authority=norr.authority, patient=klas, is_guarded=True)


def test_representative_when_protected_is_refused_outside_the_desk_even_in_silence(
    norr: Region, register: InventedRegister
) -> None:
    """The register may be down; the database knows."""
    anna = enter(norr.nurse, ANNA)
    enter(norr.desk, KLAS)
    told = {**{name: getattr(attorney(), name) for name in ("kind", "powers", "valid_from", "valid_to")}}
    new = NewRepresentative(identity=KLAS, name="Klas", **told)  # type: ignore[arg-type]
    for is_silent in (False, True):
        register.behaviour.is_silent = is_silent
        with acting(norr.nurse), pytest.raises(ForTheDesk):
            appoint_representative(norr.nurse, anna.id, new=new, today=TODAY)
