"""What every page's frame shows: who is there, by which assignment, and where they may go.

No query of its own: what it tells was read when the request was let in, and error pages are drawn
when the database is gone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.registry.presenters.sign_in import name_roles
from skjuts.apps.registry.sessions import SessionStamps
from skjuts.config.site.appearance import read_appearance
from skjuts.web.navigation import GROUPS, Entry, Group, list_modules
from skjuts.web.notices import read_undo
from skjuts.web.page import NavigationGroup, NavigationItem, Notice, PageAddresses, PageFrame, SignedIn, Tone

NAMED = {
    "start": "registry:start",
    "search": "registry:search",
    "sign_in": "registry:sign-in",
    "sign_out": "registry:sign-out",
    "choose_assignment": "registry:choose-assignment",
    "session": "registry:session",
    "set_language": "site:set-language",
    "set_appearance": "site:set-appearance",
    "help": "site:help",
    "ask": "rulebooks:ask",
    "accessibility": "site:accessibility",
    "privacy": "site:privacy",
    "about": "site:about",
}
"""Addresses of the frame and the views behind them; those that do not exist are not shown."""
FOR_THOSE_INSIDE = ("search", "ask")
TONES: dict[str, Tone] = {
    "error": "danger",
    "warning": "warning",
    "success": "success",
    "info": "info",
    "debug": "info",
}


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The template context `page` (drawn when first used), `actor`, and the token of the page's forms.

    The template backend would mask the token anew in each of a page's forms.
    """
    token = SimpleLazyObject(lambda: get_token(request))
    return {
        "page": SimpleLazyObject(lambda: build_frame(request)),
        "actor": getattr(request, "actor", None),
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(
            lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
        ),
    }


def build_frame(request: HttpRequest) -> PageFrame:
    """The frame of a request."""
    assignment = getattr(request, "assignment", None)
    appearance = read_appearance(request)
    return PageFrame(
        authority=assignment.authority_name if assignment else "",
        user=_signed_in(request),
        navigation=_navigation(request) if assignment else (),
        notices=_notices(request),
        language=(get_language() or "sv")[:2],
        colour_scheme=appearance.colour_scheme,
        contrast=appearance.contrast,
        has_shortcuts=appearance.has_shortcuts,
        banner=_("Demonstration: alla personer är påhittade.") if settings.IS_DEMO else "",
        session_ends=_session_end(request),
        path=request.get_full_path() if request.method == "GET" else "/",
        addresses=_addresses(is_inside=assignment is not None),
    )


@cache
def list_entries() -> tuple[Entry, ...]:
    """Every app's places, in the order of groups and their own."""
    found: list[Entry] = []
    for module in list_modules("navigation"):
        found += module.ENTRIES
    return tuple(sorted(found, key=lambda one: (GROUPS.index(one.group), one.order)))


def _signed_in(request: HttpRequest) -> SignedIn | None:
    assignment = getattr(request, "assignment", None)
    if assignment is None:
        return None
    return SignedIn(
        name=assignment.name,
        role=name_roles(assignment.roles),
        assignment=assignment.unit_name,
        other_assignments=len(request.assignments_held) - 1,  # type: ignore[attr-defined]
    )


def _navigation(request: HttpRequest) -> tuple[NavigationGroup, ...]:
    places = _places(frozenset(request.assignment.roles), get_language())  # type: ignore[attr-defined]
    here = _closest(request.path, [item.href for group in places for item in group.items])
    return tuple(replace(group, items=_mark(group.items, here)) for group in places)


def _mark(items: tuple[NavigationItem, ...], here: str) -> tuple[NavigationItem, ...]:
    return tuple(replace(one, current=True) if one.href == here else one for one in items)


@cache
def _places(roles: frozenset[str], language: str | None) -> tuple[NavigationGroup, ...]:
    """Where somebody with these roles may go, named in the language that is in use: `language`."""
    del language
    shown = [one for one in list_entries() if one.is_for(roles)]
    groups = ((group, tuple(_item(one) for one in shown if one.group == group)) for group in GROUPS)
    return tuple(NavigationGroup(items, _heading(group)) for group, items in groups if items)


def _item(entry: Entry) -> NavigationItem:
    return NavigationItem(str(entry.label), reverse(entry.url_name), entry.icon)


def _closest(path: str, places: list[str]) -> str:
    """The place in whose folder the page lies."""
    return max(
        (one for one in places if path == one or (one != "/" and path.startswith(one))), key=len, default=""
    )


def _heading(group: Group) -> str:
    headings = {
        "work": "",
        "learn": _("Utbildning"),
        "registers": _("Register"),
        "guard": _("Skydd och uppföljning"),
        "house": _("Förvaltning"),
    }
    return headings[group]


def _notices(request: HttpRequest) -> tuple[Notice, ...]:
    if getattr(request, "is_error_page", False) or not hasattr(request, "_messages"):
        return ()
    return tuple(
        Notice(str(one), TONES.get(one.level_tag, "info"), *read_undo(one.extra_tags))
        for one in get_messages(request)
    )


@cache
def _addresses(*, is_inside: bool) -> PageAddresses:
    found = {}
    for field, name in NAMED.items():
        try:
            found[field] = reverse(name)
        except NoReverseMatch:
            continue
    if not is_inside:
        found = {field: address for field, address in found.items() if field not in FOR_THOSE_INSIDE}
    return PageAddresses(**found)


def _session_end(request: HttpRequest) -> str:
    """When the session ends if nothing more is done (ISO 8601), for the warning; empty outside one."""
    stamps: SessionStamps | None = getattr(request, "session_stamps", None)
    return stamps.ends_at().isoformat(timespec="seconds") if stamps else ""
