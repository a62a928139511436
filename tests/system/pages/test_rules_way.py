"""A fee changed by one person and let into force by another, told as it happens in their browsers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.system.pages.house import House
from tests.system.pages.persons import be
from tests.system.pages.watching import watch

BOOK = "Sjukresor i Jämtland Härjedalen"
FEE = "avgiften för taxi"
VERSION = "prov-2027"


def test_fee_when_changed_by_one_and_approved_by_another_then_holds_from_next_month(
    browser: Browser, house: House, in_house: Callable[[Callable[[], None]], None]
) -> None:
    """The one way in which a rule changes: seen, tried, proposed, approved by somebody else, dated."""
    with watch(browser, house.address) as first, watch(browser, house.address) as second:
        day = start_next_month()
        hers, theirs = first.page, second.page

        # Given an officer with a draft on top of the book in force
        begin_draft(hers)
        # When she changes one fee from next month
        change_fee(hers, day)
        # Then she sees whom it would have touched, and changes a cell where it stands
        hers.get_by_role("link", name="Vem berörs").click()
        expect(hers.get_by_text(re.compile("avgjorda ärenden är prövade"))).to_be_visible()
        expect(hers.get_by_text("Egenavgift för en enkel resa, raden taxi").first).to_be_visible()
        change_a_cell(hers)

        # When she proposes it and another person approves
        hers.get_by_role("link", name="Föreslå", exact=True).click()
        hers.get_by_label("Skäl", exact=True).fill("Nämnden har höjt avgiften (påhittat).")
        hers.get_by_role("button", name="Föreslå", exact=True).click()
        expect(hers.get_by_text("Väntar på godkännande").first).to_be_visible()
        be(theirs, "administrator")
        approve(theirs)

        # Then it holds from next month, and not before
        expect(theirs.get_by_text("Godkänd, gäller senare").first).to_be_visible()
        in_house(lambda: see_fees(day))
        assert (first.faults, second.faults) == ([], [])


def begin_draft(page: Page) -> None:
    """From the menu to a new draft on the book in force."""
    be(page, "handlaggare")
    page.get_by_role("link", name="Regelböcker").first.click()
    page.get_by_role("row").filter(has_text=BOOK).filter(has_text="Gäller").get_by_role("link").first.click()
    page.get_by_role("link", name="Nytt utkast").click()
    page.get_by_label("Versionens namn").fill(VERSION)
    page.get_by_role("button", name="Börja skriva").click()


def change_fee(page: Page, day: dt.date) -> None:
    """A new amount, marked as the proposal that it is."""
    page.get_by_role("link", name="Belopp och gränser").click()
    page.get_by_role("link", name=FEE).click()
    page.get_by_label("Nytt värde").fill("250 kr")
    page.get_by_label("Gäller från och med").fill(day.isoformat())
    page.get_by_label("Källa").fill("Påhittat beslut för provet")
    page.get_by_label("Hur säkert är det?").select_option(label="förslag")
    page.get_by_role("button", name="Spara i utkastet").click()
    expect(page.get_by_role("row").filter(has_text="250 kr")).to_contain_text("förslag")


def approve(page: Page) -> None:
    """From what waits on the start page to an approval."""
    page.get_by_role("link", name=re.compile(VERSION)).first.click()
    expect(page.get_by_text("250 kr (förslag)").first).to_be_visible()
    page.get_by_label("Skäl", exact=True).fill("Stämmer med beslutet.")
    page.get_by_role("button", name="Godkänn", exact=True).click()


def change_a_cell(page: Page) -> None:
    """Open a cell, write what it cannot say, be told, mend it, and undo."""
    page.get_by_role("link", name="Tabeller", exact=True).click()
    page.get_by_role("link", name="Egenavgift för en enkel resa").click()
    page.get_by_role("link", name=re.compile(r"Ändra Stöd, rad 4\b")).click()
    page.get_by_label("Ny lydelse").fill("lag 1991:419 2 §")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(
        page.get_by_role("link", name=re.compile(r"^lag 1991:419 2 § \(Ändra Stöd, rad 4\)$"))
    ).to_be_visible()
    page.get_by_role("button", name="Ångra senaste ändringen").click()
    expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()
    page.get_by_role("link", name="Tabeller", exact=True).click()


def start_next_month() -> dt.date:
    """The first of the next month."""
    today = dt.datetime.now(tz=dt.UTC).date()
    return (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def see_fees(day: dt.date) -> None:
    """What the book in force says of the fee, the day before and on the day."""
    from skjuts.apps.registry.models import Authority
    from skjuts.apps.tenancy.scope import entering
    from skjuts.core.ports.rule_books import rule_books

    authority = Authority.objects.get(slug="jamtland-harjedalen")
    with entering(authorities=[authority.id]):
        books = rule_books.get()
        before, after = (
            books.find_book(authority.id, "patient_trip", one) for one in (day - dt.timedelta(days=1), day)
        )
    assert before is not None
    assert after is not None
    fees = [book.parameters["taxi_fee"].find_on(day) for book in (before, after)]
    assert [one.value for one in fees if one] == [20_000, 25_000]
    assert (before.edition.version != VERSION, after.edition.version) == (True, VERSION)
