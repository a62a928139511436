"""Signing in as a persona goes the real way: through OpenID Connect, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from skjuts.rehearsal.personas.people import Persona, read_cast


def be(page: Page, persona: Persona) -> None:
    """Choose a persona on the demonstration's first page."""
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile(rf"Logga in som {persona.given_name}\b")).click()


@pytest.mark.parametrize("persona", read_cast().personas, ids=lambda one: one.slug)
def test_persona_when_chosen_is_signed_in_at_their_unit(page: Page, persona: Persona) -> None:
    """The first thing a stranger does."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    be(page, persona)
    expect(page.get_by_role("heading", name=f"Hej {persona.given_name}")).to_be_visible()
    expect(page.get_by_text(persona.name).first).to_be_visible()
    assert wrong == []


def test_manager_of_two_units_when_changing_assignment_stays_signed_in(page: Page) -> None:
    """The commission of the sign-in is where one begins; the menu leads to the other."""
    manager = next(one for one in read_cast().personas if one.slug == "enhetschef")
    be(page, manager)
    page.goto("/uppdrag/valj/")
    page.get_by_role("button", name=re.compile("Dialysmottagningen")).click()
    expect(page.get_by_role("heading", name="Hej Lars-Erik")).to_be_visible()
    page.goto("/personal/")
    expect(page.get_by_text("Sundqvist")).to_have_count(0)


def test_sign_out_when_done_leaves_nothing_behind_the_back_button(page: Page) -> None:
    """The next person at the computer sees a sign-in page."""
    be(page, read_cast().personas[0])
    page.goto("/enheter/")
    page.get_by_role("button", name=re.compile("Maja Sundqvist")).click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/logga-in/"))
