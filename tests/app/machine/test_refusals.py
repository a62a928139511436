"""Whatever is sent, the refusal has one form, tells the field, and nothing has happened."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.machine.reading import DEEPEST, LARGEST
from tests.app.machine.programs import make_program
from tests.app.signed_in import make_person, sign_in

pytestmark = pytest.mark.django_db

SEARCH = "/api/v1/patients/search"
REGISTER = "/api/v1/patients"
GOOD = '"q": "Anna Ek", "reason": "call"'


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("", 422, "input.field"),
        ("{", 400, "input.unreadable"),
        ("[]", 400, "input.unreadable"),
        ('"text"', 400, "input.unreadable"),
        ("{" + GOOD + ', "x": NaN}', 400, "input.unreadable"),
        ("{" + GOOD + ', "x": -Infinity}', 400, "input.unreadable"),
        ("{" + GOOD + f', "x": {LARGEST + 1}}}', 400, "input.unreadable"),
        ("{" + GOOD + ', "x": ' + "9" * 5000 + "}", 400, "input.unreadable"),
        ("{" + GOOD + ', "q": "Bo Ek"}', 400, "input.unreadable"),
        ("[" * 100_000, 400, "input.unreadable"),
        ('{"a":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1), 400, "input.unreadable"),
        (b"\xff\xfe{}", 400, "input.unreadable"),
        ("{" + GOOD + ', "namn": "x"}', 422, "input.field"),
        ('{"q": 7, "reason": "call"}', 422, "input.field"),
        ('{"q": "a\\u0000b", "reason": "call"}', 422, "input.field"),
        ('{"q": "\\ud800", "reason": "call"}', 422, "input.field"),
        ('{"q": "' + "a" * 300 + '", "reason": "call"}', 422, "input.field"),
        ('{"q": "Anna"}', 422, "input.field"),
        ('{"reason": "call"}', 422, "input.field"),
        ('{"q": "a", "reason": "call"}', 422, "input.field"),
        ("{" + GOOD + ', "context": "vad som helst"}', 422, "input.field"),
    ],
)
def test_body_when_it_cannot_be_used_is_refused_with_a_code(
    body: str | bytes, status: int, code: str
) -> None:
    """Programs of strangers send everything; none of it is our fault."""
    answer = make_program().post(SEARCH, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


def test_field_when_unknown_is_named() -> None:
    """The developer at the other end needs the place, not a riddle."""
    told = make_program().post(SEARCH, "{" + GOOD + ', "namn": "x"}').json()
    assert told["field"] == "body.body.namn"


def test_query_when_out_of_bounds_is_refused_with_its_name() -> None:
    """Nobody asks for a million rows, and no number overflows."""
    caller = make_program()
    for query in ({"limit": "201"}, {"limit": "0"}, {"offset": "9" * 40}, {"limit": "ja"}, {"kind": "x"}):
        answer = caller.get("/api/v1/units", **query)
        assert answer.status_code == 422, query
        assert answer.json()["field"].endswith(next(iter(query)))
    assert caller.get("/api/v1/units", words="a\x00b").status_code == 422


def test_form_when_sent_instead_of_json_is_refused() -> None:
    """A browser's form is never taken for a program's call."""
    caller = make_program()
    answer = Client().post(
        SEARCH, {"q": "Anna Ek"}, headers=caller.headers() | {"Idempotency-Key": str(uuid4())}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "input.unreadable")
    assert answer["Content-Type"] == "application/problem+json"


def test_address_when_unknown_and_method_when_wrong_have_the_same_form() -> None:
    """A client has one way to read what went wrong."""
    caller = make_program()
    missing = caller.get("/api/v1/finns-inte")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    wrong = Client().put("/api/v1/units", headers=caller.headers() | {"Idempotency-Key": str(uuid4())})
    assert (wrong.status_code, wrong["Content-Type"]) == (405, "application/problem+json")
    assert wrong["Allow"] == "GET"


def test_anonymous_when_calling_is_asked_for_a_key() -> None:
    """Never a page to sign in."""
    answer = Client().get("/api/v1/units")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")


def test_forbidden_when_called_looks_like_missing() -> None:
    """A program without the right cannot tell whether there is anything."""
    officer = make_program(Role.COURSE_AUTHOR)
    forbidden = officer.post(SEARCH, "{" + GOOD + "}")
    missing = officer.get("/api/v1/finns-inte")
    assert forbidden.status_code == 404
    assert forbidden.json() == missing.json()


def test_session_when_it_calls_unsafely_needs_the_pages_token() -> None:
    """Another site's script may send a cookie; it cannot know the token."""
    person = make_person(Role.CARE_STAFF)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in(person.account, person.assignment).cookies
    answer = strict.post(SEARCH, "{" + GOOD + "}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "input.forged_call")
    assert strict.get("/api/v1/units").status_code == 200


def test_key_when_it_calls_unsafely_needs_no_token() -> None:
    """No browser sends a key by itself."""
    caller = make_program()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(SEARCH, "{" + GOOD + "}", content_type="application/json", headers=caller.headers())
    assert answer.status_code == 200


def test_register_when_the_key_of_the_call_is_missing_does_nothing() -> None:
    """A line that breaks must not make two patients."""
    caller = make_program()
    answer = Client().post(
        REGISTER, '{"number": "x"}', content_type="application/json", headers=caller.headers()
    )
    assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")


def test_patient_when_of_another_authority_is_missing() -> None:
    """By id or not at all."""
    caller, other = make_program(), make_person(Role.CARE_STAFF)
    with acting(other.actor):
        patient = Patient.objects.create(authority_id=other.authority.id, created_at="2026-01-01T00:00:00Z")
    answer = caller.get(f"/api/v1/patients/{patient.id}", reason="call")
    nobody = caller.get(f"/api/v1/patients/{uuid4()}", reason="call")
    assert (answer.status_code, answer.json()) == (404, nobody.json())
