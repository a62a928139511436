"""What every answer carries, and the pages for what went wrong (reliability goals S6, S8, S22)."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path

from skjuts.apps.tenancy.roles import Role
from skjuts.config import urls as real_urls
from skjuts.config.errors import server_error
from skjuts.core.kernel.errors import Conflict, InvalidField, NotAllowed, NotFound, UpstreamUnavailable
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
"""A masked token against forged requests; it differs from page to page."""
FAULTS = {
    "not_found": NotFound,
    "not_allowed": NotAllowed,
    "gone": Http404,
    "conflict": Conflict,
    "input": InvalidField,
    "upstream": UpstreamUnavailable,
    "crash": ZeroDivisionError("hemligt: Åsa Öberg, select * from patient"),
}


def fail(_request: HttpRequest, kind: str) -> HttpResponse:
    """Raise what is asked for."""
    raise FAULTS[kind]


class Failing:
    """Addresses that fail, beside the real ones."""

    urlpatterns = (path("fel/<slug:kind>/", fail), path("api/fel/<slug:kind>/", fail), *real_urls.urlpatterns)
    handler400, handler403 = real_urls.handler400, real_urls.handler403
    handler404, handler500 = real_urls.handler404, real_urls.handler500


@pytest.fixture
def person(settings: Any) -> Person:  # noqa: ANN401
    """Somebody in a house with addresses that fail."""
    settings.ROOT_URLCONF = Failing
    somebody = make_person(Role.CARE_STAFF)
    somebody.client.raise_request_exception = False
    return somebody


def ask(person: Person, path: str) -> HttpResponse:
    """A page that fails."""
    logging.disable(logging.CRITICAL)
    try:
        return person.client.get(path)
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("kind", "status"), [("conflict", 409), ("input", 422), ("upstream", 503), ("crash", 500)]
)
def test_error_when_told_says_what_happened_with_a_code_for_support(
    person: Person, kind: str, status: int
) -> None:
    """The reader knows what to do, and support finds the line."""
    answer = ask(person, f"/fel/{kind}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert answer["X-Request-Code"] in page
    assert "Traceback" not in page


def test_crash_when_shown_gives_nothing_away(person: Person) -> None:
    """No stack, no query, no name."""
    page = ask(person, "/fel/crash/").content.decode()
    assert not any(word in page for word in ("Åsa", "select", "ZeroDivision", "hemligt"))


def test_forbidden_when_shown_is_the_same_page_as_missing(person: Person) -> None:
    """Three ways of not being there look the same."""
    pages = [ask(person, f"/fel/{kind}/").content for kind in ("not_found", "not_allowed", "gone")]
    assert len({TOKEN.sub(b"", page) for page in pages}) == 1


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("not_found", 404, "not_found"),
        ("not_allowed", 404, "not_found"),
        ("gone", 404, "not_found"),
        ("conflict", 409, "conflict"),
        ("input", 422, "input.field"),
        ("upstream", 503, "upstream.unavailable"),
        ("crash", 500, "internal"),
    ],
)
def test_program_when_it_meets_an_error_gets_a_problem(
    person: Person, kind: str, status: int, code: str
) -> None:
    """Programs compare codes, not sentences."""
    answer = ask(person, f"/api/fel/{kind}/")
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_address_of_a_form_when_opened_says_where_to_send_it_from(person: Person) -> None:
    """A search is a form, so that no name stands in an address; asked for again it is no blank page."""
    answer = ask(person, "/sok/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "tar bara emot ett formulär" in answer.content.decode()


def test_error_page_when_the_database_is_gone_asks_it_nothing() -> None:
    """The page for a lost database needs no database."""
    request = RequestFactory().get("/")
    with CaptureQueriesContext(connection) as asked:
        assert server_error(request).status_code == 500
    assert asked.captured_queries == []


@pytest.mark.parametrize("path", ["/", "/logga-in/", "/finns-inte/", "/demo/"])
def test_answer_when_given_carries_every_guarding_header(path: str) -> None:
    """Whatever the page, whoever asks."""
    answer = Client().get(path)
    told = {name: answer.headers.get(name) for name in answer.headers}
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["X-Frame-Options"] == "DENY"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in told["Permissions-Policy"]
    policy = told["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_personal_page_when_given_may_not_be_kept() -> None:
    """The back button of the next person shows nothing."""
    person = make_person(Role.CARE_STAFF)
    assert person.client.get("/")["Cache-Control"] == "no-store"
