"""Pages of letters, of the board's list and of the answer about a ride, as people meet them."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator

import pytest
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.permits.models import Letter, Permit, PermitUse
from skjuts.apps.permits.services.handle import ask_completion
from skjuts.apps.permits.services.letters import send_completion, send_decision
from skjuts.apps.tenancy.roles import Role
from tests.app.permits.sending import send
from tests.app.permits.world import ANNA, LAST, NOON, REASONS, TODAY, World
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import make_person

LETTER_CEILING, ANSWER_CEILING, BOARD_CEILING = 30, 34, 26


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages read the day on which the world lives."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return


def write(world: World) -> Letter:
    """A decision and its letter."""
    permit = world.permit()
    made = send_decision(decision_id=permit.decision_id)
    assert made
    return made


def test_letter_when_opened_then_it_is_read_whole_logged_and_printed(world: World) -> None:
    """The officer reads what the applicant reads, and can put it into a hand."""
    made = write(world)
    page = world.officer.client.get(f"/resor/brev/{made.id}/")
    assert page.status_code == 200
    assert "Du får sjukresa" in page.text
    assert "Lätt svenska" in page.text
    pdf = world.officer.client.get(f"/resor/brev/{made.id}/pdf/")
    assert pdf.content.startswith(b"%PDF-") or b"Beslut om sjukresa" in pdf.content
    assert AccessEntry.objects.filter(context=f"letter:{made.id}").count() == 2
    _, asked = count_queries(world.officer.client, f"/resor/brev/{made.id}/")
    assert asked <= LETTER_CEILING


def test_letter_without_address_when_handed_over_then_it_leaves_the_list(world: World) -> None:
    """Nobody's letter lies forgotten."""
    world.patient().addresses.all().delete()
    made = write(world)
    address = f"/resor/brev/{made.id}/"
    assert address in world.officer.client.get("/resor/brev/").text
    wrong = send(world.officer.client, f"{address}lamnat/", way="given", on="2020-01-01")
    assert wrong.status_code == 422
    done = send(world.officer.client, f"{address}lamnat/", way="given", on=TODAY.isoformat())
    assert done.status_code == 302
    assert address not in world.officer.client.get("/resor/brev/").text


def test_letters_of_a_matter_when_looked_for_then_matter_and_decision_lead_there(
    world: World,
) -> None:
    """What was written to somebody is found where the matter is handled, not only where letters wait."""
    _, application = world.certify()
    asked = ask_completion(
        actor=world.officer.actor,
        application_id=application.id,
        version=world.version(application),
        facts=[],
        text="Skriv vilken dag du ska dit.",
        answer_by=LAST,
        now=NOON,
        today=TODAY,
    )
    made = send_completion(request_id=asked.id)
    assert made
    list_address = f"/resor/arenden/{application.id}/brev/"
    assert list_address in world.officer.client.get(f"/resor/arenden/{application.id}/").text
    assert f"/resor/brev/{made.id}/" in world.officer.client.get(list_address).text
    decided = world.permit().decision
    page = world.officer.client.get(f"/resor/beslut/{decided.id}/")
    assert f"/resor/arenden/{decided.application_id}/brev/" in page.text


def test_preview_when_the_form_is_sent_then_the_letter_says_what_it_says_now(world: World) -> None:
    """What is typed is what is read, before anything is decided; the same key is free for the decision."""
    _, application = world.certify()
    world.assess(application)
    told = {
        "reasons": "Bussen stannar för långt bort från ditt hem.",
        "uses_judgement": "on",
        "travel_modes": ["shared_taxi"],
        "valid_from": TODAY.isoformat(),
        "valid_to": LAST.isoformat(),
        "trips": "6",
        "version": world.version(application),
        "idempotency_key": str(uuid.uuid4()),
    }
    address = f"/resor/arenden/{application.id}"
    shown = world.officer.client.post(f"{address}/brev/granted/", told)
    assert shown.status_code == 200
    assert "Bussen stannar för långt bort" in shown.text
    assert "Du får göra 6 enkla resor." in shown.text
    assert not Letter.objects.exists()
    assert world.officer.client.post(f"{address}/besluta/granted/", told).status_code == 302
    assert Permit.objects.get().trips_granted == 6


def test_notice_when_written_then_its_letter_is_shown(world: World) -> None:
    """FL 25 §, from a page."""
    permit = world.permit(reserves_change=True)
    address = f"/resor/tillstand/{permit.id}/underrattelse/"
    assert send(world.officer.client, address, ground="safety").status_code == 422
    later = (TODAY + dt.timedelta(days=14)).isoformat()
    done = send(world.officer.client, address, ground="safety", reasons=REASONS, answer_by=later)
    made = Letter.objects.get(kind="notice")
    assert done.headers["Location"] == f"/resor/brev/{made.id}/"


@pytest.mark.parametrize("reserves", [True, False])
def test_notice_when_the_decision_reserved_nothing_then_that_is_no_ground(
    world: World, *, reserves: bool
) -> None:
    """FL 37 §: a reservation has to have been made."""
    permit = world.permit(reserves_change=reserves)
    page = world.officer.client.get(f"/resor/tillstand/{permit.id}/underrattelse/")
    assert ("förbehåll om återkallelse" in page.text) is reserves


def test_board_list_when_read_then_it_names_deciders_and_no_patient(world: World) -> None:
    """The board follows up what is decided in its name, not whom it concerned."""
    permit = world.permit()
    admin = world.ward.admin.client
    page = admin.get("/resor/delegationsbeslut/")
    number = f"{permit.decision.year}-{permit.decision.number}"
    sheet = admin.get("/resor/delegationsbeslut/fil/").content.decode()
    paper = admin.get("/resor/delegationsbeslut/pdf/")
    for text in (page.text, sheet):
        assert number in text
        assert permit.decision.signed in text
        assert world.patient().profiles.get().family_name not in text
    assert paper.status_code == 200
    assert sheet.startswith("\ufeffNummer;")
    _, asked = count_queries(admin, "/resor/delegationsbeslut/")
    assert asked <= BOARD_CEILING


def test_board_list_when_the_minutes_are_announced_then_each_decision_has_its_last_day(world: World) -> None:
    """One day is noted for all, since they stand in the same minutes."""
    permit = world.permit()
    span = {"first": TODAY.isoformat(), "last": TODAY.isoformat(), "on": TODAY.isoformat()}
    done = send(world.ward.admin.client, "/resor/delegationsbeslut/anslag/", **span)
    assert done.status_code == 302
    assert permit.decision.notices.get(event="announced").on == TODAY
    assert "ingen anslagsdag" not in world.ward.admin.client.get(done.headers["Location"]).text


def test_rider_when_searched_then_the_first_hit_has_the_focus_and_leads_to_the_answer(world: World) -> None:
    """Type, Enter, Enter: with a telephone in the other hand."""
    patient = world.patient()
    world.permit(escorts=1)
    found = world.agent.client.post("/resor/far-aka/", {"q": ANNA.value})
    link = re.search(r'<a class="ds-link" href="([^"]+)" autofocus>', found.text)
    assert link
    assert link[1] == f"/resor/far-aka/{patient.id}/"
    page = world.agent.client.get(link[1])
    assert "Ja: taxi i samåkning" in page.text
    assert "Ledsagare" in page.text
    assert REASONS not in page.text
    _, asked = count_queries(world.agent.client, link[1])
    assert asked <= ANSWER_CEILING


def test_answer_when_it_is_no_then_it_says_what_to_do(world: World) -> None:
    """A bare no leaves the caller with nothing."""
    patient = world.patient()
    page = world.agent.client.get(f"/resor/far-aka/{patient.id}/?fardsatt=shared_taxi")
    assert "Nej: taxi i samåkning" in page.text
    assert "Be vården skriva ett intyg" in page.text
    assert AccessEntry.objects.filter(kind="permit", patient_id=patient.id).count() == 1


def test_trip_when_counted_then_it_can_be_taken_back_once(world: World) -> None:
    """A slip of the finger costs nobody a trip."""
    permit = world.permit()
    patient = world.patient()
    address = f"/resor/far-aka/{patient.id}/{permit.id}"
    asked = {"dag": TODAY.isoformat(), "fardsatt": "shared_taxi"}
    assert send(world.agent.client, f"{address}/rakna/", trips="2", **asked).status_code == 302
    assert Permit.objects.get().trips_used == 2
    key = PermitUse.objects.get().key
    for _ in range(2):
        send(world.agent.client, f"{address}/tillbaka/", use=key, **asked)
    assert Permit.objects.get().trips_used == 0
    too_many = send(world.agent.client, f"{address}/rakna/", trips="9", **asked)
    assert too_many.status_code == 422
    assert "slut" in too_many.text


def test_answer_when_the_person_is_protected_then_only_the_desk_has_it(world: World) -> None:
    """Not even that there is an answer."""
    from skjuts.apps.registry.models import Patient
    from skjuts.apps.registry.services.patients import protect_patient

    patient = world.patient()
    desk = make_person(Role.PROTECTED_DESK, unit=world.officer.assignment.unit)
    protect_patient(world.ward.nurse.actor, patient.id, level=Patient.Protection.MARKED)
    assert world.agent.client.get(f"/resor/far-aka/{patient.id}/").status_code == 404
    assert desk.client.get(f"/resor/far-aka/{patient.id}/").status_code == 200
