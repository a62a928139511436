"""One transaction for each request, in which the database knows who acts.

The assignment is read anew each time, so that a role that is taken away is gone at the next click.
What raises, or answers 5xx, leaves nothing behind. Every view is closed until it says otherwise
(`tenancy.doors`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from skjuts.apps.registry.doorkeeping import show_in, turn_away
from skjuts.apps.registry.queries.acting import list_held
from skjuts.apps.registry.sessions import CHOSEN, find_ending, find_stamps, note_use
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import needs_assignment, needs_sign_in
from skjuts.apps.tenancy.held import HeldAssignment
from skjuts.apps.tenancy.scope import act_from_here, know_from_here

BACKGROUND = "X-Skjuts-Background"
"""Header of requests that a page makes by itself; they do not keep a session alive."""


class SessionLimits:
    """Ends sessions that have stood unused or lasted too long (`request.session_ending` says why)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Judge the session before anybody acts by it."""
        request.session_ending = ""  # type: ignore[attr-defined]
        request.session_stamps = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            self._judge(request)
        return self.get_response(request)

    def _judge(self, request: HttpRequest) -> None:
        now = timezone.now()
        stamps = find_stamps(request.session)
        ending = find_ending(stamps, now)
        if ending or stamps is None:
            logout(request)
            request.session_ending = str(ending)  # type: ignore[attr-defined]
            return
        request.session_stamps = stamps  # type: ignore[attr-defined]
        if BACKGROUND not in request.headers:
            note_use(request.session, stamps, now)


class ActingMiddleware:
    """Finds the actor (`request.actor`, None for the anonymous) and opens their scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the actor's transaction."""
        request.has_failed = False  # type: ignore[attr-defined]
        with transaction.atomic():
            request.actor = enter(request)  # type: ignore[attr-defined]
            response = self.get_response(request)
            if request.has_failed or response.status_code >= 500:  # type: ignore[attr-defined]  # noqa: PLR2004
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Keep the door: None lets the view answer."""
        if needs_sign_in(view) and not request.user.is_authenticated:
            return turn_away(request)
        if needs_assignment(view) and request.actor is None:  # type: ignore[attr-defined]
            return show_in(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002
        """A view raised: whatever it wrote goes, when its error page has been made."""
        request.has_failed = True  # type: ignore[attr-defined]


def enter(request: HttpRequest) -> Actor | None:
    """Find who acts (by choice, by the sign-in's commission or the only one) and tell the database.

    The anonymous ask nothing and see no tenant's row.
    """
    account_id = request.user.pk if request.user.is_authenticated else None
    held = _list_held(request) if account_id else ()
    one = _chosen(request, held)
    request.assignments_held = held  # type: ignore[attr-defined]
    request.assignment = one  # type: ignore[attr-defined]
    if account_id is None:
        return None
    if one is None:
        know_from_here(account_id)
        return None
    actor = one.actor(account_id)
    act_from_here(actor)
    return actor


def _list_held(request: HttpRequest) -> Sequence[HeldAssignment]:
    """Read together with a session's account; for a program's key it is a question more."""
    told: Sequence[HeldAssignment] | None = request.user.held  # type: ignore[union-attr]
    return list_held(request.user.pk, timezone.localdate()) if told is None else told  # type: ignore[arg-type]


def _chosen(request: HttpRequest, held: Sequence[HeldAssignment]) -> HeldAssignment | None:
    if len(held) <= 1:
        return held[0] if held else None
    chosen = request.session.get(CHOSEN)
    stamps = request.session_stamps  # type: ignore[attr-defined]
    named = stamps.commission_hsa_id if stamps else ""
    by_choice = (row for row in held if str(row.id) == chosen)
    by_commission = (row for row in held if named and row.commission_hsa_id == named)
    return next(by_choice, None) or next(by_commission, None)
