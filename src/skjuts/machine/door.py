"""The door for programs: keys, how often they call, and refusals in one form.

Stands before the acting transaction, so that a call that is refused has been counted all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from skjuts.apps.registry.session_store import SessionStore
from skjuts.apps.tenancy.doors import PROBLEM, is_for_programs
from skjuts.apps.vault.addresses import address_of
from skjuts.apps.vault.errors import TooManyGuesses
from skjuts.apps.vault.services.guesses import GuessLimit, note_miss, require_guess_left
from skjuts.core.kernel.errors import SkjutsError
from skjuts.machine.errors import TooManyCalls, UnknownKey
from skjuts.machine.keys import CALLS_A_MINUTE, count_call, find_key
from skjuts.web.told import tell_error

SCHEME = "Bearer "
UNKNOWN_KEYS = GuessLimit("machine.unknown_key", most=10)


class ApiDoor:
    """Lets programs in by their keys."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a program; everybody else goes by."""
        if not is_for_programs(request):
            return self.get_response(request)
        try:
            most = self._let_in(request)
        except UnknownKey as error:
            answer = told(HTTPStatus.UNAUTHORIZED, error)
            answer["WWW-Authenticate"] = SCHEME.strip()
            return answer
        except TooManyGuesses as error:
            answer = told(HTTPStatus.TOO_MANY_REQUESTS, error)
            answer["Retry-After"] = str(error.retry_after_s)
            return answer
        return _counted(request, most) or _as_problem(self.get_response(request))

    def _let_in(self, request: HttpRequest) -> int:
        """Make the key's account the user; returns how often they may call in a minute."""
        header = request.headers.get("Authorization")
        if header is None:
            return CALLS_A_MINUTE
        key = find_key(header.removeprefix(SCHEME), now=timezone.now())
        if key is None or not header.startswith(SCHEME):
            _count_unknown(address_of(request))
            raise UnknownKey
        request.user = key.account
        # A key and a session never mix: whatever cookie came along is not looked at.
        request.session = SessionStore()
        request.is_by_key = True  # type: ignore[attr-defined]
        return key.calls_a_minute


def _count_unknown(address: str) -> None:
    """Raise `TooManyGuesses` for one unknown key too many. A key that holds is let in all the same.

    Programs of a whole region may call from one address, and a key of 256 bits is not found by guessing:
    what is spared is the work, and what is gained is that somebody's mistake does not stop the others.
    """
    with transaction.atomic():
        require_guess_left(UNKNOWN_KEYS, address)
        note_miss(UNKNOWN_KEYS, address)


def told(status: HTTPStatus, error: SkjutsError) -> HttpResponse:
    """An error of the tree as problem+json."""
    message, remedy = tell_error(error)
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "detail": message,
        "code": error.code,
        "remedy": remedy,
    }
    return JsonResponse(body, status=status, content_type=PROBLEM)


def _counted(request: HttpRequest, most: int) -> HttpResponse | None:
    """None while the caller keeps within the measure."""
    if not request.user.is_authenticated:
        return None
    calls = count_call(request.user)
    if calls.count <= most:
        return None
    answer = told(HTTPStatus.TOO_MANY_REQUESTS, TooManyCalls())
    answer["Retry-After"] = str(calls.left_s)
    return answer


def _as_problem(response: HttpResponse) -> HttpResponse:
    """What some inner part refused in its own words gets the form of all other refusals."""
    is_told = response.headers.get("Content-Type", "").startswith(PROBLEM)
    if response.status_code < HTTPStatus.BAD_REQUEST or is_told:
        return response
    status = HTTPStatus(response.status_code)
    body = {"type": "about:blank", "title": status.phrase, "status": int(status)}
    answer = JsonResponse(body | {"code": f"http.{int(status)}"}, status=status, content_type=PROBLEM)
    if "Allow" in response.headers:
        answer["Allow"] = response.headers["Allow"]
    return answer
