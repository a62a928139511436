"""Forms sent with nothing in them: the page says what to put right, in a way that everybody gets.

Whoever adds a page with a form gets the same question, from the day its address is declared.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.app.rights.table import read_table
from tests.system.pages.house import House
from tests.system.pages.watching import HEIGHT, Watched, watch

FORMS = [row.name for row in read_table().values() if {"GET", "POST"} <= set(row.methods) and not row.is_api]
PHONE, DESK = 390, 1280
EMPTY_AND_SEND = """
() => {
  const typed = 'input:not([type=hidden],[type=checkbox],[type=radio],[type=file]), textarea';
  const isAsked = one => {
    const field = one.closest('.sk-field');
    return one.offsetParent && field && !field.querySelector('.sk-optional') && !one.readOnly;
  };
  const form = [...document.querySelectorAll('main form[method=post]')]
    .find(one => [...one.querySelectorAll(typed)].some(isAsked));
  if (!form) return false;
  form.querySelectorAll(typed).forEach(one => { one.value = ''; });
  form.noValidate = true;
  form.submit();
  return true;
}
"""
"""Sends the first form that asks somebody to write something, as a browser without script would."""


@pytest.fixture(scope="module")
def watched(browser: Browser, house: House) -> Iterator[Watched]:
    """A reader's browser."""
    with watch(browser, house.address, width=PHONE) as made:
        yield made


@pytest.mark.parametrize("place", FORMS)
def test_form_when_sent_empty_then_errors_are_said_in_focus_and_linked(
    watched: Watched, house: House, place: str
) -> None:
    """Nobody is left with a page that came back the same."""
    page, visit = watched.page, house.visits[place]
    watched.sign_in(house.address, visit.session)
    page.goto(visit.path)
    watched.faults.clear()
    with page.expect_navigation() as sent:
        if not page.evaluate(EMPTY_AND_SEND):
            pytest.skip("asks nobody to write anything")
    assert sent.value.status == 422
    summary = page.locator(".ds-error-summary")
    assert summary.evaluate("one => one === document.activeElement")
    for link in summary.get_by_role("link").all():
        assert page.locator(link.get_attribute("href") or "#").count() == 1
    assert judge_error_page(watched) == []


def judge_error_page(watched: Watched) -> list[str]:
    """What is wrong with it on phone and desk, beside the answer's own status."""
    found = []
    for width in (PHONE, DESK):
        watched.page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width}: {one}" for one in watched.judge() if "status of 422" not in one]
    watched.page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    return found
