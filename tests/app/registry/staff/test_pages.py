"""The registers of units, staff and assignments as pages."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.registry.models import Assignment, AssignmentStatus, RegisterImport
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person, make_person, make_unit

pytestmark = pytest.mark.django_db

KEY = re.compile(r'name="idempotency_key" value="([^"]+)"')
ORG = "SE0000000000"


@pytest.fixture
def registrar() -> Person:
    """Somebody who keeps the registers."""
    return make_person(Role.REGISTRAR)


def send(client: Client, path: str, *, page: str = "", **told: object) -> object:
    """Send a form as its page would, with the page's own key."""
    key = KEY.search(client.get(page or path).content.decode())
    assert key is not None
    return client.post(path, {"idempotency_key": key.group(1), **told})


def names_in(page: str) -> list[str]:
    """The first cell of every row."""
    return re.findall(r'<th scope="row"><a class="ds-link" href="[^"]+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("path", "ceiling"),
    [("/", 9), ("/enheter/", 8), ("/personal/", 8), ("/uppdrag/", 8), ("/inlasning/", 8)],
)
def test_page_when_the_register_grows_asks_no_more(registrar: Person, path: str, ceiling: int) -> None:
    """Fifty rows cost as many questions as four."""
    for number in range(4):
        make_person(Role.CARE_STAFF, unit=make_unit(registrar.authority, f"Avdelning {number}"))
    _, few = count_queries(registrar.client, path)
    for number in range(15):
        make_person(Role.CARE_STAFF, unit=make_unit(registrar.authority, f"Mottagning {number}"))
    answer, many = count_queries(registrar.client, path)
    assert answer.status_code == 200
    assert few <= ceiling
    assert many <= few


def test_list_when_shown_is_in_swedish_order(registrar: Person) -> None:
    """Å, ä and ö come last, in that order."""
    for name in ("Öberg", "Ärlig", "Zetterlund", "Åkesson", "Andersson"):
        make_person(Role.CARE_STAFF, unit=registrar.unit, given_name="Eva", family_name=name)
    shown = [name for name in names_in(registrar.client.get("/personal/").content.decode()) if "Eva" in name]
    assert shown == ["Andersson, Eva", "Zetterlund, Eva", "Åkesson, Eva", "Ärlig, Eva", "Öberg, Eva"]


def test_list_when_longer_than_a_page_leads_on(registrar: Person) -> None:
    """Fifty at a time, and the filter is kept."""
    for number in range(55):
        make_unit(registrar.authority, f"Vårdcentral {number:02}")
    first = registrar.client.get("/enheter/?q=vårdcentral").content.decode()
    second = registrar.client.get("/enheter/?q=vårdcentral&sida=2").content.decode()
    assert (len(names_in(first)), len(names_in(second))) == (50, 5)
    assert "sida=2" in first
    assert "Visar 51–55 av 55" in second


@pytest.mark.parametrize(
    "told", ["sida=0", "sida=-1", "sida=x", "sida=99999999999999", "sida=", "enhet=x&lage=y&roll=z"]
)
def test_list_when_asked_for_nonsense_shows_something(registrar: Person, told: str) -> None:
    """Addresses are typed by people."""
    assert registrar.client.get(f"/uppdrag/?{told}").status_code == 200


def test_manager_sees_the_own_unit_and_nobody_else(registrar: Person) -> None:
    """Colleagues elsewhere are none of a manager's business."""
    manager = make_person(Role.UNIT_MANAGER, unit=registrar.unit)
    elsewhere = make_person(Role.CARE_STAFF, unit=make_unit(registrar.authority), family_name="Annorstädes")
    page = manager.client.get("/personal/").content.decode()
    assert registrar.staff.family_name in page
    assert elsewhere.staff.family_name not in page


def test_assignment_when_given_by_hand_holds_with_a_reason(registrar: Person) -> None:
    """From the person's page, for a unit of the authority."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    ward = make_unit(registrar.authority, "Avdelning 7")
    path = reverse("registry:assignment-new", args=[nurse.staff.id])
    told = {"unit": str(ward.id), "roles": ["unit_manager"], "valid_from": "2026-03-01", "reason": "Vikariat"}
    answer = send(registrar.client, path, **told)
    assert answer.status_code == 302
    with acting(registrar.actor):
        made = Assignment.objects.get(staff=nurse.staff, unit=ward)
        status = AssignmentStatus.objects.get(assignment=made)
    assert (made.roles, status.reason, status.written_by_id) == (
        ["unit_manager"],
        "Vikariat",
        registrar.assignment.id,
    )


def change_path(person: Person, step: str) -> str:
    """The address of a step of somebody's assignment."""
    return reverse(f"registry:assignment-{step}", args=[person.assignment.id])


def test_assignment_when_paused_throws_the_person_out_and_can_be_resumed(registrar: Person) -> None:
    """Within one request, and with a trail."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    shown = reverse("registry:assignment", args=[nurse.assignment.id])
    send(registrar.client, change_path(nurse, "suspend"), page=shown, reason="Utredning")
    assert nurse.client.get("/")["Location"].startswith("/logga-in/")
    assert "Utredning" in registrar.client.get(shown).content.decode()
    send(registrar.client, change_path(nurse, "resume"), page=shown, reason="Klart")
    with acting(registrar.actor):
        steps = [
            one.step
            for one in AssignmentStatus.objects.filter(assignment=nurse.assignment).order_by("written_at")
        ]
    assert steps == ["suspended", "resumed"]


def test_assignment_when_ended_gives_no_right_today(registrar: Person) -> None:
    """Not tomorrow."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    shown = reverse("registry:assignment", args=[nurse.assignment.id])
    send(registrar.client, change_path(nurse, "end"), page=shown, reason="Slutat")
    with acting(registrar.actor):
        ended = Assignment.objects.get(pk=nurse.assignment.pk)
    assert ended.valid_to == timezone.localdate() - dt.timedelta(days=1)


def test_step_when_no_reason_is_given_is_not_taken(registrar: Person) -> None:
    """A trail without reasons is none."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    shown = reverse("registry:assignment", args=[nurse.assignment.id])
    answer = send(registrar.client, change_path(nurse, "suspend"), page=shown, reason="")
    assert answer.status_code == 422
    assert nurse.client.get("/").status_code == 200


def test_assignment_when_somebody_else_changed_it_is_not_overwritten(registrar: Person) -> None:
    """Nothing is lost silently."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    path = change_path(nurse, "change")
    with entering(authorities=[registrar.authority.id]):
        Assignment.objects.filter(pk=nurse.assignment.pk).update(version=2, valid_to=dt.date(2026, 12, 31))
    told = {"roles": ["care_staff"], "valid_from": "2026-01-01", "reason": "x", "version": "1"}
    answer = send(registrar.client, path, **told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Någon annan har ändrat" in page
    assert 'name="version" value="2"' in page
    with acting(registrar.actor):
        assert Assignment.objects.get(pk=nurse.assignment.pk).valid_to == dt.date(2026, 12, 31)


def test_own_and_guarding_assignments_cannot_be_changed_by_a_registrar(registrar: Person) -> None:
    """Nobody lifts themselves, and nobody takes away who watches."""
    reviewer = make_person(Role.LOG_REVIEWER, unit=registrar.unit)
    for person in (registrar, reviewer):
        assert registrar.client.get(change_path(person, "change")).status_code == 404


def test_guarding_role_when_not_offered_cannot_be_sent_in(registrar: Person) -> None:
    """A form is no wall."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    told = {"roles": ["protected_desk"], "valid_from": "2026-01-01", "reason": "x", "version": "1"}
    assert send(registrar.client, change_path(nurse, "change"), **told).status_code == 422


def test_account_when_released_is_joined_at_the_next_sign_in(registrar: Person) -> None:
    """A new card, the same person."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    page = reverse("registry:staff-member", args=[nurse.staff.id])
    send(registrar.client, reverse("registry:staff-release", args=[nurse.staff.id]), page=page)
    assert nurse.client.get("/")["Location"].startswith("/logga-in/")
    with acting(registrar.actor):
        assert Assignment.objects.get(pk=nurse.assignment.pk).account_id is None


def upload(registrar: Person, text: str, kind: str = "staff") -> object:
    """Send a file as the page does."""
    file = SimpleUploadedFile("personal.csv", text.encode(), "text/csv")
    return send(registrar.client, "/inlasning/", kind=kind, file=file)


def test_file_when_uploaded_is_read_on_trial_and_then_applied(registrar: Person) -> None:
    """Look, then leap, then see it in the history."""
    answer = upload(registrar, f"hsa_id;fornamn;efternamn\n{ORG}-A1;Åsa;Öberg\n")
    path = answer["Location"]
    page = registrar.client.get(path).content.decode()
    assert "Läs in" in page
    assert names_in(registrar.client.get("/personal/?q=öberg").content.decode()) == []
    send(registrar.client, f"{path}las-in/", page=path)
    assert names_in(registrar.client.get("/personal/?q=öberg").content.decode()) == ["Öberg, Åsa"]
    assert "Inläst" in registrar.client.get("/inlasning/").content.decode()


def test_file_when_faulty_shows_line_column_and_remedy(registrar: Person) -> None:
    """One mends the file, not the platform."""
    path = upload(registrar, "hsa_id;fornamn;efternamn\nfel;Åsa;Öberg\n")["Location"]
    page = registrar.client.get(path).content.decode()
    assert "HSA-id har inte rätt form." in page
    assert "Läs in</button>" not in page
    key = {"Idempotency-Key": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    assert registrar.client.post(f"{path}las-in/", headers=key).status_code == 409


def test_file_when_it_is_no_table_is_refused_at_its_field(registrar: Person) -> None:
    """A picture is no list of staff."""
    answer = upload(registrar, "\0\0\0")
    assert answer.status_code == 422
    assert "Filen är ingen textfil" in answer.content.decode()


def test_template_when_fetched_can_be_read_back(registrar: Person) -> None:
    """The example in the manual is an example that works."""
    for kind in RegisterImport.Kind.values:
        text = registrar.client.get(f"/inlasning/mall/{kind}.csv").content.decode("utf-8")
        assert text.startswith("\ufeffhsa_id;")
        page = registrar.client.get(upload(registrar, text, kind)["Location"]).content.decode()
        assert "Kolumnen saknas" not in page
