"""An officer without a mouse: to the matter whose last bus leaves too early, and two keys to decide it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from skjuts.apps.tenancy.roles import Role
from tests.app.signed_in import make_person
from tests.system.pages.house import House
from tests.system.pages.visits import session_of
from tests.system.pages.watching import watch

MOST_ROWS = 25


def test_matter_when_decided_with_two_keys_then_the_last_bus_is_in_the_reasons(
    browser: Browser, house: House, in_house: Callable[[Callable[[], None]], None]
) -> None:
    """Given an officer with the right to decide, and a matter that the timetable was asked about."""
    told: dict[str, str] = {}
    in_house(lambda: told.update(_appoint_officer()))
    with watch(browser, house.address) as watched:
        page = watched.page
        watched.sign_in(house.address, told["session"])
        page.goto("/resor/arenden/")
        # When the keys lead down the queue to it
        for _ in range(MOST_ROWS):
            page.keyboard.press("j")
            if told["matter"] in str(page.evaluate("document.activeElement.href ?? ''")):
                break
        with page.expect_navigation():
            page.keyboard.press("Enter")
        # Then the ladder says why the bus will not do
        expect(page.get_by_role("heading", name="Förslag")).to_be_visible()
        expect(page.locator(".sk-reasons")).to_contain_text("Sista möjliga resan hem")
        # And the keys of the page are listed on "?"
        page.keyboard.press("?")
        expect(page.locator("#shortcuts [data-page-keys]")).to_contain_text("Bifall")
        page.keyboard.press("Escape")
        # When one key chooses the outcome and Enter confirms it
        with page.expect_navigation():
            page.keyboard.press("b")
        expect(page.get_by_role("button", name="Fatta beslutet")).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        # Then the decision stands, with the reason that the timetable gave
        expect(page.get_by_role("heading", level=1, name=re.compile(r"^Beslut \d{4}-\d+"))).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("Sista möjliga resan hem")
        assert watched.faults == []


def _appoint_officer() -> dict[str, str]:
    """Somebody who may decide for the demonstration's region, and the matter."""
    from django.utils import timezone

    from skjuts.apps.permits.models import Assessment, DecisionRight, Outcome
    from skjuts.apps.registry.models import Authority, Unit
    from skjuts.apps.tenancy.scope import entering

    home = Authority.objects.get(slug="jamtland-harjedalen")
    with entering(authorities=[home.id]):
        unit = Unit.objects.get(authority=home, name="Bedömningsenheten")
        officer = make_person(Role.CASE_OFFICER, unit=unit)
        DecisionRight.objects.create(
            authority_id=home.id,
            holder=officer.assignment.id,
            holder_staff=officer.staff.id,
            holder_signed="Påhittad Handläggare, Bedömningsenheten",
            kinds=["patient_trip"],
            outcomes=Outcome.values,
            point="4.9",
            legal_basis="kommunallagen 7 kap. 5 §",
            valid_from=timezone.localdate(),
            granted_by_id=officer.assignment.id,
            granted_at=timezone.now(),
        )
        asked = Assessment.objects.exclude(feed_version="").filter(
            proposed_outcome="granted", application__state="assessed"
        )
        matter = asked.get().application_id
    return {"session": session_of(officer), "matter": str(matter)}
