"""Every page once, on desk and phone, in both languages: nothing to hear, nothing cut, nothing foreign.

The pages are those of the matrix of rights: a new address is visited from the day it is declared, and
what cannot be visited fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import APIResponse, Browser

from skjuts.apps.tenancy.roles import Role
from tests.app.rights.table import read_table
from tests.system.pages.house import House
from tests.system.pages.visits import MISSING
from tests.system.pages.watching import HEIGHT, Watched, watch
from tests.system.pages.words import list_leftovers

DESK, PHONE = 1280, 390
WIDTHS = {"sv": (DESK, PHONE), "en": (PHONE,)}
"""The layout is the same in both languages; a phone is where longer words do not fit."""
READABLE = [row.name for row in read_table().values() if "GET" in row.methods and not row.is_api]
PLACES = [*READABLE, *(f"start as {role}" for role in Role), MISSING]
REFUSES = {"openid_connect_callback": 403, "vault:download": 404, "idp:oidc:userinfo": 401, MISSING: 404}
"""Addresses that have nothing to show to whoever comes out of the blue, and how they say so."""
SENDS_ON = {"registry:patient-mandate", "permits:paper"}
"""Addresses that lead to a file."""
SAYS_REFUSED = "console: Failed to load resource: the server responded with a status of 40"


@pytest.fixture(scope="module")
def watching(browser: Browser, house: House) -> Iterator[dict[str, Watched]]:
    """A browser in each language. They keep what pages share, as a reader's own browser does."""
    with ExitStack() as stack:
        yield {one: stack.enter_context(watch(browser, house.address, language=one)) for one in WIDTHS}


@pytest.mark.parametrize("place", PLACES)
def test_page_when_visited_on_desk_and_phone_in_both_languages_then_nothing_is_wrong(
    watching: dict[str, Watched], house: House, place: str
) -> None:
    """Whoever cannot see, cannot use a mouse, or reads English at a bus stop gets the same page."""
    visit, status = house.visits[place], 302 if place in SENDS_ON else REFUSES.get(place, 200)
    faults, is_shown = [], False
    for language, watched in watching.items():
        watched.sign_in(house.address, visit.session)
        if not is_shown:
            answer = watched.page.context.request.get(visit.path, max_redirects=0)
            assert answer.status == status
            is_shown = is_page(answer)
        if is_shown:
            faults += [f"{language} {one}" for one in look(watched, visit.path, status, language)]
    assert [one for one in faults if not (place in REFUSES and SAYS_REFUSED in one)] == []


def is_page(answer: APIResponse) -> bool:
    """Whether a person is meant to look at it; the rest are files, figures and parts of pages."""
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return is_html and answer.text().lstrip().lower().startswith("<!doctype")


def look(watched: Watched, path: str, status: int, language: str) -> list[str]:
    """Open a page and look at it in both widths, and by night."""
    answer, faults = watched.page.goto(path), []
    assert answer
    assert answer.status == status
    for width in WIDTHS[language]:
        watched.page.set_viewport_size({"width": width, "height": HEIGHT})
        faults += [f"{width}: {one}" for one in watched.judge()]
    if language == "sv":  # Colours are the same in every language.
        watched.page.emulate_media(color_scheme="dark")
        faults += [f"dark: {one}" for one in watched.judge()]
        watched.page.emulate_media(color_scheme="light")
    return faults + list_leftovers(watched.page, language)
