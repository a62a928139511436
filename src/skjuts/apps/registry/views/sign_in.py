"""Sign-in, sign-out and the choice of assignment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.registry.doorkeeping import NEXT, safe_next
from skjuts.apps.registry.presenters.sign_in import show_choices, show_refusal, show_sign_in
from skjuts.apps.registry.services.admit import admit, begin_session
from skjuts.apps.registry.services.counting_sign_ins import counting_answers, counting_refusals
from skjuts.apps.registry.services.end_sessions import end_all_sessions
from skjuts.apps.registry.sessions import CHOSEN, find_stamps
from skjuts.apps.registry.sign_in import find_provider, take_answer
from skjuts.apps.registry.sign_in_errors import SignInRefused
from skjuts.apps.tenancy.doors import without_assignment
from skjuts.core.kernel.errors import NotFound, Upstream

log = structlog.get_logger(__name__)

SIGN_IN_PAGE = "registry/pages/sign_in.html"


@login_not_required
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where one chooses how to sign in."""
    goal = safe_next(request, request.GET.get(NEXT))
    if request.user.is_authenticated:
        return HttpResponseRedirect(goal)
    shown = show_sign_in(settings.OIDC_ISSUERS, goal, request.GET.get("slut", ""))
    return render(request, SIGN_IN_PAGE, {"shown": shown})


@login_not_required
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the identity provider."""
    provider = find_provider(request, provider_id)
    if provider is None:
        raise NotFound
    goal = safe_next(request, request.POST.get(NEXT))
    try:
        return provider.begin(request, next_url=goal, hint=request.POST.get("hint", "")[:80])
    except Upstream as error:
        return _refused(request, error, status=503)


@login_not_required
@require_GET
def complete(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the identity provider."""
    if find_provider(request, provider_id) is None:
        raise NotFound
    try:
        with counting_answers(request):
            answered = take_answer(request, provider_id)
        with counting_refusals(answered.vouched):
            account = admit(vouched=answered.vouched, trust=answered.trust)
    except (SignInRefused, Upstream) as error:
        return _refused(request, error, status=503 if isinstance(error, Upstream) else 403)
    begin_session(request, account, answered.vouched, timezone.now())
    log.info("signed_in", account=str(account.id), issuer=provider_id)
    return HttpResponseRedirect(safe_next(request, answered.next_url))


def _refused(request: HttpRequest, error: Any, *, status: int) -> HttpResponse:  # noqa: ANN401
    log.warning("sign_in_refused", code=error.code)
    return render(
        request, "registry/pages/sign_in_refused.html", {"shown": show_refusal(error)}, status=status
    )


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?slut=signed_out")


@without_assignment
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """When the session ends; a POST keeps it alive, a page that only wonders asks in the background."""
    stamps = find_stamps(request.session)
    if stamps is None:
        raise NotFound
    return JsonResponse({"ends": stamps.ends_at().isoformat(timespec="seconds")})


@without_assignment
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account, on every device."""
    end_all_sessions(account_id=_account_id(request))
    logout(request)
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?slut=everywhere")


@without_assignment
@require_http_methods(["GET", "POST"])
def choose_assignment(request: HttpRequest) -> HttpResponse:
    """Choose what to act by, or read that nothing is in force and whom to ask."""
    held = request.assignments_held  # type: ignore[attr-defined]
    told = request.POST if request.method == "POST" else request.GET
    goal = safe_next(request, told.get(NEXT))
    if request.method == "POST":
        if request.POST.get("assignment") not in {str(one.id) for one in held}:
            raise NotFound
        request.session[CHOSEN] = request.POST["assignment"]
        return HttpResponseRedirect(goal)
    shown = show_choices(held, request.assignment, goal)  # type: ignore[attr-defined]
    page = "choose_assignment.html" if held else "no_assignment.html"
    return render(request, f"registry/pages/{page}", {"shown": shown}, status=200 if held else 403)


def _account_id(request: HttpRequest) -> UUID:
    """The account that is signed in; these pages are for nobody else."""
    if request.user.pk is None:
        raise NotFound
    return request.user.pk
