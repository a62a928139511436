"""Every page once, as wide as a desk and as a phone, in both languages: nothing to hear, nothing cut, nothing foreign.

The pages are those of the matrix of rights: a new address is visited from the day it is declared, and
what cannot be visited fails.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from skjuts.apps.tenancy.roles import Role
from tests.app.rights.table import read_table
from tests.system.pages.house import House
from tests.system.pages.visits import MISSING
from tests.system.pages.watching import HEIGHT, watch
from tests.system.pages.words import list_leftovers

DESK, PHONE = 1280, 390
READABLE = [row.name for row in read_table().values() if "GET" in row.methods]
PLACES = [*READABLE, *(f"start as {role}" for role in Role), MISSING]


@pytest.mark.parametrize("place", PLACES)
def test_page_when_visited_on_desk_and_phone_in_both_languages_then_nothing_is_wrong(
    browser: Browser, house: House, place: str
) -> None:
    """Whoever cannot see, cannot use a mouse, or reads English at a bus stop gets the same page."""
    visit = house.visits[place]
    faults = []
    for language in ("sv", "en"):
        with watch(browser, house.address, session=visit.session, language=language) as watched:
            answer = watched.context.request.get(visit.path, max_redirects=0)
            if not answer.headers.get("content-type", "").startswith("text/html"):
                return
            watched.page.goto(visit.path)
            for width in (DESK, PHONE):
                watched.page.set_viewport_size({"width": width, "height": HEIGHT})
                faults += [f"{language} {width}: {one}" for one in watched.judge()]
            faults += [f"{language}: {one}" for one in list_leftovers(watched.page, language)]
    assert faults == []
