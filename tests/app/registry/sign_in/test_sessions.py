"""How long a sign-in lasts, and what ends it at once (reliability goal S13)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from skjuts.apps.registry.middleware import BACKGROUND
from skjuts.apps.registry.models import Account, Assignment
from skjuts.apps.registry.sessions import GRAIN, IDLE, LONGEST, STAMPS
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from tests.app.signed_in import Person, give_assignment, make_person, make_unit, sign_in

pytestmark = pytest.mark.django_db

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def nurse() -> Person:
    """Somebody at work."""
    return make_person(Role.CARE_STAFF)


def stamp(client: Client, **moments: dt.datetime) -> None:
    """Move the session's stamps."""
    session = client.session
    session[STAMPS] = session[STAMPS] | {name: moment.timestamp() for name, moment in moments.items()}
    session.save()


def is_in(client: Client) -> bool:
    """Whether the start page answers."""
    return client.get("/").status_code == 200


def test_session_when_unused_for_twenty_minutes_has_ended(nurse: Person) -> None:
    """A screen that somebody left is nobody's."""
    stamp(nurse.client, used_at=timezone.now() - IDLE + 5 * SECOND)
    assert is_in(nurse.client)
    stamp(nurse.client, used_at=timezone.now() - IDLE - SECOND)
    answer = nurse.client.get("/enheter/")
    assert answer["Location"] == "/logga-in/?next=%2Fenheter%2F&slut=idle"
    assert "20 minuter" in nurse.client.get(answer["Location"]).content.decode()


def test_session_when_twelve_hours_old_has_ended_however_used(nurse: Person) -> None:
    """A working day, no more."""
    stamp(nurse.client, began_at=timezone.now() - LONGEST - SECOND)
    assert nurse.client.get("/")["Location"] == "/logga-in/?slut=longest"


def test_session_when_used_lasts_from_then(nurse: Person) -> None:
    """Whoever works is not thrown out."""
    stamp(nurse.client, used_at=timezone.now() - GRAIN - SECOND)
    assert is_in(nurse.client)
    used = dt.datetime.fromtimestamp(nurse.client.session[STAMPS]["used_at"], dt.UTC)
    assert timezone.now() - used < 5 * SECOND


def test_session_when_only_the_page_asks_is_not_kept_alive(nurse: Person) -> None:
    """A page that polls is not a person."""
    before = timezone.now() - dt.timedelta(minutes=15)
    stamp(nurse.client, used_at=before)
    answer = nurse.client.get("/inloggning/", headers={BACKGROUND: "1"})
    assert dt.datetime.fromisoformat(answer.json()["ends"]) == (before + IDLE).replace(microsecond=0)
    assert nurse.client.session[STAMPS]["used_at"] == before.timestamp()


def test_session_when_somebody_answers_is_kept_alive(nurse: Person) -> None:
    """The warning can be answered."""
    stamp(nurse.client, used_at=timezone.now() - dt.timedelta(minutes=19))
    answer = nurse.client.post("/inloggning/")
    assert dt.datetime.fromisoformat(answer.json()["ends"]) > timezone.now() + dt.timedelta(minutes=19)


def test_session_without_stamps_of_a_sign_in_is_refused(nurse: Person) -> None:
    """What did not pass the identity provider's assurance is no sign-in."""
    session = nurse.client.session
    del session[STAMPS]
    session.save()
    assert not is_in(nurse.client)


def test_sign_out_when_done_ends_the_session_on_the_server(nurse: Person) -> None:
    """A copied cookie is worth nothing afterwards."""
    key = nurse.client.session.session_key
    nurse.client.post("/logga-ut/")
    assert not Session.objects.filter(session_key=key).exists()


def test_sign_out_everywhere_when_done_ends_every_device(nurse: Person) -> None:
    """Also the one that was stolen."""
    other = sign_in(nurse.account, nurse.assignment)
    assert is_in(other)
    nurse.client.post("/logga-ut/overallt/")
    assert not is_in(other)


def test_account_when_closed_is_out_at_the_next_request(nurse: Person) -> None:
    """Within one request, not within a working day."""
    Account.objects.filter(pk=nurse.account.pk).update(is_active=False)
    assert not is_in(nurse.client)


def test_role_when_taken_away_is_gone_at_the_next_request() -> None:
    """Rights are read anew each time."""
    registrar = make_person(Role.REGISTRAR)
    assert registrar.client.get("/inlasning/").status_code == 200
    with entering(authorities=[registrar.authority.id]):
        Assignment.objects.filter(pk=registrar.assignment.pk).update(roles=[Role.CARE_STAFF])
    assert registrar.client.get("/inlasning/").status_code == 404


def test_assignment_when_it_has_ended_gives_nothing(nurse: Person) -> None:
    """The day after the last day is too late."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    with entering(authorities=[nurse.authority.id]):
        Assignment.objects.filter(pk=nurse.assignment.pk).update(valid_to=yesterday)
    assert nurse.client.get("/")["Location"].startswith("/uppdrag/valj/")
    page = nurse.client.get("/uppdrag/valj/")
    assert page.status_code == 403
    assert "Fråga din enhetschef" in page.content.decode()


def test_assignment_when_there_are_several_has_to_be_chosen(nurse: Person) -> None:
    """What one does is logged on the assignment one chose."""
    ward = make_unit(nurse.authority, "Avdelning 2")
    second = give_assignment(nurse.staff, ward, Role.UNIT_MANAGER)
    client = sign_in(nurse.account)
    assert client.get("/enheter/")["Location"] == "/uppdrag/valj/?next=%2Fenheter%2F"
    page = client.get("/uppdrag/valj/?next=/enheter/").content.decode()
    assert "Avdelning 2" in page
    assert nurse.unit.name in page
    answer = client.post("/uppdrag/valj/", {"assignment": str(second.id), "next": "/enheter/"})
    assert answer["Location"] == "/enheter/"
    assert "Avdelning 2" in client.get("/").content.decode()


def test_assignment_of_somebody_else_cannot_be_chosen(nurse: Person) -> None:
    """An id from a page is not a right."""
    other = make_person(Role.AUTHORITY_ADMIN)
    assert nurse.client.post("/uppdrag/valj/", {"assignment": str(other.assignment.id)}).status_code == 404


def test_way_back_when_it_leads_elsewhere_is_not_taken(nurse: Person) -> None:
    """No open redirect."""
    for goal in ("https://ond.example/", "//ond.example/", "javascript:alert(1)", "/\\ond.example"):
        told = {"assignment": str(nurse.assignment.id), "next": goal}
        assert nurse.client.post("/uppdrag/valj/", told)["Location"] == "/"


def test_fragment_when_the_session_is_over_sends_the_whole_page_to_sign_in() -> None:
    """A sign-in form inside a table helps nobody."""
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/personal/?q=a"}
    answer = Client().get("/personal/", headers=asked)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/logga-in/?next=%2Fpersonal%2F%3Fq%3Da")
