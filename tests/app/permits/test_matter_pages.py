"""The officer's pages as people meet them: queue, panes, decision, permit; and what each may ask."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.permits.models import Application, Decision, DraftDecision, Permit
from skjuts.apps.permits.services.receive import NewApplication, receive_application
from skjuts.apps.permits.terms import ApplicationContent
from skjuts.apps.registry.models import Authority
from tests.app.permits.sending import send
from tests.app.permits.world import ANNA, KLAS, NOON, REASONS, TODAY, World
from tests.app.query_ceilings import count_queries
from tests.app.undoing import press_undo

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the day on which the world lives."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def address_of(application: Application, end: str = "") -> str:
    """The address of a matter."""
    return f"/resor/arenden/{application.id}/{end}"


def assessed(world: World, **told: Any) -> Application:  # noqa: ANN401
    """A certified need, weighed."""
    _, application = world.certify()
    world.assess(application, **told)
    return Application.objects.get(pk=application.id)


def test_queue_when_opened_then_shows_the_urgent_first_and_logs_each_person(world: World) -> None:
    """Whoever is listed by name is in the access log."""
    _, application = world.certify()
    page = world.officer.client.get("/resor/arenden/")
    assert "Ärenden" in page.text
    assert address_of(application) in page.text
    assert AccessEntry.objects.filter(action="list", patient_id=application.patient_id).count() == 1


def test_queue_when_it_is_long_then_the_next_part_begins_where_the_last_ended(world: World) -> None:
    """Nobody is skipped and nobody comes twice."""
    rows = [paper(world, "paratransit", TODAY - number * DAY) for number in range(30)]
    first = world.officer.client.get("/resor/arenden/")
    more = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert more is not None
    second = world.officer.client.get(more[1].replace("&amp;", "&"))
    listed = [re.findall(r'href="/resor/arenden/([0-9a-f-]{36})/', page.text) for page in (first, second)]
    assert [len(one) for one in listed] == [25, 5]
    assert set(listed[0] + listed[1]) == {str(one.id) for one in rows}


def test_matter_when_taken_by_mistake_then_the_notice_puts_it_back_and_takes_it_again(world: World) -> None:
    """Both ways, each from its own notice."""
    application, client = paper(world, "paratransit", TODAY), world.officer.client
    taken = client.get(send(client, address_of(application, "ta/")).url)
    assert Application.objects.get(id=application.id).taken_by is not None
    released = client.get(press_undo(client, taken).url)
    assert Application.objects.get(id=application.id).taken_by is None
    press_undo(client, released)
    assert Application.objects.get(id=application.id).taken_by is not None


def test_queue_when_filtered_then_shows_only_those(world: World) -> None:
    """Kind, state, mine, free and late."""
    _, trip = world.certify()
    other = paper(world, "paratransit", TODAY - 60 * DAY)
    client = world.officer.client
    assert str(trip.id) not in client.get("/resor/arenden/?slag=paratransit").text
    assert str(trip.id) not in client.get("/resor/arenden/?visa=sena").text
    assert str(other.id) in client.get("/resor/arenden/?visa=sena").text
    assert str(trip.id) not in client.get("/resor/arenden/?visa=mina").text
    assert send(client, address_of(trip, "ta/")).status_code == 302
    assert str(trip.id) in client.get("/resor/arenden/?visa=mina").text
    assert str(trip.id) not in client.get("/resor/arenden/?visa=lediga").text


def test_matter_when_opened_then_shows_facts_with_who_said_them(world: World) -> None:
    """The three panes: what is known from whom, what rules propose, and the read is logged."""
    application = assessed(world, rides_with_others=True)
    page = world.officer.client.get(address_of(application))
    assert "Gångförmågan" in page.text
    assert world.ward.nurse.staff.name in page.text
    assert "Så är regeln." in page.text
    assert AccessEntry.objects.filter(action="read", context=f"application:{application.id}").exists()


def test_matter_when_somebody_else_has_it_open_then_says_who(world: World) -> None:
    """Two officers do not decide past each other."""
    application = assessed(world)
    assert "har ärendet öppet" not in world.officer.client.get(address_of(application)).text
    page = world.second.client.get(address_of(application))
    assert f"{world.officer.staff.name}" in page.text
    assert "har ärendet öppet" in page.text


def test_decision_when_made_with_two_keys_then_needs_nothing_written(world: World) -> None:
    """The outcome's page is whole: reasons from the rules, terms from the certificate; Enter sends it."""
    application = assessed(world)
    address = address_of(application, "besluta/granted/")
    page = world.officer.client.get(address)
    answer = send(world.officer.client, address, **fields_of(page.text))
    decision = Decision.objects.get(application=application)
    assert answer.headers["Location"] == f"/resor/beslut/{decision.id}/"
    assert decision.reasons == "Så är regeln."
    assert decision.permits.get().travel_modes == ["shared_taxi"]
    assert "Bifall" in world.officer.client.get(f"/resor/beslut/{decision.id}/").text


def test_decision_when_it_departs_then_asks_why(world: World) -> None:
    """An override without a reason is shown again with what is missing, and kept as written."""
    application = assessed(world)
    address = address_of(application, "besluta/denied/")
    told = {"reasons": REASONS, "version": str(application.version)}
    refused = send(world.officer.client, address, **told)
    assert refused.status_code == 422
    assert REASONS in refused.text
    told |= {"override": "fact_wrong", "override_text": "Patienten har själv ringt och rättat uppgiften."}
    assert send(world.officer.client, address, **told).status_code == 302
    assert "En uppgift stämmer inte" in world.second.client.get("/resor/avsteg/").text


def test_decision_when_the_matter_was_changed_then_nothing_is_decided(world: World) -> None:
    """The version that the page showed guards what somebody else has done since."""
    application = assessed(world)
    address = address_of(application, "besluta/granted/")
    told = fields_of(world.officer.client.get(address).text)
    world.assess(application)
    answer = send(world.officer.client, address, **told)
    assert answer.status_code == 422
    assert "Någon annan har sparat sedan du öppnade" in answer.text
    assert not Decision.objects.exists()


def test_four_eyes_when_set_then_one_proposes_and_another_decides(world: World) -> None:
    """The one who proposes cannot confirm; the second officer's key is enough."""
    Authority.objects.filter(pk=world.ward.authority.id).update(
        settings={"permits": {"four_eyes": ["granted"]}}
    )
    application = assessed(world)
    address = address_of(application, "besluta/granted/")
    page = world.officer.client.get(address)
    assert "Lämna förslaget" in page.text
    assert send(world.officer.client, address, **fields_of(page.text)).status_code == 302
    assert DraftDecision.objects.count() == 1
    version = world.version(application)
    assert "Besluta enligt förslaget" not in world.officer.client.get(address_of(application)).text
    own = send(world.officer.client, address_of(application, "bekrafta/"), version=str(version))
    assert own.headers["Location"] == address_of(application)
    assert not Decision.objects.exists()
    assert "Besluta enligt förslaget" in world.second.client.get(address_of(application)).text
    send(world.second.client, address_of(application, "bekrafta/"), version=str(version))
    assert Decision.objects.get().prepared_by == world.officer.assignment.id


def test_four_eyes_when_sent_back_then_says_why(world: World) -> None:
    """The first officer reads the reason in the matter's course."""
    Authority.objects.filter(pk=world.ward.authority.id).update(
        settings={"permits": {"four_eyes": ["granted"]}}
    )
    application = assessed(world)
    address = address_of(application, "besluta/granted/")
    send(world.officer.client, address, **fields_of(world.officer.client.get(address).text))
    back = address_of(application, "skicka-tillbaka/")
    version = str(world.version(application))
    assert send(world.second.client, back, version=version, reason="kort").status_code == 422
    reason = "Gångförmågan behöver kontrolleras med vården."
    assert send(world.second.client, back, version=version, reason=reason).status_code == 302
    assert reason in world.officer.client.get(address_of(application)).text


def test_completion_when_asked_then_the_clock_rests_until_the_answer(world: World) -> None:
    """From asking to the answer, with forms only."""
    application = assessed(world)
    ask = address_of(application, "komplettera/")
    told = {"text": "Hur långt är det till hållplatsen?", "answer_by": (TODAY + 14 * DAY).isoformat()}
    assert send(world.officer.client, ask, version=str(application.version), **told).status_code == 302
    assert "Klockan vilar" in world.officer.client.get(address_of(application)).text
    answer = address_of(application, "svar/")
    told = {"received_on": TODAY.isoformat(), "text": "Fyra hundra meter."}
    version = str(world.version(application))
    assert send(world.officer.client, answer, version=version, **told).status_code == 302
    page = world.officer.client.get(address_of(application))
    assert "Fyra hundra meter." in page.text
    assert "Klockan vilar" not in page.text


def test_terms_when_paratransit_is_granted_know_no_way_to_care(world: World) -> None:
    """Lag 1997:736 7 §: the right is to any journey; only a trip to care goes there or back."""
    trip = assessed(world)
    assert "Riktning" in world.officer.client.get(address_of(trip, "besluta/granted/")).text
    other = paper(world, "paratransit", TODAY)
    world.assess(other)
    page = world.officer.client.get(address_of(other, "besluta/granted/"))
    assert "Villkor" in page.text
    assert "Riktning" not in page.text


def test_completion_when_the_rules_miss_nothing_then_only_words_are_asked_for(world: World) -> None:
    """A question without answers to choose among is no question; and a letter must ask for something."""
    application = assessed(world)
    ask = address_of(application, "komplettera/")
    page = world.officer.client.get(ask)
    assert "Uppgifter som saknas" not in page.text
    assert "Vad som saknas" in page.text
    told = {"version": str(application.version), "answer_by": (TODAY + 14 * DAY).isoformat()}
    assert send(world.officer.client, ask, text="", **told).status_code == 422


def test_note_when_somebody_called_then_stands_with_who_and_when(world: World) -> None:
    """FL 27 §."""
    application = assessed(world)
    told = {"teller": "applicant", "told_on": TODAY.isoformat(), "told_at": "09.30"}
    address = address_of(application, "anteckna/")
    said = "Bussen går inte längre förbi huset."
    assert send(world.officer.client, address, **told, text=said).status_code == 302
    page = world.officer.client.get(address_of(application))
    assert said in page.text
    assert "Den sökande" in page.text


def test_application_when_it_came_on_paper_then_is_entered_by_number(world: World) -> None:
    """A number finds the applicant; the application lands in the queue with its words."""
    patient = world.patient()
    found = send(world.officer.client, "/resor/arenden/ny/", identity=ANNA.value)
    assert found.headers["Location"] == f"/resor/arenden/ny/{patient.id}/"
    told = {
        "kind": "paratransit",
        "arrival": "post",
        "found_on": TODAY.isoformat(),
        "words": "Jag orkar inte.",
    }
    empty = send(world.officer.client, found.headers["Location"], **(told | {"words": ""}))
    assert empty.status_code == 422
    made = send(world.officer.client, found.headers["Location"], **told)
    assert made.status_code == 302
    row = Application.objects.get()
    assert (row.kind, row.origin, row.received_on) == ("paratransit", "paper", TODAY - DAY)
    assert "Jag orkar inte." in world.officer.client.get(made.headers["Location"]).text


def test_application_when_the_number_is_unknown_then_says_what_to_do(world: World) -> None:
    """The officer is led to registering first."""
    page = send(world.officer.client, "/resor/arenden/ny/", identity=KLAS.value)
    assert page.status_code == 422
    assert "Ingen patient har numret." in page.text


def test_permit_when_revoked_then_only_listed_grounds_are_offered(world: World) -> None:
    """Without a reservation in the decision there is no such ground."""
    permit = world.permit()
    address = f"/resor/tillstand/{permit.id}/"
    assert "Antal enkelresor" in world.officer.client.get(address).text
    page = world.officer.client.get(f"{address}aterkalla/")
    assert 'value="safety"' in page.text
    assert 'value="reserved"' not in page.text
    told = {"ground": "safety", "reasons": "Patienten kan inte längre lämnas ensam i bilen."}
    assert send(world.officer.client, f"{address}aterkalla/", **told).status_code == 302
    assert Permit.objects.get(pk=permit.id).state == "revoked"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(1, 9, "Gäller från"), (-9, 0, "Gäller<"), (0, 9, "Gäller<"), (-9, -1, "Har gått ut")],
)
def test_permit_when_the_day_is_outside_its_time_then_no_page_says_that_it_holds(
    world: World, first: int, last: int, told: str
) -> None:
    """Days pass without anybody noting it; the permit, the decision and the matter say so all the same."""
    permit = world.permit()
    Permit.objects.filter(pk=permit.id).update(valid_from=TODAY + first * DAY, valid_to=TODAY + last * DAY)
    matter_id = permit.decision.application_id
    for address in (
        f"/resor/tillstand/{permit.id}/",
        f"/resor/beslut/{permit.decision_id}/",
        f"/resor/arenden/{matter_id}/",
    ):
        tags = re.findall(r'<span class="ds-tag sk-tag".*?</span>', world.officer.client.get(address).text)
        assert any(told in one for one in tags), address


def test_permit_when_renewed_then_a_matter_begins_and_a_yes_replaces_it(world: World) -> None:
    """The earlier permit stands until the new one is granted."""
    permit = world.permit()
    made = send(world.officer.client, f"/resor/tillstand/{permit.id}/fornya/")
    matter = Application.objects.get(renews=permit.id)
    assert made.headers["Location"] == address_of(matter)
    again = send(world.officer.client, f"/resor/tillstand/{permit.id}/fornya/")
    assert again.status_code == 409
    world.assess(matter, walking_limit=100, rides_with_others=True, purpose="care")
    address = address_of(matter, "besluta/granted/")
    told = fields_of(world.officer.client.get(address).text) | {"valid_to": (TODAY + 90 * DAY).isoformat()}
    assert send(world.officer.client, address, **told).status_code == 302
    assert Permit.objects.get(pk=permit.id).state == "replaced"


def test_decision_when_read_then_takes_notices_and_corrections(world: World) -> None:
    """What starts the clock of a review, and a correction by FL 36 §."""
    permit = world.permit()
    address = f"/resor/beslut/{permit.decision_id}/"
    client = world.officer.client
    assert "Tiden har inte börjat räknas" in client.get(address).text
    noted = send(client, f"{address}noteringar/", event="announced", on=TODAY.isoformat())
    assert noted.status_code == 302
    assert "Tiden har inte börjat räknas" not in client.get(address).text
    told = {"change": "corrected:clerical", "reasons": "Ortens namn var felskrivet."}
    assert send(client, f"{address}andra/", **told).status_code == 302
    assert "Ortens namn var felskrivet." in client.get(address).text


def test_assess_page_when_no_day_is_known_then_begins_with_today(world: World) -> None:
    """Nobody rides a bus that left yesterday."""
    page = world.officer.client.get(address_of(paper(world, "patient_trip", TODAY - 3 * DAY), "bedom/"))
    assert f'value="{TODAY.isoformat()}"' in page.text


def test_matter_when_decided_then_no_clock_runs(world: World) -> None:
    """Its state says it once."""
    application, client = assessed(world), world.officer.client
    assert "dagar kvar</span>" in client.get(address_of(application)).text
    world.decide(application)
    page = client.get(address_of(application)).text
    assert "Beslutad</span>" in page
    assert not [one for one in ("kvar", "Beslutat") if f"{one}</span>" in page]


def test_assess_page_when_sent_then_weighs_with_what_the_officer_knows(world: World) -> None:
    """A fact that cannot be read is told at its field; one that can is weighed and signed."""
    _, application = world.certify()
    address = address_of(application, "bedom/?uppgift=walking_limit")
    told = {"travel_day": TODAY.isoformat(), "version": str(world.version(application))}
    wrong = send(world.officer.client, address, **told, fact_walking_limit="långt")
    assert wrong.status_code == 422
    assert send(world.officer.client, address, **told, fact_walking_limit="800 m").status_code == 302
    page = world.officer.client.get(address_of(application))
    assert "800 m" in page.text
    assert world.officer.staff.name in page.text


def test_assessment_when_opened_then_the_same_answer_comes_again(world: World) -> None:
    """An appeal replays it from what was stored."""
    application = assessed(world)
    page = world.officer.client.get(address_of(application, "bedomningar/1/"))
    assert "Samma svar igen" in page.text


CEILINGS = [
    ("", 40),
    ("{matter}/", 45),
    ("{matter}/bedom/", 38),
    ("{matter}/besluta/granted/", 38),
    ("{matter}/komplettera/", 38),
]


@pytest.mark.parametrize(("end", "most"), CEILINGS)
def test_page_when_drawn_keeps_its_ceiling_of_queries(world: World, end: str, most: int) -> None:
    """A page that asks more than its ceiling is a page that grows."""
    application = assessed(world)
    _, asked = count_queries(world.officer.client, f"/resor/arenden/{end.format(matter=application.id)}")
    assert asked <= most


def paper(world: World, kind: str, found_on: dt.date) -> Application:
    """An application on paper, handed over on a day."""
    new = NewApplication(
        patient_id=world.patient().id,
        kind=kind,
        origin="paper",
        arrival="handed_over",
        found_on=found_on,
        content=ApplicationContent(words="Jag orkar inte till bussen."),
    )
    return receive_application(actor=world.officer.actor, new=new, now=timezone.now(), today=TODAY)


def fields_of(page: str) -> dict[str, Any]:
    """What the page's form would send as it stands."""
    form = page[page.index('<form class="sk-form"') :]
    told: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form[: form.index("</form>")]):
        values = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        name = values.get("name", "")
        is_ticked = values.get("type") not in {"checkbox", "radio"} or tag.rstrip(">").endswith("checked")
        if name and is_ticked and name not in {"idempotency_key", "csrfmiddlewaretoken"}:
            told.setdefault(name, []).append(values.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?([^<]*)</textarea>', form):
        told[name] = [text.strip()]
    return told
