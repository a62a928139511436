"""Who came in, by which door, and what a view asks of them when it is not the rule: an assignment in force.

Every view is closed until it says otherwise. Django's `login_not_required` opens one to anybody;
`without_assignment` opens one to those who have signed in but act by no assignment yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from skjuts.apps.tenancy.actor import Actor

MARK = "needs_assignment"
PROGRAMS = "/api/"
PROBLEM = "application/problem+json"
"""How a program is refused (RFC 9457), whoever refuses it."""


def actor_in(request: HttpRequest) -> Actor:
    """Who asks, where the door let nobody in without an assignment."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the address is one that programs call: they get no pages and are sent nowhere."""
    return request.path_info.startswith(PROGRAMS)


def without_assignment[V: Callable[..., Any]](view: V) -> V:
    """Let the view answer people who are signed in without an assignment (`request.actor` is None)."""
    setattr(view, MARK, False)
    return view


def needs_sign_in(view: Callable[..., Any]) -> bool:
    """Whether the anonymous are sent to sign in first."""
    return getattr(view, "login_required", True)


def needs_assignment(view: Callable[..., Any]) -> bool:
    """Whether the person has to act by an assignment."""
    return needs_sign_in(view) and getattr(view, MARK, True)
