"""Signing in as a persona goes the real way: through OpenID Connect, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_persona_when_chosen_is_signed_in_and_named(page: Page) -> None:
    """The first thing a stranger does."""
    page.goto("/demo/")
    page.get_by_role("button", name="Logga in som Maja").click()
    page.wait_for_url("**/")
    expect(page.get_by_text("Maja Sundqvist").first).to_be_visible()
