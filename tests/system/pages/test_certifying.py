"""A nurse certifies in the demonstration: in few steps, in two windows, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.system.pages.house import House
from tests.system.pages.keyboard import choose, press, tab_into
from tests.system.pages.persons import be
from tests.system.pages.watching import Watched, watch

NURSE = "intygsutfardare"
MOST_STEPS = 22
"""Clicks and fields from the patient's page to the issued certificate: two to three minutes of work."""
TOLD = {
    "care_place": "nearest",
    "can_be_remote": "no",
    "can_be_by_team": "no",
    "can_be_nearer": "no",
    "boards_steps": "no",
    "sits_upright": "yes",
    "finds_way": "yes",
    "rides_with_others": "yes",
    "can_transfer": "yes",
    "can_go_by_car": "no",
    "is_confused": "no",
    "is_infectious": "no",
    "care_on_the_way": "none",
}


@pytest.fixture
def nurse(browser: Browser, house: House) -> Iterator[Watched]:
    """Ellen Jonsson, who may certify; afterwards no page may have complained."""
    with watch(browser, house.address) as watched:
        be(watched.page, NURSE)
        yield watched
        assert watched.faults == []


def open_patient(page: Page, words: str) -> None:
    """Find a patient and open the first hit."""
    page.goto("/patienter/")
    page.get_by_label("Personnummer, namn eller telefon").fill(words)
    page.get_by_label("Varför söker du?").select_option("care")
    page.get_by_role("main").get_by_role("button", name="Sök", exact=True).click()
    page.locator("#patient-hits table a").first.click()


def test_nurse_when_she_certifies_then_the_rules_speak_while_she_writes(nurse: Watched) -> None:
    """Given a nurse who has found her patient."""
    page = nurse.page
    open_patient(page, "karlsson")
    # When she writes a certificate
    page.get_by_role("button", name="Skriv intyg").click()
    hint, steps = page.locator("#hint"), 2
    page.get_by_label("Var hör patienten hemma?").select_option("resident")
    expect(hint).to_contain_text("Ännu inget förslag")
    for name, value in TOLD.items():
        page.locator(f"input[name={name}][value={value}]").check()
        steps += 1
    page.locator("#id_walking_limit_m").fill("100")
    steps += 1
    # Then the rules propose while she writes, and say what is left
    expect(hint).to_contain_text("Kan bli: reguljärflyg · taxi i samåkning")
    expect(hint).to_contain_text("Färdsätt som behövs")
    # When she says how long it is to hold, only what belongs to it unfolds
    expect(page.get_by_label("Besökets dag")).to_be_hidden()
    page.get_by_label("Ett besök").check()
    page.get_by_label("Besökets dag").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_label("Färdsätt som behövs").select_option("shared_taxi")
    # Then the rules propose it
    expect(hint.get_by_role("heading").first).to_contain_text("förslag: Taxi i samåkning")
    # Then the draft is saved by itself
    expect(page.locator("[data-autosave-status]")).to_contain_text("Sparat")
    # When she looks it through and confirms
    page.get_by_role("button", name="Granska och utfärda").click()
    expect(page.get_by_role("definition").filter(has_text="2 enkelresor")).to_be_visible()
    page.get_by_role("button", name="Utfärda intyget").click()
    # Then it is issued, in few steps
    expect(page.get_by_role("heading", level=1)).to_contain_text("Utfärdat")
    assert steps + 5 <= MOST_STEPS


def test_nurse_when_two_windows_are_open_then_chooses_field_by_field(nurse: Watched) -> None:
    """Given the same draft in two windows."""
    page = nurse.page
    open_patient(page, "persson")
    page.get_by_role("button", name="Skriv intyg").click()
    page.get_by_role("heading", name="Skriv intyg").wait_for()
    other = page.context.new_page()
    other.goto(page.url)
    # When both change the same field
    with other.expect_response(lambda answer: "x-autosave" in answer.request.headers):
        other.get_by_role("checkbox", name="Rollator", exact=True).check()
    other.close()
    page.get_by_label("Kryckor eller käpp").check()
    # Then she is asked, and what she chooses stands
    dialog = page.get_by_role("dialog", name="Någon annan hann ändra")
    expect(dialog).to_contain_text("Rollator")
    dialog.get_by_role("button", name="Spara mina val").click()
    expect(page.get_by_label("Kryckor eller käpp")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Rollator", exact=True)).not_to_be_checked()
    nurse.faults[:] = [one for one in nurse.faults if "409" not in one]


def test_certificate_when_written_with_the_keyboard_alone_then_is_issued(nurse: Watched) -> None:
    """Given a nurse without a mouse on her patient's page."""
    page = nurse.page
    open_patient(page, "andersson")
    # When she writes by Tab, arrows and typing alone
    press(page, page.get_by_role("button", name="Skriv intyg"))
    for name in ("care_place", "can_be_remote", "can_be_by_team", "can_be_nearer"):
        choose(page, page.locator(f"fieldset#id_{name}"), [TOLD[name]])
    choose(page, page.locator("fieldset#id_validity"), ["single"])
    tab_into(page, page.get_by_label("Besökets dag"))
    page.keyboard.type(f"{timezone.localdate():%Y-%m-%d}")
    for name in ("boards_steps", "finds_way", "is_infectious"):
        choose(page, page.locator(f"fieldset#id_{name}"), [TOLD[name]])
    tab_into(page, page.get_by_label("Färdsätt som behövs"))
    page.keyboard.type("Taxi, s")
    press(page, page.get_by_role("button", name="Granska och utfärda"))
    press(page, page.get_by_role("button", name="Utfärda intyget"))
    # Then it is issued
    expect(page.get_by_role("heading", level=1)).to_contain_text("Utfärdat")
