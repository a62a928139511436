"""A session that is about to end asks whether anybody is there, and says so when it has ended."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from skjuts.apps.registry.session_store import SessionStore
from skjuts.apps.registry.sessions import IDLE, SessionStamps, find_stamps, write_stamps
from tests.system.pages.house import House
from tests.system.pages.visits import SOMEBODY
from tests.system.pages.watching import Watched, watch

type Doer = Callable[[Callable[[], None]], None]
ENDS = re.compile(r'data-ends="[^"]+"')


@pytest.fixture
def left(browser: Browser, house: House, in_house: Doer) -> Iterator[Callable[[float], Watched]]:
    """Opens the start page with so many seconds left of the session, in the house and on the page."""
    with watch(browser, house.address) as watched:
        visit = house.visits[SOMEBODY]
        watched.sign_in(house.address, visit.session)

        def open_with(seconds: float) -> Watched:
            def shorten(route: Route) -> None:
                answer = route.fetch()
                ends = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
                in_house(lambda: end_at(visit.session, ends))
                route.fulfill(response=answer, body=ENDS.sub(f'data-ends="{ends:%FT%T}Z"', answer.text()))

            watched.page.route(f"{house.address}{visit.path}", shorten)
            watched.page.goto(visit.path)
            return watched

        yield open_with


def test_session_when_two_minutes_are_left_then_asks_and_goes_on_when_somebody_is_there(
    left: Callable[[float], Watched],
) -> None:
    """A nurse who reads a long page is not thrown out in the middle of it."""
    watched = left(122)
    dialog = watched.page.get_by_role("dialog", name="Är du kvar?")
    expect(dialog).to_be_visible(timeout=15_000)
    expect(dialog).to_contain_text(re.compile(r"1?\d\d sekunder kvar"))
    assert watched.judge() == []
    watched.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def test_session_when_nobody_answers_then_ends_on_the_sign_in_page(
    left: Callable[[float], Watched],
) -> None:
    """What stood on the screen is gone, and the page says why."""
    watched = left(4)
    watched.page.wait_for_url(re.compile("/logga-in/"), timeout=30_000)
    expect(watched.page.locator("main")).to_contain_text("loggad")


def end_at(key: str, ends: dt.datetime) -> None:
    """Let the session have been used so long ago that it ends then."""
    session = SessionStore(key)
    stamps = find_stamps(session)
    assert stamps
    used_at = ends - IDLE
    told = SessionStamps(min(stamps.began_at, used_at), used_at, stamps.assurance, stamps.issuer)
    write_stamps(session, told)
    session.save()
