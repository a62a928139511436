"""Two rows that are one person, and that are two again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.audit.models import Event
from skjuts.apps.registry.facts.identities import LMA_CARD
from skjuts.apps.registry.models import (
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientMerge,
    PatientPhone,
    PatientRelation,
    Representative,
)
from skjuts.apps.registry.queries.patients import get_patient
from skjuts.apps.registry.services.patients import (
    NewAddress,
    add_address,
    add_phone,
    merge_patients,
    raise_protection,
    search_patients,
    undo_merge,
)
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import InvalidTransition, NotAllowed
from skjuts.core.kernel.identifiers import PersonIdentity
from tests.app.registry.patients.people import NOW, TODAY, Region, enter

pytestmark = pytest.mark.django_db
PARTS = (PatientIdentifier, PatientPhone, PatientAddress, PatientRelation, Representative)
PHONES = [f"+4670174060{digit}" for digit in range(4)]


def card(number: int) -> PersonIdentity:
    """An identity that no register knows."""
    return PersonIdentity(LMA_CARD, f"{10_000_000 + number}")


def owners() -> dict[UUID, tuple[UUID, bool]]:
    """Whose each row is, and whether it is guarded."""
    return {row.pk: (row.patient_id, row.is_guarded) for model in PARTS for row in model.objects.all()}


@pytest.fixture
def pair(norr: Region, register: InventedRegister) -> Iterator[tuple[Patient, Patient]]:
    """Two patients of the region, in the registrar's scope."""
    made = [enter(norr.nurse, card(n), given_name=f"Namn{n}", family_name="Påhitt") for n in (1, 2)]
    with acting(norr.registrar):
        yield made[0], made[1]


def merge(region: Region, kept: Patient, absorbed: Patient) -> PatientMerge:
    """As the registrar."""
    return merge_patients(
        region.registrar, kept_id=kept.id, absorbed_id=absorbed.id, reason="samma person", now=NOW
    )


def undo(region: Region, merged: PatientMerge) -> None:
    """As the registrar."""
    undo_merge(region.registrar, merged.id, reason="fel person", now=NOW)


ROWS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["phone", "address"]), st.integers(0, 3)), max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, later=ROWS)
def test_merge_when_undone_leaves_everything_as_it_was(
    norr: Region, pair: tuple[Patient, Patient], rows: list[Any], later: list[Any]
) -> None:
    """Merge and un-merge are the identity; what came to the kept one in between stays with it."""
    kept, absorbed = pair
    with transaction.atomic():
        write(norr, pair, rows)
        before = owners()
        merged = merge(norr, kept, absorbed)
        duplicates = {one.pk for one in PatientPhone.objects.filter(patient=absorbed)}
        assert {pk for pk, (owner, _) in owners().items() if owner == absorbed.id} == duplicates
        write(norr, (kept, kept), later)
        added = {pk: owner for pk, owner in owners().items() if pk not in before}
        undo(norr, merged)
        assert owners() == {**before, **added}
        assert Patient.objects.get(pk=absorbed.pk).merged_into_id is None
        transaction.set_rollback(True)


def write(region: Region, pair: tuple[Patient, Patient], rows: list[Any]) -> None:
    """Phones and addresses for either; a phone that is there already is left."""
    for is_second, part, number in rows:
        patient = pair[is_second]
        if part == "address":
            new = NewAddress(
                kind="temporary", street=f"Gata {number}", valid_from=TODAY, valid_to=TODAY + dt.timedelta(3)
            )
            add_address(region.registrar, patient.id, new=new)
        elif PHONES[number] not in {one.number for one in patient.phones.all()}:
            add_phone(
                region.registrar, patient.id, number=PHONES[number], kind="mobile", may_text=True, now=NOW
            )


def test_merged_patient_when_looked_for_is_the_one_that_took_over(
    norr: Region, pair: tuple[Patient, Patient]
) -> None:
    """Old links, old names and old numbers lead to the same row."""
    kept, absorbed = pair
    merge(norr, kept, absorbed)
    assert get_patient(norr.registrar, absorbed.id).id == kept.id
    for text in ("Namn2 Påhitt", card(2).value):
        assert [hit.patient.id for hit in search_patients(norr.registrar, text=text, today=TODAY)] == [
            kept.id
        ]


def test_merges_when_chained_are_undone_from_the_last(norr: Region, pair: tuple[Patient, Patient]) -> None:
    """Otherwise rows would move to somebody who has gone up in a third."""
    first, second = pair
    third = enter(norr.nurse, card(3), given_name="Namn3", family_name="Påhitt")
    before = owners()
    inner, outer = merge(norr, second, first), merge(norr, third, second)
    assert get_patient(norr.registrar, first.id).id == third.id
    with pytest.raises(InvalidTransition, match="senare"):
        undo(norr, inner)
    undo(norr, outer)
    undo(norr, inner)
    assert owners() == before
    with pytest.raises(InvalidTransition, match="redan"):
        undo(norr, inner)


def test_patient_when_merged_already_cannot_be_merged_again(
    norr: Region, pair: tuple[Patient, Patient]
) -> None:
    """No circles, no two takers."""
    kept, absorbed = pair
    merge(norr, kept, absorbed)
    for one, other in ((absorbed, kept), (kept, absorbed)):
        with pytest.raises(InvalidTransition):
            merge(norr, one, other)


def test_merge_when_one_is_protected_guards_both_and_stays_so(
    norr: Region, pair: tuple[Patient, Patient]
) -> None:
    """The weaker row would otherwise tell who the stronger one is; undoing must not open what was shut."""
    kept, absorbed = pair
    raise_protection(absorbed, level=Patient.Protection.MARKED, actor=None)
    with pytest.raises(NotAllowed):
        merge(norr, kept, absorbed)
    desk = norr.desk
    with acting(desk):
        merged = merge_patients(desk, kept_id=kept.id, absorbed_id=absorbed.id, reason="samma", now=NOW)
        assert set(Patient.objects.values_list("protection", flat=True)) == {"marked"}
        assert {is_guarded for _, is_guarded in owners().values()} == {True}
        undo_merge(desk, merged.id, reason="fel", now=NOW)
        assert set(Patient.objects.values_list("protection", flat=True)) == {"marked"}
    assert owners() == {}


def test_merge_when_done_is_told_to_the_apps_above(norr: Region, pair: tuple[Patient, Patient]) -> None:
    """Bookings and permits follow by the event."""
    kept, absorbed = pair
    undo(norr, merge(norr, kept, absorbed))
    told = Event.objects.filter(aggregate_id=kept.id, name__contains="merge").order_by("number")
    assert [(one.name, one.payload["absorbed_id"]) for one in told] == [
        ("registry.patients_merged", str(absorbed.id)),
        ("registry.merge_undone", str(absorbed.id)),
    ]


def test_merge_when_asked_for_by_others_is_not_allowed(norr: Region, pair: tuple[Patient, Patient]) -> None:
    """A nurse tells a registrar."""
    kept, absorbed = pair
    with pytest.raises(NotAllowed):
        merge_patients(norr.nurse, kept_id=kept.id, absorbed_id=absorbed.id, reason="x", now=NOW)
