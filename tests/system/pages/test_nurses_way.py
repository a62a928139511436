"""The nurse's whole way, told as it happens: from the first page to a line in the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.system.pages.house import House
from tests.system.pages.persons import be, choose_answers, persona
from tests.system.pages.watching import watch

type Opener = Callable[[], Page]


@pytest.fixture
def open_browser(browser: Browser, house: House) -> Iterator[Opener]:
    """Opens the computer of one more person; afterwards no page may have complained."""
    with ExitStack() as stack:
        heard: list[list[str]] = []

        def open_one() -> Page:
            watched = stack.enter_context(watch(browser, house.address))
            heard.append(watched.faults)
            return watched.page

        yield open_one
        assert heard == [[] for _ in heard]


def hand_in(page: Page, *, is_right: bool) -> None:
    """Answer every question and hand the test in."""
    choose_answers(page, is_right=is_right)
    page.get_by_role("button", name="Lämna in provet").click()


def fetch_certificate(page: Page) -> bytes:
    """Open the certificate and fetch its file."""
    page.get_by_role("link", name="Visa beviset").click()
    address = page.get_by_role("link", name="Hämta som PDF").get_attribute("href")
    assert address
    return page.context.request.get(address).body()


def test_nurse_when_she_learns_fails_passes_and_is_delegated_then_stands_in_the_register(
    open_browser: Opener,
) -> None:
    """The chain for which the platform exists, in the hands of the people of the demonstration."""
    nurse = persona("sjukskoterska")
    hers, managers, officers = open_browser(), open_browser(), open_browser()

    # Given a nurse who has read the course to its end
    be(hers, nurse.slug)
    read_course(hers)

    # When she answers the test wrongly
    hers.get_by_role("button", name="Gör provet").click()
    hand_in(hers, is_right=False)
    # Then she is told what to read again, and her manager cannot delegate yet
    expect(hers.get_by_role("heading", name="Inte godkänd än")).to_be_visible()
    expect(hers.get_by_text("Läs de här sidorna igen")).to_be_visible()
    be(managers, "enhetschef")
    managers.goto("/utbildning/enhet/")
    expect(managers.get_by_text(f"Delegera till {nurse.name}")).to_have_count(0)

    # When she tries again and is right
    hers.get_by_role("button", name="Gör om provet").click()
    hand_in(hers, is_right=True)
    # Then she holds a certificate that opens as a PDF
    expect(hers.get_by_role("heading", name="Godkänd", exact=True)).to_be_visible()
    assert fetch_certificate(hers).startswith(b"%PDF-")

    # When her manager delegates
    managers.reload()
    managers.get_by_text(f"Delegera till {nurse.name}").click()
    row = managers.get_by_role("listitem").filter(has_text=nurse.name)
    row.get_by_role("button", name="Delegera").click()
    # Then she stands in the register of those who may certify, and sees it herself
    be(officers, "handlaggare")
    officers.goto("/utbildning/register/")
    expect(officers.get_by_role("row", name=re.compile(nurse.name))).to_contain_text("Sjukresa")
    hers.goto("/utbildning/")
    expect(hers.get_by_text("Du har ingen delegation")).to_have_count(0)


def test_nurse_when_she_fails_twice_then_has_to_wait(open_browser: Opener) -> None:
    """Guessing until it is right is not learning."""
    page = open_browser()
    be(page, "sundsvall")
    read_course(page)
    page.get_by_role("button", name="Gör provet").click()
    for again in ("Gör om provet", None):
        hand_in(page, is_right=False)
        expect(page.get_by_role("heading", name="Inte godkänd än")).to_be_visible()
        if again:
            page.get_by_role("button", name=again).click()
    expect(page.get_by_text(re.compile(r"Du kan göra om provet\skl\.\s\d\d\.\d\d"))).to_be_visible()
    expect(page.get_by_role("button", name="Gör om provet")).to_have_count(0)


def read_course(page: Page) -> None:
    """Read every page of the course, from the start page's own links."""
    page.get_by_role("link", name="Min utbildning").first.click()
    page.get_by_role("link", name=re.compile("^Rätt resa")).first.click()
    page.get_by_role("button", name="Börja kursen").click()
    done = page.get_by_role("button", name=re.compile("^Klar"))
    done.wait_for()
    while done.count():
        with page.expect_navigation():
            done.click()
    expect(page.get_by_role("button", name="Gör provet")).to_be_visible()
