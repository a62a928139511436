"""Pages for what went wrong: what happened, what was saved and what to do, with a code to tell support."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from skjuts.core.kernel.errors import SkjutsError

log = structlog.get_logger(__name__)


def _page(request: HttpRequest, status: int, title: str, message: str, remedy: str) -> HttpResponse:
    context = {
        "title": title,
        "message": message,
        "remedy": remedy,
        "support_code": structlog.contextvars.get_contextvars().get("request_id", ""),
    }
    return TemplateResponse(request, "web/error.html", context, status=status).render()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _page(
        request,
        400,
        _("Förfrågan gick inte att förstå"),
        _("Ingenting har sparats."),
        _("Gå tillbaka och försök igen."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """What one may not see looks like what is not there."""
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _page(
        request,
        404,
        _("Sidan finns inte"),
        _("Adressen är fel, eller så har du inte tillgång till det som finns där."),
        _("Kontrollera adressen eller börja om från startsidan."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(
        request,
        500,
        _("Något gick fel hos oss"),
        _("Ingenting av det du senast skickade har sparats."),
        _("Försök igen om en stund. Kontakta supporten med koden nedan om felet är kvar."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly a page that stood open past the session's end."""
    log.warning("csrf_failure", reason=reason)
    return _page(
        request,
        403,
        _("Sidan var för gammal"),
        _("Formuläret hann bli för gammalt och skickades inte in."),
        _("Ladda om sidan och skicka in det igen."),
    )


def told_error(request: HttpRequest, error: SkjutsError, status: int) -> HttpResponse:
    """An error of the tree, told as it tells itself."""
    return _page(request, status, _("Det gick inte"), error.message, error.remedy)
