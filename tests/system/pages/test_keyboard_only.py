"""A course, its test and a delegation without a mouse: every stop is seen, in the order of the page."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.system.pages.house import House
from tests.system.pages.persons import list_questions, read_question
from tests.system.pages.visits import KEYBOARD
from tests.system.pages.watching import watch

MOST_STOPS = 150
IS_INSIDE = "one => one.contains(document.activeElement)"
IS_SEEN = """
() => {
  const shows = one => {
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const one = document.activeElement;
  return shows(one) || shows(one.closest('.sk-card, .sk-tile, summary, label') ?? one);
}
"""
FOLLOWS = """
() => {
  const before = window.lastStop, now = document.activeElement;
  window.lastStop = now;
  const isBack = before && before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_PRECEDING;
  return !isBack || now === document.body || now.matches('.sk-skip');
}
"""


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


def press(page: Page, target: Locator) -> None:
    """Go to something with the Tab key alone and press Enter on it."""
    tab_into(page, target)
    if target.evaluate("one => one.matches('summary')"):
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, group: Locator, values: list[str]) -> None:
    """Choose among radios with the arrows, or among checkboxes with Tab and space."""
    inputs = group.locator("input")
    order = inputs.evaluate_all("all => all.map(one => one.value)")
    tab_into(page, group)
    if inputs.first.get_attribute("type") == "radio":
        page.keyboard.press("Space")
        for _ in range(order.index(values[0])):
            page.keyboard.press("ArrowDown")
        return
    for value in sorted(values, key=order.index):
        chosen = group.locator(f"input[value='{value}']")
        if not chosen.evaluate(IS_INSIDE):
            tab_into(page, chosen)
        page.keyboard.press("Space")


def first_value(exercise: Locator) -> str:
    """The first option of an exercise."""
    return str(exercise.locator("input[name=answer]").first.get_attribute("value"))


def tab_into(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; every stop on the way is shown and comes after the one before."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOLLOWS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if target.evaluate(IS_INSIDE):
            assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            return
    raise AssertionError(f"no way there with Tab: {target}")
