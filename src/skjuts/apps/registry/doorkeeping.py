"""Where those are sent who may not come in yet: to sign in, or to choose an assignment."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from skjuts.apps.tenancy.doors import PROBLEM, is_for_programs

NEXT = "next"


def turn_away(request: HttpRequest) -> HttpResponse:
    """The anonymous: to the sign-in page, and back afterwards; programs get 401."""
    if is_for_programs(request):
        return _refuse_program(HTTPStatus.UNAUTHORIZED, "sign_in", "Inloggning krävs.")
    return _send(request, reverse("registry:sign-in"), ending=getattr(request, "session_ending", ""))


def show_in(request: HttpRequest) -> HttpResponse:
    """The signed in who act by no assignment: to choose one, or to read that there is none."""
    if is_for_programs(request):
        return _refuse_program(HTTPStatus.FORBIDDEN, "no_assignment", "Inget uppdrag är valt.")
    return _send(request, reverse("registry:choose-assignment"))


def safe_next(request: HttpRequest, told: str | None, otherwise: str = "/") -> str:
    """The address to go on to, if it is one of ours."""
    if told and url_has_allowed_host_and_scheme(
        told, {request.get_host()}, require_https=request.is_secure()
    ):
        return told
    return otherwise


def _send(request: HttpRequest, address: str, *, ending: str = "") -> HttpResponse:
    is_fragment = request.headers.get("HX-Request") == "true"
    back = _shown_path(request) if is_fragment else request.get_full_path()
    goes_back = (is_fragment or request.method in {"GET", "HEAD"}) and back not in {"", "/"}
    query = urlencode({**({NEXT: back} if goes_back else {}), **({"slut": ending} if ending else {})})
    target = f"{address}?{query}" if query else address
    if is_fragment:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _shown_path(request: HttpRequest) -> str:
    """The page that asked for a fragment, without its host."""
    parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _refuse_program(status: HTTPStatus, code: str, detail: str) -> JsonResponse:
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, "code": code}
    return JsonResponse(body, status=status, content_type=PROBLEM)
