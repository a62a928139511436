"""The pages of the support function as people meet them, and what each may cost the database."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from skjuts.apps.rulebooks.models import HandbookEntry, SupportQuestion
from skjuts.apps.rulebooks.presenters.support import name_page
from skjuts.apps.rulebooks.services.answer import answer_question
from skjuts.apps.rulebooks.services.ask import ask_question
from skjuts.apps.rulebooks.services.publish_entry import publish_entry
from tests.app.query_ceilings import count_all_queries
from tests.app.rulebooks.conftest import Desk


def send(client: Client, address: str, **data: str):  # noqa: ANN201 - Django's test response
    """Send a form as a page does."""
    return client.post(address, {"idempotency_key": str(uuid.uuid4()), **data})


def put_question(desk: Desk, title: str = "Får barnet åka med?") -> SupportQuestion:
    """A question that waits."""
    now = timezone.now() - dt.timedelta(hours=2)
    return ask_question(actor=desk.nurse.actor, topic="escort", title=title, text="Hur?", page="", now=now)


def put_entry(desk: Desk) -> HandbookEntry:
    """An answered question in the handbook."""
    question, now = put_question(desk), timezone.now()
    answer_question(actor=desk.officer.actor, question_id=question.id, text="Ja.\n\nGratis.", now=now)
    return publish_entry(
        actor=desk.officer.actor, question_id=question.id, topic="escort", title="Barn", answer="Ja.", now=now
    )


def test_ask_page_when_sent_from_a_course_page_then_keeps_where(desk: Desk) -> None:
    """The officer sees which page raised the question, never its address."""
    came_from = {"HTTP_REFERER": f"http://testserver/stod/handbok/{uuid.uuid4()}/"}
    page = desk.nurse.client.get("/stod/fraga/", **came_from)
    assert 'name="page" value="rulebooks:entry"' in page.text
    answered = send(
        desk.nurse.client, "/stod/fraga/", topic="escort", title="Fråga", text="Hur?", page="rulebooks:entry"
    )
    question = SupportQuestion.objects.get()
    assert answered.status_code == 302
    assert (question.page, question.asked_by_id) == ("rulebooks:entry", desk.nurse.assignment.id)


def test_ask_page_when_it_names_a_patient_then_says_so_and_keeps_the_text(desk: Desk) -> None:
    """Nothing is stored, and nothing has to be written again."""
    page = send(
        desk.nurse.client, "/stod/fraga/", topic="fee", title="Fråga", text="Om 19121212-1212", page=""
    )
    assert page.status_code == 422
    assert "Texten innehåller ett personnummer." in page.text
    assert "Om 19121212-1212" in page.text
    assert not SupportQuestion.objects.exists()


def test_answer_page_when_sent_then_the_asker_reads_it(desk: Desk) -> None:
    """From the queue to the answer, with forms only."""
    question = put_question(desk)
    assert "Får barnet åka med?" in desk.officer.client.get("/stod/ko/").text
    address = f"/stod/fragor/{question.id}/"
    assert send(desk.officer.client, f"{address}ta/").status_code == 302
    assert send(desk.officer.client, f"{address}svar/", text="").status_code == 422
    assert send(desk.officer.client, f"{address}svar/", text="Ja, gratis.").status_code == 302
    assert "Ja, gratis." in desk.nurse.client.get(address).text
    assert desk.stranger.client.get(address).status_code == 404


def test_handbook_when_published_from_a_question_then_found(desk: Desk) -> None:
    """The form begins with the question and its answer."""
    entry = put_entry(desk)
    form = desk.officer.client.get(f"/stod/fragor/{entry.question_id}/publicera/")
    assert "Gratis." in form.text
    assert "Barn" in desk.stranger.client.get("/stod/handbok/?q=barn").text
    changed = send(
        desk.officer.client,
        f"/stod/handbok/{entry.id}/andra/",
        topic="escort",
        title="Barn under 18",
        answer="Ja.",
        revision="1",
    )
    assert changed.status_code == 302
    stale = send(
        desk.officer.client,
        f"/stod/handbok/{entry.id}/andra/",
        topic="escort",
        title="B",
        answer="N",
        revision="1",
    )
    assert stale.status_code == 422
    assert "Någon annan har ändrat samma svar" in stale.text
    assert desk.nurse.client.get(f"/stod/handbok/{entry.id}/andra/").status_code == 404


CEILINGS = [
    ("nurse", "/stod/", 1),
    ("nurse", "/stod/handbok/", 1),
    ("officer", "/stod/ko/", 2),
    ("officer", "/stod/statistik/", 2),
    ("admin", "/stod/statistik/", 2),
]


@pytest.mark.parametrize(("who", "address", "most"), CEILINGS)
def test_page_when_many_rows_are_shown_then_costs_no_more_queries(
    desk: Desk, who: str, address: str, most: int
) -> None:
    """A list that asks once a row is slow on the day when it matters. The form to ask has none of its own."""
    put_entry(desk)
    for number in range(8):
        put_question(desk, f"Fråga {number}")
    client = getattr(desk, who).client
    assert count_all_queries(client, address) - count_all_queries(client, "/stod/fraga/") <= most


def test_question_page_when_shown_then_costs_three_queries_of_its_own(desk: Desk) -> None:
    """The question, its messages, and earlier answers."""
    put_entry(desk)
    question = put_question(desk)
    client = desk.officer.client
    own = count_all_queries(client, f"/stod/fragor/{question.id}/") - count_all_queries(
        client, "/stod/fraga/"
    )
    assert own <= 3


@pytest.mark.parametrize(
    ("view_name", "words"),
    [
        ("training:page", "en sida i kursen"),
        ("training:versions", "Kursredaktionen"),
        ("registry:patient", ""),
        ("påhittad:sida", ""),
    ],
)
def test_page_asked_from_when_named_then_in_words_for_people(view_name: str, words: str) -> None:
    """The name of a view says nothing to whoever answers."""
    assert name_page(view_name) == words
