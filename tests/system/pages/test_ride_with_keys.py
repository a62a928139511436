"""A booking agent with the phone in one hand: search, Enter, Enter, the answer; the trip counted by key."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from skjuts.apps.tenancy.roles import Role
from tests.app.signed_in import make_person
from tests.system.pages.house import House
from tests.system.pages.visits import session_of
from tests.system.pages.watching import watch


def test_answer_when_asked_for_by_keys_alone_then_it_is_there_after_two_enters_and_a_trip_is_counted(
    browser: Browser, house: House, in_house: Callable[[Callable[[], None]], None]
) -> None:
    """Given a rider with a permit that holds today, and nobody's hand on a mouse."""
    told: dict[str, str] = {}
    in_house(lambda: told.update(_prepare()))
    with watch(browser, house.address) as watched:
        page = watched.page
        watched.sign_in(house.address, told["session"])
        page.goto("/resor/far-aka/")
        # When the name is written into the field that has the focus
        page.keyboard.type(told["name"])
        with page.expect_navigation():
            page.keyboard.press("Enter")
        # Then the first hit is chosen, and Enter leads to the answer
        expect(page.locator("main a[autofocus]")).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        # When the trip is counted with its key
        with page.expect_navigation():
            page.keyboard.press("Alt+r")
        expect(page.get_by_role("button", name="Ta tillbaka").first).to_be_visible()
        # And the next caller is one key away
        with page.expect_navigation():
            page.keyboard.press("Alt+n")
        expect(page.get_by_label("Personnummer, namn eller telefon")).to_be_focused()
        assert watched.faults == []


def _prepare() -> dict[str, str]:
    """An agent of the demonstration's region, and a rider whose permit has trips left."""
    from django.utils import timezone

    from skjuts.apps.permits.models import Permit
    from skjuts.apps.registry.models import Authority, PatientProfile, Unit
    from skjuts.apps.tenancy.scope import entering

    today = timezone.localdate()
    home = Authority.objects.get(slug="jamtland-harjedalen")
    with entering(authorities=[home.id]):
        unit = Unit.objects.filter(authority=home).exclude(kind=Unit.Kind.CARE).first()
        assert unit
        agent = make_person(Role.BOOKING_AGENT, unit=unit)
        permits = Permit.objects.filter(
            authority=home, state="in_force", is_guarded=False, valid_from__lte=today, valid_to__gte=today
        )
        permit = permits.order_by("-valid_to").first()
        assert permit
        name = PatientProfile.objects.get(patient_id=permit.patient_id).name
    return {"session": session_of(agent), "name": name}
