"""The one search box: numbers in any spelling, phones, and names as people remember them."""

from __future__ import annotations

import pytest
from django.db import connection

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.audit.models import AccessEntry, Event
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.services.patients import add_identity, search_patients
from skjuts.apps.registry.services.patients.tallying import ALARM, SOFT_LIMIT, tally_lookups
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from tests.app.registry.patients.people import ANNA, RESERVE, SIV, TODAY, Region, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(norr: Region, register: InventedRegister) -> dict[str, Patient]:
    """Anna, with a phone and a reserve number too, and Siv."""
    anna = enter(norr.nurse, ANNA, phone="+46701740605")
    with acting(norr.nurse):
        from tests.app.registry.patients.people import NOW

        add_identity(norr.nurse, anna.id, identity=RESERVE, now=NOW, today=TODAY)
    return {"anna": anna, "siv": enter(norr.nurse, SIV)}


def found(region: Region, text: str) -> list[str]:
    """Names, in the order of the hits."""
    with acting(region.nurse):
        hits = search_patients(region.nurse, text=text, today=TODAY)
        return [hit.profile.name for hit in hits if hit.profile]


@pytest.mark.parametrize(
    "text",
    [
        ANNA.value,
        f"{ANNA.value[:8]}-{ANNA.value[8:]}",
        f" {ANNA.value[2:8]} {ANNA.value[8:]} ",
        f"{ANNA.value[2:8]}-{ANNA.value[8:]}",
        RESERVE.value,
        RESERVE.value.lower(),
        "070-174 06 05",
        "0701740605",
        "+46 70 174 06 05",
        "0046701740605",
        "Anna-Märta Öberg",
        "oberg anna",
        "ÖBERG",
        "anna marta",
        "öbreg anna",
        "ana öberg",
        "1945-03-12",
        "19450312 anna",
        "450312 öberg",
    ],
)
def test_search_when_written_in_any_usual_way_finds_her_first(
    norr: Region, people: dict[str, Patient], text: str
) -> None:
    """The caller's spelling is not the register's."""
    assert found(norr, text)[:1] == ["Anna-Märta Öberg"]


@pytest.mark.parametrize("text", ["akerlund", "Siv", "siw åkerlund", "akerlund siv"])
def test_search_when_it_is_somebody_else_does_not_find_her(
    norr: Region, people: dict[str, Patient], text: str
) -> None:
    """Tolerance must not turn into noise."""
    assert found(norr, text) == ["Siv Åkerlund"]


@pytest.mark.parametrize("text", ["", "a", "?", "x" * 101, "%", "%%__"])
def test_search_when_there_is_too_little_or_too_much_is_refused(norr: Region, text: str) -> None:
    """One letter would list half the register."""
    with acting(norr.nurse), pytest.raises(InvalidField):
        search_patients(norr.nurse, text=text, today=TODAY)


@pytest.mark.parametrize(
    "text", ["'; drop table registry_patient; --", "\x00ab", "öberg\u202e", "{} $1[1]", "ab%s"]
)
def test_search_when_text_is_hostile_is_only_text(
    norr: Region, people: dict[str, Patient], text: str
) -> None:
    """Words go to the database as parameters, however they look."""
    found(norr, text)
    assert Patient._meta.db_table in connection.introspection.table_names()


def test_search_when_in_another_region_finds_nothing(
    norr: Region, soder: Region, people: dict[str, Patient]
) -> None:
    """The definer function filters on the caller's authorities itself."""
    assert [found(soder, text) for text in (ANNA.value, "öberg", "0701740605")] == [[], [], []]


def test_search_when_it_shows_people_leaves_an_entry_for_each(
    norr: Region, people: dict[str, Patient]
) -> None:
    """Who was shown to whom is what the patient may ask about."""
    found(norr, "öberg")
    found(norr, "ingen alls")
    with acting(norr.nurse):
        entries = AccessEntry.objects.filter(action="search").order_by("at", "id")
        assert [one.patient_id for one in entries] == [people["anna"].id, None]


def test_search_when_the_role_has_no_patients_is_not_allowed(norr: Region) -> None:
    """A course author has no business here."""
    author = norr.person(Role.COURSE_AUTHOR).actor
    with acting(author), pytest.raises(NotAllowed):
        search_patients(author, text="öberg", today=TODAY)


def test_lookups_when_they_pass_the_soft_limit_raise_one_alarm(norr: Region) -> None:
    """A bulk reader is noticed, and the ward goes on working."""
    with acting(norr.nurse):
        assert [tally_lookups(norr.nurse) for _ in range(SOFT_LIMIT + 3)][-1] == SOFT_LIMIT + 3
        assert Event.objects.filter(name=ALARM, aggregate_id=norr.nurse.account_id).count() == 1
