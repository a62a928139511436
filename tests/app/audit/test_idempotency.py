"""The same form twice, by double click, back button or a line that broke, has one effect."""

from __future__ import annotations

import datetime as dt
import threading
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client

from skjuts.apps.audit.idempotency import EXEMPT
from skjuts.apps.audit.models import Message, StoredAnswer
from skjuts.apps.audit.services.answers import Answer, Asked, claim, clear_answers, keep
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import KeyReused

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.app.audit.pages_to_repeat")]


@pytest.fixture
def key() -> str:
    """A key as a form draws it."""
    return str(uuid4())


def send(key: str | None, told: str = "", client: Client | None = None) -> HttpResponse:
    """Send the form."""
    data = {"told": told} if key is None else {"told": told, "idempotency_key": key}
    return (client or Client()).post("/form/", data)  # type: ignore[return-value]


def count_effects() -> int:
    """How many times the work was done."""
    with entering(authorities=[1]):
        return Message.objects.count()


def test_form_when_sent_twice_has_one_effect_and_one_answer(key: str) -> None:
    """The second sender sees what the first saw."""
    first, second = send(key), send(key)
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert "åäö" in second.content.decode()
    assert second["Content-Type"] == first["Content-Type"]
    assert not second.has_header("X-Other")
    assert count_effects() == 1


def test_form_when_it_leads_on_leads_to_the_same_place_again(key: str) -> None:
    """Most forms answer with the way to the next page."""
    first, second = send(key, "go"), send(key, "go")
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert count_effects() == 1


def test_key_when_it_comes_with_other_content_is_a_conflict(key: str) -> None:
    """A key that covers two different things would hide one of them."""
    send(key)
    answer = send(key, "go")
    assert answer.status_code == 409
    assert "olika innehåll" in answer.content.decode()
    assert count_effects() == 1


def test_file_when_its_content_differs_is_other_content(key: str) -> None:
    """Two attachments of the same name are not the same."""
    answers = [
        Client().post("/form/", {"idempotency_key": key, "file": SimpleUploadedFile("a.txt", content)})
        for content in (b"one", b"two", b"one")
    ]
    assert [one.status_code for one in answers] == [200, 409, 200]


def test_form_when_it_has_no_key_is_refused_with_a_reason() -> None:
    """A form without protection is a fault of ours, and must be seen in the tests."""
    answer = send(None)
    assert answer.status_code == 400
    assert "saknar sin nyckel" in answer.content.decode()
    assert count_effects() == 0


def test_key_when_it_is_no_uuid_is_refused() -> None:
    """A guessable key could be somebody else's."""
    assert send("1").status_code == 400


def test_sign_in_when_it_has_no_key_is_let_through() -> None:
    """Its own state guards it, and its pages are not all ours."""
    assert Client().post("/in/demo/").status_code == 200


def test_exempt_routes_each_have_a_reason() -> None:
    """The list is for what may be repeated, not for what was forgotten."""
    assert all(len(reason) > 10 for reason in EXEMPT.values())


def test_form_when_to_be_mended_keeps_its_key(key: str) -> None:
    """The person mends the field and sends the same page again."""
    assert send(key, "mend").status_code == 422
    assert send(key, "go").status_code == 302
    assert count_effects() == 1


@pytest.mark.parametrize("told", ["fail", "refuse"])
def test_form_when_it_failed_may_be_sent_again(key: str, told: str) -> None:
    """What was taken back was not done, and must not be remembered as done."""
    assert send(key, told).status_code in {422, 500}
    assert (count_effects(), StoredAnswer.objects.count()) == (0, 0)
    assert send(key).status_code == 200


def test_call_when_its_header_repeats_is_answered_as_before() -> None:
    """Programs send the key in a header, whatever the form of their content."""
    headers = {"Idempotency-Key": str(uuid4())}
    first, second = (
        Client().post("/api/call/", {"a": 1}, content_type="application/json", headers=headers)
        for _ in range(2)
    )
    other = Client().post("/api/call/", {"a": 2}, content_type="application/json", headers=headers)
    assert (second.status_code, second.content) == (201, first.content)
    assert (other.status_code, other.json()["code"]) == (409, "conflict.key_reused")
    assert count_effects() == 1


def test_call_when_it_has_no_key_is_told_so_as_a_problem() -> None:
    """A program reads codes."""
    answer = Client().post("/api/call/", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "input.missing_key")
    assert answer["Content-Type"] == "application/problem+json"


def test_forged_form_when_it_comes_from_elsewhere_never_claims_a_key(key: str) -> None:
    """The guard against forged requests has its say first."""
    assert send(key, client=Client(enforce_csrf_checks=True)).status_code == 403
    assert StoredAnswer.objects.count() == 0


def test_stream_when_it_answers_an_unsafe_route_is_a_fault(key: str) -> None:
    """It cannot be given again, so it may not be given once."""
    client = Client(raise_request_exception=False)
    assert client.post("/stream/", {"idempotency_key": key}).status_code == 500


def test_answer_when_another_account_has_the_key_is_not_theirs() -> None:
    """Whoever sees a key in a log must not get the page."""
    mine, theirs = (Asked(UUID(int=number), UUID(int=9), b"x" * 32) for number in (1, 2))
    with entering(authorities=(), account_id=mine.account_id):
        assert claim(mine) is None
        keep(mine, Answer(200, {}, b"mine"))
        again = claim(mine)
        assert again is not None
        assert again.body == b"mine"
    with entering(authorities=(), account_id=theirs.account_id):
        assert StoredAnswer.objects.count() == 0
        assert claim(theirs) is None
        with pytest.raises(KeyReused):
            claim(Asked(theirs.account_id, theirs.key, b"y" * 32))


def test_answers_when_a_week_old_are_cleared_and_no_sooner() -> None:
    """Stored pages are personal data; a week covers a weekend and the re-entry after an outage."""
    now, account_id = dt.datetime.now(dt.UTC), UUID(int=1)
    with entering(authorities=(), account_id=account_id):
        for number in (1, 2):
            claim(Asked(account_id, UUID(int=number), b"x" * 32))
        StoredAnswer.objects.filter(key=UUID(int=1)).update(created_at=now - dt.timedelta(days=7, minutes=1))
    assert clear_answers(now=now) == 1
    # A clock that runs ahead clears nothing: the database looks at its own.
    assert clear_answers(now=now + dt.timedelta(days=30)) == 0
    with entering(authorities=(), account_id=account_id):
        assert StoredAnswer.objects.get().key == UUID(int=2)


def test_answer_when_stored_lies_encrypted(key: str) -> None:
    """A page may show a patient."""
    send(key)
    with connection.cursor() as cursor:
        cursor.execute("select body from audit_stored_answer")
        body = cursor.fetchone()[0]
    assert body
    assert "åäö" not in body


@pytest.mark.django_db(transaction=True)
def test_form_when_sent_at_the_same_moment_has_one_effect(key: str) -> None:
    """A double click reaches two workers at once: the second waits for the first and gets its answer."""
    start, answers = threading.Barrier(4), []

    def press() -> None:
        start.wait()
        answers.append(send(key, "slow").content)
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert count_effects() == 1
