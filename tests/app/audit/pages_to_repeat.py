"""Addresses of a tiny house with one form, for the tests of repeated requests."""

from __future__ import annotations

import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path

from skjuts.apps.audit.services import enqueue_message
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import InvalidInput


def _do_once_more(request: HttpRequest) -> int:
    """An effect that can be counted: one message for each time that the view ran."""
    number = time.perf_counter_ns()
    with entering(authorities=[1]):
        enqueue_message(channel="effect", key=str(number), authority_id=1, payload={})
    return number


def form(request: HttpRequest) -> HttpResponse:
    """A form that is refused, fails or has its effect, as its field tells."""
    told = request.POST.get("told", "")
    if told == "mend":
        return HttpResponse("Fyll i fältet", status=422)
    number = _do_once_more(request)
    if told == "refuse":
        raise InvalidInput
    if told == "fail":
        return HttpResponse("fel", status=500)
    if told == "slow":
        time.sleep(0.5)
    response = HttpResponse(f"nr {number} åäö", status=302 if told == "go" else 200)
    if told == "go":
        response["Location"] = f"/efter/{number}"
    response["X-Other"] = "not kept"
    return response


def call(request: HttpRequest) -> HttpResponse:
    """A route for programs."""
    return JsonResponse({"number": _do_once_more(request)}, status=201)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    """What no unsafe route may answer with."""
    return StreamingHttpResponse([b"x"])


def log_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Stands where the sign-in stands."""
    return HttpResponse(str(_do_once_more(request)))


urlpatterns = [
    path("form/", login_not_required(form)),
    path("api/call/", login_not_required(call)),
    path("stream/", login_not_required(stream)),
    path("in/<slug:provider_id>/", login_not_required(log_in), name="openid_connect_login"),
    path("", include("skjuts.config.site.urls")),
]
