"""The accessibility statement is read and answered by anyone, without an account and without a name."""

from __future__ import annotations

import json
import re
import uuid
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from skjuts.apps.audit.models import Message
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.config.site import feedback
from tests.app.signed_in import make_authority, make_person

pytestmark = pytest.mark.django_db

PAGE, FORM = "/tillganglighet/", "/tillganglighet/synpunkt/"
TOLD = {"text": "Skärmläsaren säger inte vilken rad jag står på.", "page": "Sök patient"}


@pytest.fixture
def host() -> Authority:
    """The region that answers for the service."""
    return make_authority("region-fore-alla")


def send(client: Client, key: uuid.UUID | None = None, **told: str) -> HttpResponse:
    """The form, filled in and sent."""
    return client.post(FORM, {**TOLD, **told, "idempotency_key": str(key or uuid.uuid4())})


def list_letters(host: Authority) -> list[dict[str, str]]:
    """What lies in the outbox for the operator."""
    with entering(authorities=[host.id]):
        return [json.loads(one.payload or "") for one in Message.objects.filter(key__startswith=feedback.KEY)]


def test_statement_when_read_by_anyone_says_who_answers_for_the_service(host: Authority) -> None:
    """The law asks for a statement that is found without signing in, from every page."""
    page = Client().get(PAGE).content.decode()
    assert f"{host.name} står bakom" in page
    assert f'href="{FORM}"' in page
    assert f'href="{PAGE}"' in Client().get("/logga-in/").content.decode()


def test_statement_when_read_in_english_is_english_throughout(host: Authority) -> None:
    """Half a translation tells the reader that the rest was not meant for them."""
    client = Client()
    client.post("/sprak/", {"language": "en"})
    page = client.get(PAGE).content.decode()
    assert f"{host.name} is responsible for this service" in page
    assert "How we have tested" in page
    assert "prövas automatiskt" not in page


def test_statement_when_read_by_staff_names_their_own_authority(host: Authority) -> None:
    """A municipality that works in the house answers for it to its own staff."""
    nurse = make_person(Role.CARE_STAFF)
    page = nurse.client.get(PAGE).content.decode()
    assert f"{nurse.authority.name} står bakom" in page


def test_feedback_when_sent_twice_is_one_letter_to_the_operator(host: Authority) -> None:
    """An impatient second click is no second fault."""
    client, key = Client(), uuid.uuid4()
    first, second = send(client, key), send(client, key)
    assert (first.status_code, first.headers["Location"]) == (302, PAGE)
    assert second.headers["Location"] == PAGE
    (letter,) = list_letters(host)
    assert letter["to"] == settings.ENVIRONMENT.accessibility_mail
    assert TOLD["text"] in letter["text"]
    assert "Sök patient" in letter["text"]
    assert "vill inte ha svar" in letter["text"]


def test_feedback_when_sent_without_a_key_is_refused_and_kept_nowhere(host: Authority) -> None:
    """The form carries its key; what lacks one did not come from the page."""
    assert Client().post(FORM, TOLD).status_code == 400
    assert list_letters(host) == []


def test_feedback_when_empty_is_shown_again_with_what_to_do(host: Authority) -> None:
    """The fault stands at the field, and in the summary."""
    answer = send(Client(), text="  ")
    assert answer.status_code == 422
    assert answer.content.decode().count("Skriv vad som inte fungerar.") == 2
    assert list_letters(host) == []


def test_feedback_when_an_hour_brought_too_much_is_held_back(
    host: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An open form must not fill the outbox that letters to patients stand in."""
    monkeypatch.setattr(feedback, "MOST_AN_HOUR", 1)
    client = Client()
    assert send(client).status_code == 302
    answer = send(client, text="Ännu en")
    assert answer.status_code == 422
    assert "Vänta en timme" in answer.content.decode()
    assert len(list_letters(host)) == 1


def test_feedback_without_a_mail_address_is_neither_offered_nor_there(
    host: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that nobody reads is worse than none."""
    monkeypatch.setattr(settings, "ENVIRONMENT", SimpleNamespace(accessibility_mail=""))
    assert Client().get(FORM).status_code == 404
    assert not re.search(rf'href="{FORM}"', Client().get(PAGE).content.decode())
