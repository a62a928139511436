"""Pages for what went wrong: what happened, what was saved and what to do, with a code to tell support.

What one may not see looks like what is not there: the same status and the same page, without a code.
Programs (`/api/`) get the same as problem+json. Nothing here asks the database.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from skjuts.apps.tenancy.doors import PROBLEM, is_for_programs
from skjuts.apps.vault.errors import TooManyGuesses
from skjuts.config.out_of_reach import is_out_of_reach
from skjuts.core.kernel.errors import Conflict, Infeasible, InvalidInput, NotFound, SkjutsError, Upstream
from skjuts.web.told import tell_error

log = structlog.get_logger(__name__)

RETRY_AFTER_S = 15
"""A database that was killed is back within ten seconds."""
STATUSES: tuple[tuple[type[SkjutsError], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (TooManyGuesses, HTTPStatus.TOO_MANY_REQUESTS),
    (Conflict, HTTPStatus.CONFLICT),
    (InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Infeasible, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Upstream, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an error: a heading, what happened, what to do; its code and field for programs."""

    status: HTTPStatus
    title: str
    message: str
    remedy: str = ""
    code: str = ""
    field: str = ""
    retry_after_s: int = 0


class ToldErrors:
    """Turns errors of the tree that a view raises into pages. Stands outside the acting transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; where only a form's sending is answered, a page says so to whoever opens the address."""
        found = self.get_response(request)
        if found.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not found.content:
            return _not_allowed(request, found["Allow"])
        return found

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a told error; None leaves the rest to Django."""
        if not isinstance(exception, SkjutsError):
            return None
        if isinstance(exception, NotFound):
            return not_found(request)
        status = status_of(exception)
        log.info("told_error", code=exception.code, status=status)
        told = Told(
            status,
            _heading(status),
            *tell_error(exception),
            exception.code,
            exception.field,
            getattr(exception, "retry_after_s", 0),
        )
        return answer(request, told)


def status_of(error: SkjutsError) -> HTTPStatus:
    """The status by which an error of the tree is answered."""
    found = (status for kind, status in STATUSES if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer(request: HttpRequest, told: Told) -> HttpResponse:
    """The page, or problem+json to programs; with the time to wait when there is one."""
    response = _answer(request, told)
    if told.retry_after_s:
        response["Retry-After"] = str(told.retry_after_s)
    return response


def _answer(request: HttpRequest, told: Told) -> HttpResponse:
    shows_code = told.status != HTTPStatus.NOT_FOUND
    code = getattr(request, "code", "") if shows_code else ""
    if is_for_programs(request):
        return _problem(told, code)
    context = {"title": told.title, "message": told.message, "remedy": told.remedy, "support_code": code}
    request.is_error_page = True  # type: ignore[attr-defined]
    return TemplateResponse(request, "web/error.html", context, status=told.status).render()


def _problem(told: Told, code: str) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": told.title,
        "status": int(told.status),
        "detail": told.message,
        "code": told.code,
        "field": told.field,
        "remedy": told.remedy,
        "support_code": code,
    }
    return JsonResponse(
        {name: value for name, value in body.items() if value != ""},
        status=told.status,
        content_type=PROBLEM,
    )


def _heading(status: HTTPStatus) -> str:
    headings = {
        HTTPStatus.CONFLICT: _("Någon hann före"),
        HTTPStatus.TOO_MANY_REQUESTS: _("För många försök"),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("Uppgifterna går inte att använda"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Ett system som vi lutar oss mot svarar inte"),
    }
    return headings.get(status, _("Något gick fel hos oss"))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return answer(
        request,
        Told(
            HTTPStatus.BAD_REQUEST,
            _("Förfrågan gick inte att förstå"),
            _("Ingenting har sparats."),
            _("Gå tillbaka och försök igen."),
            "input",
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """What one may not see looks like what is not there."""
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return answer(
        request,
        Told(
            HTTPStatus.NOT_FOUND,
            _("Sidan finns inte"),
            _("Adressen är fel, eller så har du inte tillgång till det som finns där."),
            _("Kontrollera adressen eller börja om från startsidan."),
            "not_found",
        ),
    )


def _not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """405: most often somebody who asks again in the address bar for what a form had sent."""
    told = Told(
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("Den här adressen tar bara emot ett formulär"),
        _("Ingenting har sparats."),
        _("Gå tillbaka till sidan med formuläret och skicka det därifrån."),
        "input",
    )
    response = answer(request, told)
    response["Allow"] = allow
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 while the database cannot be reached."""
    if is_out_of_reach(sys.exc_info()[1]):
        return out_of_reach(request)
    return answer(
        request,
        Told(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            _("Något gick fel hos oss"),
            _("Ingenting av det du senast skickade har sparats."),
            _("Försök igen om en stund. Kontakta supporten med koden nedan om felet är kvar."),
            "internal",
        ),
    )


def out_of_reach(request: HttpRequest) -> HttpResponse:
    """The database does not answer. Whether the last thing sent was saved, nobody can tell just now."""
    log.error("database_out_of_reach")
    return answer(
        request,
        Told(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("Tjänsten vilar ett ögonblick"),
            _("Vi når inte databasen just nu. Det som du har sparat tidigare finns kvar."),
            _("Vänta en halv minut och ladda om sidan. Skickade du något kan du skicka samma formulär igen."),
            "upstream.database_silent",
            retry_after_s=RETRY_AFTER_S,
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly a page that stood open past the session's end."""
    log.warning("csrf_failure", reason=reason)
    return answer(
        request,
        Told(
            HTTPStatus.FORBIDDEN,
            _("Sidan var för gammal"),
            _("Formuläret hann bli för gammalt och skickades inte in."),
            _("Ladda om sidan och skicka in det igen."),
            "csrf",
        ),
    )
