"""A course, its test and a delegation without a mouse: every stop is seen, in the order of the page."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, expect

from tests.system.pages.house import House
from tests.system.pages.keyboard import choose, press
from tests.system.pages.persons import list_questions, read_question
from tests.system.pages.visits import KEYBOARD
from tests.system.pages.watching import watch


def test_course_when_read_and_tested_with_the_keyboard_alone_then_is_passed(
    browser: Browser, house: House
) -> None:
    """Given a nurse without a mouse who opens her courses."""
    visit = house.visits[KEYBOARD]
    with watch(browser, house.address) as watched:
        page = watched.page
        watched.sign_in(house.address, visit.session)
        page.goto(visit.path)
        # Then the first stop skips what every page repeats
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        # When she opens the course's first page and answers its exercise
        press(page, page.get_by_role("link", name=re.compile("^Rätt resa")).first)
        press(page, page.get_by_role("main").get_by_role("listitem").first.get_by_role("link"))
        exercise = page.locator("form:has(fieldset)").first
        choose(page, exercise.locator("fieldset"), [first_value(exercise)])
        press(page, exercise.get_by_role("button"))
        # Then she is told whether it was right
        expect(page.locator("form:has(fieldset)").first.get_by_role("status")).to_be_visible()
        # When she goes back, takes the test and is right
        page.goto(visit.path)
        press(page, page.get_by_role("link", name=re.compile("^Rätt resa")).first)
        press(page, page.get_by_role("button", name="Gör provet"))
        for asked in page.locator("form fieldset").all():
            right = [one.id for one in list_questions()[read_question(asked)].options if one.is_right]
            choose(page, asked, right)
        press(page, page.get_by_role("button", name="Lämna in provet"))
        # Then she has passed
        expect(page.get_by_role("heading", name="Godkänd", exact=True)).to_be_visible()
        name = page.locator(".sk-person-tool b").inner_text()
    delegate_to(browser, house, name)


def delegate_to(browser: Browser, house: House, name: str) -> None:
    """When her manager, without a mouse too, opens the unit's page and delegates, then she may certify."""
    visit = house.visits["training:unit"]
    with watch(browser, house.address) as watched:
        page = watched.page
        watched.sign_in(house.address, visit.session)
        page.goto(visit.path)
        row = page.get_by_role("main").get_by_role("listitem").filter(has_text=name)
        press(page, row.locator("summary"))
        press(page, row.get_by_role("button", name="Delegera"))
        expect(page.get_by_role("main").get_by_role("listitem").filter(has_text=name)).to_contain_text(
            "Återkalla"
        )
        assert watched.faults == []


def first_value(exercise: Locator) -> str:
    """The first option of an exercise."""
    return str(exercise.locator("input[name=answer]").first.get_attribute("value"))
