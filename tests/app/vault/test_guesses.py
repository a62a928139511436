"""How often one may guess: at codes, numbers, keys and sign-ins, and whom a limit must not hit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.registry.services.patients.searching import UNKNOWN_IDENTITIES
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.vault.addresses import address_of
from skjuts.apps.vault.errors import TooManyGuesses
from skjuts.apps.vault.services.guesses import GuessLimit, clear_guesses, note_miss, require_guess_left
from tests.app.signed_in import Person, make_person

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

LIMIT = GuessLimit("test", most=3)
ADDRESS = "192.0.2.44"
PROBLEM = "application/problem+json"
CHECK = "/utbildning/kontroll/"
RETURN = "/logga-in/demo/svar/"


def miss(limit: GuessLimit, subject: str, times: int) -> None:
    """Guess wrong so many times, each time allowed to."""
    for _ in range(times):
        require_guess_left(limit, subject)
        note_miss(limit, subject)


def let_pass(minutes: float) -> None:
    """Move every miss so far back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update vault_guesses set last_at = last_at - %(ago)s,"
            " missed_at = (select array_agg(one - %(ago)s order by one) from unnest(missed_at) one)",
            {"ago": dt.timedelta(minutes=minutes)},
        )


def require_refused(answer: HttpResponse) -> None:
    """Too many guesses, in Swedish, with the time to wait."""
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    told = answer.json()["remedy"] if answer["Content-Type"].startswith(PROBLEM) else answer.content.decode()
    assert "Vänta en kvart" in told


def test_guess_when_as_many_have_missed_as_may_is_refused_with_the_time_to_wait() -> None:
    """Ten within a quarter of an hour, not ten a second."""
    miss(LIMIT, "anna", 3)
    with pytest.raises(TooManyGuesses) as refused:
        require_guess_left(LIMIT, "anna")
    assert 0 < refused.value.retry_after_s <= 15 * 60
    require_guess_left(LIMIT, "berit")
    require_guess_left(GuessLimit("another", most=3), "anna")


def test_guess_when_the_window_slides_comes_back_one_by_one() -> None:
    """No moment at which twice as many guesses fit into a quarter of an hour."""
    miss(LIMIT, "anna", 1)
    let_pass(10)
    miss(LIMIT, "anna", 2)
    let_pass(6)
    miss(LIMIT, "anna", 1)
    with pytest.raises(TooManyGuesses):
        require_guess_left(LIMIT, "anna")


def test_misses_when_kept_do_not_tell_whose_they_are() -> None:
    """An address is personal data; a digest under a key outside the database is not readable as one."""
    miss(LIMIT, ADDRESS, 3)
    with connection.cursor() as cursor:
        cursor.execute("select vault_guesses::text from vault_guesses")
        told = "".join(row[0] for row in cursor.fetchall())
    assert ADDRESS not in told
    assert ADDRESS.encode().hex() not in told


def test_misses_when_an_hour_old_are_forgotten() -> None:
    """What nobody needs is not kept."""
    miss(LIMIT, "anna", 1)
    let_pass(50)
    miss(LIMIT, "berit", 1)
    assert clear_guesses(now=timezone.now() + dt.timedelta(minutes=15)) == 1
    assert clear_guesses(now=timezone.now()) == 0


def test_check_codes_when_guessed_eleven_times_close_the_address_and_no_other() -> None:
    """The page is open to anyone; a right code must not show through the refusal either."""
    guesser = Client(REMOTE_ADDR=ADDRESS)
    for number in range(10):
        assert guesser.get(CHECK, {"kod": f"K7MN2RST9XY{number}"}).status_code == 200
    require_refused(guesser.get(CHECK, {"kod": "K7MN2RST9XYZ"}))
    assert guesser.get(CHECK).status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.45").get(CHECK, {"kod": "K7MN2RST9XYZ"}).status_code == 200


def test_sign_in_answers_when_strange_close_their_address_to_strange_answers() -> None:
    """Codes and states are guessed at the return from the provider."""
    guesser = Client(REMOTE_ADDR=ADDRESS)
    for number in range(10):
        assert guesser.get(RETURN, {"code": f"c{number}", "state": f"s{number}"}).status_code == 403
    require_refused(guesser.get(RETURN, {"code": "c", "state": "s"}))


def test_sign_in_when_somebody_at_the_same_address_guesses_still_begins_and_returns() -> None:
    """A ward shares an address: whoever guesses there must not lock the ward out."""
    guesser = Client(REMOTE_ADDR=ADDRESS)
    for _ in range(11):
        guesser.get(RETURN, {"code": "c", "state": "s"})
    nurse = Client(REMOTE_ADDR=ADDRESS)
    session = nurse.session
    session["socialaccount_states"] = {"own": [{"process": "login"}, timezone.now().timestamp(), "demo"]}
    session.save()
    nurse.cookies["session"] = str(session.session_key)
    answer = nurse.get(RETURN, {"error": "access_denied", "state": "own"})
    assert answer.status_code == 403
    assert "Inloggningen avbröts" in answer.content.decode()


def test_identities_when_many_are_looked_for_in_vain_close_the_account_to_more() -> None:
    """Whoever types in one number after the other is fishing, however much they may read."""
    nurse = make_person(Role.CARE_STAFF)
    for _ in range(UNKNOWN_IDENTITIES.most):
        note_miss(UNKNOWN_IDENTITIES, str(nurse.account.id))
    require_refused(search(nurse, "19121212-1212"))
    assert search(nurse, "Öberg").status_code == 200


def test_identity_when_nobody_has_it_is_counted_once() -> None:
    """The limit counts what was asked for in vain, and only numbers."""
    nurse = make_person(Role.CARE_STAFF)
    search(nurse, "19121212-1212")
    search(nurse, "Öberg")
    with connection.cursor() as cursor:
        cursor.execute("select kind, cardinality(missed_at) from vault_guesses")
        assert cursor.fetchall() == [(UNKNOWN_IDENTITIES.kind, 1)]


def test_keys_when_unknown_ten_times_are_told_to_wait() -> None:
    """A program with a wrong key, or somebody who tries keys, stops costing questions."""
    program = Client(REMOTE_ADDR=ADDRESS)
    headers = {"Authorization": "Bearer skj_wrong"}
    for _ in range(10):
        assert program.get("/api/v1/units", headers=headers).status_code == 401
    answer = program.get("/api/v1/units", headers=headers)
    require_refused(answer)
    assert answer["Content-Type"] == PROBLEM


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "counted"),
    [
        (0, "192.0.2.1", "198.51.100.9", "192.0.2.1"),
        (1, "10.0.0.1", "203.0.113.66, 198.51.100.9", "198.51.100.9"),
        (2, "10.0.0.1", "203.0.113.66, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (2, "10.0.0.1", "198.51.100.9", "10.0.0.1"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "", "", ""),
    ],
)
def test_address_when_read_is_what_the_outermost_trusted_proxy_saw(
    settings: object, proxies: int, remote: str, forwarded: str, counted: str
) -> None:
    """Whoever may write their own address writes a new one for each guess."""
    environment = settings.ENVIRONMENT  # type: ignore[attr-defined]
    settings.ENVIRONMENT = replace(environment, proxies=proxies)  # type: ignore[attr-defined]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})
    assert address_of(request) == counted


def search(person: Person, text: str) -> HttpResponse:
    """Search on the page."""
    return person.client.post(reverse("registry:patient-search"), {"q": text, "reason": "call"})
