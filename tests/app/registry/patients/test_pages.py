"""Pages about patients, as a browser without script meets them."""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.adapters.virus_scan.known_test_file import KnownTestFile
from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.registry.models import Patient, PatientProfile, Representative
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.ports.virus_scan import virus_scan
from tests.app.registry.patients.people import ANNA, CHILD, KLAS, RESERVE, SIV, Region, enter

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def post(client: Client, name: str, *arguments: object, **told: object) -> object:
    """Send a form with its key."""
    return client.post(reverse(name, args=arguments), {"idempotency_key": str(uuid4()), **told})


def hidden(page: object) -> dict[str, str]:
    """The hidden values of a page's forms, the key and token apart."""
    found = dict(HIDDEN.findall(page.content.decode()))  # type: ignore[attr-defined]
    return {
        name: value for name, value in found.items() if name not in {"idempotency_key", "csrfmiddlewaretoken"}
    }


@pytest.fixture
def nurse(norr: Region) -> Client:
    """At the ward."""
    return norr.person(Role.CARE_STAFF).client


@pytest.fixture
def anna(norr: Region, register: InventedRegister) -> Patient:
    """Registered by the ward."""
    return enter(norr.nurse, ANNA, phone="+46701740605")


def test_search_when_sent_shows_hits_and_puts_nothing_in_the_address(nurse: Client, anna: Patient) -> None:
    """Addresses stay in logs and histories."""
    page = nurse.post(reverse("registry:patient-search"), {"q": "oberg anna", "reason": "call"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Anna-Märta Öberg" in text
    assert reverse("registry:patient", args=[anna.id]) in text
    assert ANNA.value[-4:] not in text
    # In an address the words stand for nothing.
    assert (
        "Öberg" not in nurse.get(reverse("registry:patient-search") + "?q=oberg&reason=call").content.decode()
    )


def test_search_when_short_is_told_at_the_box(nurse: Client) -> None:
    """In Swedish, with status 422."""
    page = nurse.post(reverse("registry:patient-search"), {"q": "a", "reason": "call"})
    assert page.status_code == 422
    assert "Sökningen är för kort" in page.content.decode()


def test_patient_when_of_the_own_unit_opens_and_is_logged(norr: Region, nurse: Client, anna: Patient) -> None:
    """A relation is reason enough."""
    page = nurse.get(reverse("registry:patient", args=[anna.id]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Anna-Märta Öberg" in text
    assert "450312-" not in text.split("<main")[0]
    with acting(norr.nurse):
        (entry,) = AccessEntry.objects.filter(action="read", patient_id=anna.id)
    assert (entry.reason, entry.unit_id) == ("care", norr.ward.id)


def test_patient_when_of_another_unit_asks_for_a_reason_first(norr: Region, anna: Patient) -> None:
    """The prompt tells nothing of who it is."""
    from tests.app.signed_in import make_person, make_unit

    other = make_person(Role.BOOKING_AGENT, unit=make_unit(norr.authority))
    asked = other.client.get(reverse("registry:patient", args=[anna.id]), follow=True)
    assert asked.redirect_chain[-1][0] == reverse("registry:patient-reason", args=[anna.id])
    assert "Öberg" not in asked.content.decode()
    refused = post(other.client, "registry:patient-reason", anna.id, reason="other", words="")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    given = post(
        other.client, "registry:patient-reason", anna.id, reason="other", words="Anhörig i receptionen"
    )
    page = other.client.get(given.url)  # type: ignore[attr-defined]
    assert "Anna-Märta Öberg" in page.content.decode()
    with acting(other.actor):
        assert {one.reason for one in AccessEntry.objects.filter(action="read")} == {"Anhörig i receptionen"}


@pytest.mark.parametrize(
    "name", ["patient", "patient-reason", "patient-edit", "patient-phone", "patient-merge"]
)
def test_protected_patient_when_asked_for_outside_the_desk_is_not_there(
    norr: Region, nurse: Client, register: InventedRegister, name: str
) -> None:
    """Byte for byte as a patient that does not exist."""
    klas = enter(norr.desk, KLAS)
    there = nurse.get(reverse(f"registry:{name}", args=[klas.id]))
    nowhere = nurse.get(reverse(f"registry:{name}", args=[uuid4()]))
    assert there.status_code == nowhere.status_code == 404
    token = re.compile(rb"[A-Za-z0-9]{64}")
    assert token.sub(b"", there.content) == token.sub(b"", nowhere.content)


def test_new_patient_when_entered_leads_to_its_page(
    norr: Region, nurse: Client, register: InventedRegister
) -> None:
    """One number is all that has to be typed."""
    done = post(
        nurse, "registry:patient-new", system="national", number=SIV.value, authority=norr.authority.id
    )
    page = nurse.get(done.url)  # type: ignore[attr-defined]
    assert "Siv Åkerlund" in page.content.decode()


def test_new_patient_when_the_register_is_silent_is_marked_unchecked(
    norr: Region, nurse: Client, register: InventedRegister
) -> None:
    """The page says so, and goes on."""
    register.behaviour.is_silent = True
    told = {"system": "national", "number": SIV.value, "authority": norr.authority.id}
    assert "personregistret gav inget svar" in post(nurse, "registry:patient-new", **told).content.decode()  # type: ignore[attr-defined]
    done = post(nurse, "registry:patient-new", **told, given_name="Siv", family_name="Å")
    assert "Ej kontrollerad" in nurse.get(done.url).content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"number": "19450312-1234"}, "kontrollsiffra"),
        ({"number": ""}, "Skriv numret."),
        ({"number": KLAS.value}, "särskilda handläggarna|skyddade personuppgifter"),
        ({"number": "194503121111"}, "finns inte i personregistret|kontrollsiffra"),
        ({"system": "1.2.752.97.3.1.3", "number": "990000000001"}, "kontrollsiffra"),
    ],
)
def test_new_patient_when_the_number_is_wrong_is_told_at_the_field(
    norr: Region, nurse: Client, register: InventedRegister, told: dict[str, str], sentence: str
) -> None:
    """422, in Swedish, and the refusal never repeats the number."""
    page = post(
        nurse, "registry:patient-new", **{"system": "national", "authority": norr.authority.id, **told}
    )
    text = page.content.decode()  # type: ignore[attr-defined]
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert re.search(sentence, text)
    assert 'aria-invalid="true"' in text


def test_new_patient_when_there_already_shows_the_way(norr: Region, nurse: Client, anna: Patient) -> None:
    """Not a second row."""
    page = post(
        nurse, "registry:patient-new", system="national", number=ANNA.value, authority=norr.authority.id
    )
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert reverse("registry:patient", args=[anna.id]) in page.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def unknown(norr: Region, register: InventedRegister) -> Patient:
    """Somebody whose names no register has confirmed."""
    return enter(norr.nurse, RESERVE, given_name="Okänd", family_name="Man")


def test_edit_when_two_change_different_fields_keeps_both(
    norr: Region, nurse: Client, unknown: Patient
) -> None:
    """Nobody's work is lost, and nobody is asked without need."""
    opened = hidden(nurse.get(reverse("registry:patient-edit", args=[unknown.id])))
    as_was = {"given_name": "Okänd", "family_name": "Man", "born": "", "deceased_on": "", "language": ""}
    first = post(nurse, "registry:patient-edit", unknown.id, **opened, **{**as_was, "language": "so"})
    second = post(nurse, "registry:patient-edit", unknown.id, **opened, **{**as_was, "given_name": "Ali"})
    assert first.status_code == second.status_code == 302  # type: ignore[attr-defined]
    with acting(norr.nurse):
        profile = PatientProfile.objects.get(patient=unknown)
    assert (profile.given_name, profile.language, profile.search_name) == ("Ali", "so", "ali man")


def test_edit_when_two_change_the_same_field_asks_field_by_field(
    norr: Region, nurse: Client, unknown: Patient
) -> None:
    """Both values are shown, and the choice is saved."""
    opened = hidden(nurse.get(reverse("registry:patient-edit", args=[unknown.id])))
    as_was = {"given_name": "Okänd", "family_name": "Man", "born": "", "deceased_on": "", "language": ""}
    post(nurse, "registry:patient-edit", unknown.id, **opened, **{**as_was, "given_name": "Ali"})
    asked = post(
        nurse,
        "registry:patient-edit",
        unknown.id,
        **opened,
        **{**as_was, "given_name": "Alí", "language": "ar"},
    )
    assert asked.status_code == 409  # type: ignore[attr-defined]
    text = asked.content.decode()  # type: ignore[attr-defined]
    assert 'value="Ali"' in text
    assert 'value="Alí"' in text
    done = post(nurse, "registry:patient-edit", unknown.id, **hidden(asked), given_name="Ali")
    assert done.status_code == 302  # type: ignore[attr-defined]
    with acting(norr.nurse):
        profile = PatientProfile.objects.get(patient=unknown)
    assert (profile.given_name, profile.language) == ("Ali", "ar")


def test_edit_when_the_register_has_confirmed_leaves_names_alone(
    norr: Region, nurse: Client, anna: Patient
) -> None:
    """What the register says is changed there."""
    page = nurse.get(reverse("registry:patient-edit", args=[anna.id]))
    assert 'name="given_name"' not in page.content.decode()
    post(
        nurse,
        "registry:patient-edit",
        anna.id,
        **hidden(page),
        given_name="X",
        needs_interpreter="on",
        language="",
    )
    with acting(norr.nurse):
        profile = PatientProfile.objects.get(patient=anna)
    assert (profile.given_name, profile.needs_interpreter) == ("Anna-Märta", True)


def test_parts_when_added_and_ended_show_on_the_page(norr: Region, nurse: Client, anna: Patient) -> None:
    """Phones and addresses, each with a form of its own."""
    today = dt.date.today()  # noqa: DTZ011
    post(nurse, "registry:patient-phone", anna.id, phone="063-15 30 00", kind="home")
    post(
        nurse,
        "registry:patient-address",
        anna.id,
        kind="temporary",
        street="Sjukhusgränd 2",
        door_code="4711",
        valid_from=today.isoformat(),
        valid_to=(today + dt.timedelta(days=9)).isoformat(),
    )
    page = nurse.get(reverse("registry:patient", args=[anna.id])).content.decode()
    assert "+4663153000" in page
    assert "Portkod 4711" in page
    ends = re.findall(r'action="(/patienter/[^"]+/(?:bort|avsluta)/)"', page)
    for end in ends:
        nurse.post(end, {"idempotency_key": str(uuid4())})
    page = nurse.get(reverse("registry:patient", args=[anna.id])).content.decode()
    assert "+4663153000" not in page
    assert "4711" not in page


def test_representative_when_appointed_with_a_paper_leads_to_it(
    norr: Region, nurse: Client, anna: Patient, settings: object, tmp_path: object
) -> None:
    """The paper is logged when the short link is made."""
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    today = dt.date.today()  # noqa: DTZ011
    with virus_scan.holding(KnownTestFile()):
        done = post(
            nurse,
            "registry:patient-representative",
            anna.id,
            system="national",
            number=SIV.value,
            kind="attorney",
            powers=["book", "apply"],
            valid_from=today.isoformat(),
            valid_to=(today + dt.timedelta(days=200)).isoformat(),
            mandate=SimpleUploadedFile("fullmakt.txt", b"Jag ger Siv fullmakt"),
        )
    assert done.status_code == 302, done.content.decode()  # type: ignore[attr-defined]
    with acting(norr.nurse):
        row = Representative.objects.get()
        assert row.name == "Siv Åkerlund"
    paper = nurse.get(reverse("registry:patient-mandate", args=[anna.id, row.id]), follow=True)
    assert paper.content == b"Jag ger Siv fullmakt"
    with acting(norr.nurse):
        assert AccessEntry.objects.filter(kind="attachment", subject_id=row.mandate_id).exists()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"kind": "attorney"}, "slutdatum"),
        ({"kind": "guardian"}, "fyllt 18"),
        ({"number": ANNA.value}, "sig själv"),
        ({"number": KLAS.value}, "skyddade personuppgifter"),
        ({"powers": []}, "Välj minst ett"),
        ({"mandate": SimpleUploadedFile("a.pdf", b"MZ\x90\x00")}, "kan inte tas emot"),
    ],
)
def test_representative_when_it_cannot_be_is_told_at_the_field(
    nurse: Client, anna: Patient, settings: object, tmp_path: object, told: dict[str, object], sentence: str
) -> None:
    """And nothing is stored."""
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    today = dt.date.today().isoformat()  # noqa: DTZ011
    right = {
        "system": "national",
        "number": SIV.value,
        "kind": "trustee",
        "powers": ["book"],
        "valid_from": today,
    }
    with virus_scan.holding(KnownTestFile()):
        page = post(nurse, "registry:patient-representative", anna.id, **{**right, **told})
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert sentence in page.content.decode()  # type: ignore[attr-defined]


def test_guardian_when_appointed_ends_the_day_before_the_child_comes_of_age(
    norr: Region, nurse: Client, register: InventedRegister
) -> None:
    """Whatever date was written."""
    child = enter(norr.nurse, CHILD)
    today = dt.date.today().isoformat()  # noqa: DTZ011
    told = {
        "system": "national",
        "number": ANNA.value,
        "kind": "guardian",
        "powers": ["book"],
        "valid_from": today,
    }
    post(nurse, "registry:patient-representative", child.id, **told)
    with acting(norr.nurse):
        assert Representative.objects.get().valid_to == dt.date(2033, 5, 31)


def test_protection_when_heard_of_takes_the_patient_from_the_page(
    norr: Region, nurse: Client, anna: Patient
) -> None:
    """The next click finds nothing; the desk finds everything."""
    post(nurse, "registry:patient-protect", anna.id, level="marked")
    assert nurse.get(reverse("registry:patient", args=[anna.id])).status_code == 404
    desk = norr.person(Role.PROTECTED_DESK).client
    page = desk.get(reverse("registry:patient", args=[anna.id]), follow=True)
    assert "Anna-Märta Öberg" in page.content.decode()
    assert "Kodnamn" in page.content.decode()
    post(desk, "registry:patient-lift", anna.id, reason="Registret har hävt skyddet")
    assert nurse.get(reverse("registry:patient", args=[anna.id])).status_code == 200


def test_merge_when_confirmed_moves_everything_and_can_be_undone(
    norr: Region, anna: Patient, unknown: Patient
) -> None:
    """First the other is shown, then it goes up in this one."""
    registrar = norr.person(Role.REGISTRAR).client
    told = {"system": "national", "number": RESERVE.value, "reason": "Legitimerade sig i dag"}
    shown = post(registrar, "registry:patient-merge", anna.id, **told)
    assert "Okänd Man" in shown.content.decode()  # type: ignore[attr-defined]
    post(registrar, "registry:patient-merge", anna.id, **told, **hidden(shown))
    page = registrar.get(reverse("registry:patient", args=[unknown.id]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("registry:patient", args=[anna.id])
    text = page.content.decode()
    assert RESERVE.value[-4:] in text
    assert text.count("Registrerades av enheten") == 1
    (undo,) = re.findall(r'href="(/patienter/[^"]+/upphav/)"', text)
    registrar.post(undo, {"idempotency_key": str(uuid4()), "reason": "Fel person"})
    assert "Okänd Man" in registrar.get(reverse("registry:patient", args=[unknown.id])).content.decode()


def test_merge_when_asked_for_by_a_nurse_is_not_there(nurse: Client, anna: Patient) -> None:
    """Registrars and the desk only."""
    assert nurse.get(reverse("registry:patient-merge", args=[anna.id])).status_code == 404


CEILINGS = {
    "registry:patient-search": 14,
    "registry:patient-new": 16,
    "registry:patient": 34,
    "registry:patient-edit": 32,
    "registry:patient-phone": 32,
}


@pytest.mark.parametrize("name", CEILINGS)
def test_page_when_drawn_keeps_its_ceiling_of_queries(nurse: Client, anna: Patient, name: str) -> None:
    """A query in a loop shows here first."""
    path = reverse(name, args=[] if name.endswith(("search", "new")) else [anna.id])
    nurse.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert nurse.get(path).status_code == 200
    assert len(caught) <= CEILINGS[name], [one["sql"][:90] for one in caught]
