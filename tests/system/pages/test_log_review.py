"""The log reviewer's way: the snooper that the demonstration plants, and what a patient may ask for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.system.pages.house import House
from tests.system.pages.persons import be
from tests.system.pages.watching import watch

ALERTS, REVIEWS = "/logg/larm/", "/logg/"


def test_reviewer_when_looking_at_alerts_then_finds_the_snooper_and_writes_a_judgement(
    browser: Browser, house: House
) -> None:
    """Given a night on which somebody read without an errand; the page says why it stands out."""
    with watch(browser, house.address) as watched:
        page = watched.page
        be(page, "logggranskare")
        # Then there is an alert with its reasons
        page.get_by_role("link", name="Logggranskning").first.click()
        page.get_by_role("link", name="Visa larmen").click()
        row = page.get_by_role("row").filter(has_text="samma efternamn").filter(has_text="nattetid").first
        expect(row).to_contain_text("inget ärende")
        snooper = row.get_by_role("rowheader").inner_text()
        # When she opens it, it is a task with a record
        row.get_by_role("button", name=re.compile("^Granska")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Granskning av larm")
        page.get_by_role("link", name=snooper).first.click()
        expect(page.get_by_role("heading", name="Fall att bedöma")).to_be_visible()
        page.get_by_label("Obehörig").check()
        page.get_by_label("Vad kom fram?").fill(
            "Inget ärende, ingen vårdrelation; lämnas till verksamhetschefen."
        )
        page.get_by_role("button", name="Spara bedömningen").click()
        expect(page.get_by_text("Obehörig").first).to_be_visible()
        assert watched.judge() == []


def test_reviewer_when_a_patient_asks_then_shows_and_prints_the_extract(
    browser: Browser, house: House
) -> None:
    """A patient has the right to know which units have read, and when."""
    with watch(browser, house.address) as watched:
        page = watched.page
        be(page, "logggranskare")
        open_extract(page)
        expect(page.get_by_role("table")).to_be_visible()
        paper = page.get_by_role("link", name="Skriv ut").get_attribute("href")
        assert paper
        assert page.context.request.get(paper).body().startswith(b"%PDF-")
        assert watched.judge() == []


@pytest.mark.parametrize("path", ["extract", "alert"])
def test_region_next_door_when_asking_then_nothing_is_there(
    browser: Browser, house: House, path: str
) -> None:
    """What another region has looks like what nobody has, to the letter."""
    with watch(browser, house.address) as watched:
        reviewer = watched.page
        be(reviewer, "logggranskare")
        if path == "extract":
            open_extract(reviewer)
        else:
            reviewer.goto(ALERTS)
        secret = reviewer.url
    with watch(browser, house.address) as watched:
        page = watched.page
        be(page, "sundsvall")
        assert page.goto(secret).status == 404
        forbidden = page.locator("main").inner_text()
        assert page.goto("/finns-inte/").status == 404
        assert page.locator("main").inner_text() == forbidden


def open_extract(page: Page) -> None:
    """From a case of the week's sample to the whole extract of its patient."""
    page.goto(REVIEWS)
    page.get_by_role("link", name=re.compile("^Stickprov")).first.click()
    page.get_by_role("table", name="Fall att bedöma").get_by_role("link").first.click()
    page.get_by_role("link", name="Visa patientens hela loggutdrag").click()
    expect(page.get_by_role("heading", name=re.compile("^Loggutdrag för"))).to_be_visible()
