"""Using a page without a mouse: every stop is seen, in the order of the page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

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


def tab_into(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; every stop on the way is shown and comes after the one before."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOLLOWS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if target.evaluate(IS_INSIDE):
            assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            return
    raise AssertionError(f"no way there with Tab: {target}")
