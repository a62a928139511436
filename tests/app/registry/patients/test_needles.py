"""Protected persons looked for as one looks for a needle: in every page, table, log line and event."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import get_resolver, reverse

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.services.patients import (
    NewAddress,
    NewRepresentative,
    add_address,
    add_phone,
    appoint_representative,
    raise_protection,
)
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.identifiers import format_person_identity, list_test_personal_numbers
from skjuts.core.ports.person_register import RegisterAddress, RegisterProtection
from tests.app.registry.patients.people import NOW, SIV, TODAY, Region, enter, registered

pytestmark = pytest.mark.django_db
NUMBERS = [list_test_personal_numbers(dt.date(1951, month, 9))[0] for month in range(1, 7)]
LOOKERS = (Role.CARE_STAFF, Role.BOOKING_AGENT, Role.CASE_OFFICER, Role.REGISTRAR, Role.LOG_REVIEWER)
SURNAME, STREET, DOOR = "Qvistgårdhed", "Zebragränden", "X7781Y"


@pytest.fixture
def hidden(norr: Region, register: InventedRegister) -> list[Patient]:
    """Six persons: half of them protected from the start, half of them protected only afterwards."""
    made = []
    for number, identity in enumerate(NUMBERS):
        is_late = number % 2 == 1
        level = RegisterProtection.NONE if is_late else RegisterProtection.MARKED
        home = RegisterAddress(f"{STREET} {number}", "831 99", "Östersund")
        register.plant(
            registered(identity, f"Ixazel{number}", SURNAME, protection=level, address=home, born=None)
        )
        actor = norr.nurse if is_late else norr.desk
        patient = enter(actor, identity)
        with acting(actor):
            furnish(actor, patient)
            if is_late:
                raise_protection(
                    Patient.objects.get(pk=patient.pk), level=Patient.Protection.MARKED, actor=None
                )
        made.append(patient)
    return made


def furnish(actor: object, patient: Patient) -> None:
    """A phone, a temporary address with a door code, and somebody who speaks for them."""
    number = NUMBERS.index(next(one for one in NUMBERS if patient.identifiers.get().value == one.value))
    add_phone(actor, patient.id, number=f"+4670174077{number}", kind="mobile", may_text=True, now=NOW)  # type: ignore[arg-type]
    last = TODAY + dt.timedelta(days=40)
    stay = NewAddress(kind="temporary", street=STREET, door_code=DOOR, valid_from=TODAY, valid_to=last)
    add_address(actor, patient.id, new=stay)  # type: ignore[arg-type]
    attorney = NewRepresentative(
        kind="attorney", powers=("book",), identity=SIV, name="", valid_from=TODAY, valid_to=last
    )
    appoint_representative(actor, patient.id, new=attorney, today=TODAY)  # type: ignore[arg-type]


def needles() -> list[str]:
    """What nobody outside the desk may find, however it is written."""
    found = ["Ixazel", "ixazel", SURNAME, "qvistgardhed", STREET, DOOR, "831 99"]
    for number, identity in enumerate(NUMBERS):
        shown = format_person_identity(identity)
        found += [identity.value, shown, shown[2:], identity.value[2:], f"70174077{number}"]
    return found


def find_needles(text: str) -> list[str]:
    """Those that stand in a text."""
    return [one for one in needles() if one in text]


def list_pages(patients: list[Patient]) -> Iterator[str]:
    """Every page of the registers that takes no argument, and every page of each patient."""
    for one in get_resolver("skjuts.apps.registry.urls").url_patterns:
        for inner in getattr(one, "url_patterns", [one]):
            route = str(inner.pattern)
            if "<" not in route:
                yield reverse(f"registry:{inner.name}")
            elif route.count("<") == 1 and "patient_id" in route:
                yield from (reverse(f"registry:{inner.name}", args=[patient.id]) for patient in patients)


def read_every_table() -> str:
    """Every row that the transaction may see, as raw SQL shows it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p') and not relispartition"
            " and relnamespace = 'public'::regnamespace and has_table_privilege(oid, 'select')"
        )
        tables = [row[0] for row in cursor.fetchall()]
        text = ""
        for table in tables:
            cursor.execute(f"select coalesce(string_agg(t::text, chr(10)), '') from \"{table}\" t")  # noqa: S608
            text += cursor.fetchone()[0]
    return text


@pytest.mark.parametrize("role", LOOKERS)
def test_pages_when_drawn_for_others_than_the_desk_hold_no_needle(
    norr: Region, hidden: list[Patient], role: Role
) -> None:
    """Lists, forms, prompts and refusals alike."""
    client = norr.person(role).client
    found = {}
    for path in sorted(set(list_pages(hidden))):
        answer = client.get(path, follow=True)
        found[path] = find_needles(answer.content.decode())
    for words in (SURNAME, "Ixazel0", NUMBERS[0].value, "070-174 07 70", "510109"):
        answer = client.post(reverse("registry:patient-search"), {"q": words, "reason": "call"})
        # The box shows again what was written in it; the result may not.
        hits = answer.content.decode().split('id="patient-hits"')[-1]
        found[words] = find_needles(hits)
    assert {path: one for path, one in found.items() if one} == {}


def test_tables_when_read_raw_by_others_than_the_desk_hold_no_needle(
    norr: Region, hidden: list[Patient]
) -> None:
    """The rows themselves are out of reach."""
    for role in LOOKERS:
        with acting(norr.person(role).actor):
            text = read_every_table()
            assert find_needles(text) == []


def test_tables_when_copied_whole_without_keys_hold_no_needle(norr: Region, hidden: list[Patient]) -> None:
    """Events, outbox, log, search columns, profiles: whoever takes the copy takes ciphertext."""
    with acting(norr.desk):
        text = read_every_table()
    assert str(hidden[0].id) in text
    assert find_needles(text) == []


def test_logs_when_everything_goes_wrong_hold_no_needle(
    norr: Region, hidden: list[Patient], register: InventedRegister, caplog: pytest.LogCaptureFixture
) -> None:
    """Errors tell what happened, never to whom."""
    client = norr.person(Role.CARE_STAFF).client
    register.behaviour.is_silent = True
    told = {
        "system": "national",
        "authority": norr.authority.id,
        "given_name": "Ixazel0",
        "family_name": SURNAME,
    }
    with caplog.at_level(logging.DEBUG):
        for number in (NUMBERS[0].value, NUMBERS[0].value[:-1] + "0", "x" * 60):
            key = {"idempotency_key": str(uuid4())}
            client.post(reverse("registry:patient-new"), {**told, **key, "number": number})
        client.get(reverse("registry:patient", args=[hidden[0].id]))
    lines = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert find_needles("\n".join(str(record.__dict__) for record in lines)) == []


def test_desk_when_it_looks_finds_them(norr: Region, hidden: list[Patient]) -> None:
    """The needles are really there, or this file would prove nothing."""
    client = norr.person(Role.PROTECTED_DESK).client
    client.post(reverse("registry:patient-search"), {"q": NUMBERS[0].value, "reason": "call"})
    text = client.get(reverse("registry:patient", args=[hidden[0].id])).content.decode()
    assert {"Ixazel", SURNAME, STREET, DOOR} <= set(find_needles(text))
