"""One transaction for each request, in which the database knows who acts.

The assignment is read anew each time, so that a role that is taken away is gone at the next click.
What raises, or answers 5xx, leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from skjuts.apps.registry.queries.acting import actor_of, assignments_in_force
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import entering

CHOSEN = "assignment_id"
"""Session key of the assignment that the person works by."""


class ActingMiddleware:
    """Finds the actor (`request.actor`, None for the anonymous) and opens their scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the actor's transaction."""
        account_id = request.user.pk if request.user.is_authenticated else None
        request.has_failed = False  # type: ignore[attr-defined]
        with entering(authorities=(), account_id=account_id):
            actor = find_actor(request, account_id) if account_id else None
            request.actor = actor  # type: ignore[attr-defined]
            with entering(authorities=actor.authorities if actor else (), account_id=account_id):
                response = self.get_response(request)
                if request.has_failed or response.status_code >= 500:  # type: ignore[attr-defined]  # noqa: PLR2004
                    transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002
        """A view raised: whatever it wrote goes, when its error page has been made."""
        request.has_failed = True  # type: ignore[attr-defined]


def find_actor(request: HttpRequest, account_id: UUID) -> Actor | None:
    """Who acts: by the chosen assignment, or by the only one there is."""
    today = timezone.localdate()
    held = list(assignments_in_force(account_id, today))
    chosen = request.session.get(CHOSEN)
    one = next((row for row in held if str(row.id) == chosen), held[0] if len(held) == 1 else None)
    request.assignments_held = held  # type: ignore[attr-defined]
    request.assignment = one  # type: ignore[attr-defined]
    return actor_of(one, account_id, today) if one else None
