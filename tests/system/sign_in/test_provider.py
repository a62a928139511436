"""Signing in at a provider that is not ours, over HTTP, in a real browser."""

from __future__ import annotations

import urllib.parse

from playwright.sync_api import Page, expect

from tests.system.sign_in.provider import LOA3, Provider

MAJA = "SE0000000000-P-SJUKSKOTERSKA"


def sign_in_at(page: Page, provider: Provider, subject: str, goal: str = "/") -> None:
    """From the sign-in page, through the provider, and back."""
    page.goto(f"/logga-in/?next={urllib.parse.quote(goal)}")
    page.get_by_role("button", name="Provets identitetsutfärdare").click()
    page.wait_for_url(f"{provider.address}/**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit], input[type=submit]").first.click()


def test_stranger_when_signed_in_reads_whom_to_ask(page: Page, provider: Provider) -> None:
    """A good sign-in without an assignment is not an error."""
    provider.add_user("okand", employeeHsaId="SE0000000000-OKAND", acr=LOA3)
    sign_in_at(page, provider, "okand")
    expect(page.get_by_role("heading", name="Du har inget uppdrag")).to_be_visible()
    expect(page.get_by_text("Fråga din enhetschef")).to_be_visible()


def test_sign_in_when_too_weak_is_refused_with_the_next_step(page: Page, provider: Provider) -> None:
    """A password is not an e-identification."""
    provider.add_user("svag", employeeHsaId="SE0000000000-SVAG", acr="http://id.sambi.se/loa/loa2")
    sign_in_at(page, provider, "svag")
    expect(page.get_by_text("för låg tillitsnivå")).to_be_visible()
    page.goto("/")
    expect(page).to_have_url("/logga-in/")


def test_sign_in_for_somebody_elses_people_is_refused(page: Page, provider: Provider) -> None:
    """A provider vouches for its own."""
    provider.add_user("frammande", employeeHsaId="SE2321000214-P001", acr=LOA3)
    sign_in_at(page, provider, "frammande")
    expect(page.get_by_text("får inte användas för ditt HSA-id")).to_be_visible()


def test_hsa_id_when_another_account_has_it_is_refused(page: Page, provider: Provider) -> None:
    """A second provider cannot claim a person who signs in elsewhere."""
    provider.add_user("maja", employeeHsaId=MAJA, acr=LOA3)
    sign_in_at(page, provider, "maja")
    expect(page.get_by_text("hör redan till en annan inloggning")).to_be_visible()


def test_answer_when_played_again_is_refused(page: Page, provider: Provider) -> None:
    """State and code are used once; another browser has neither."""
    provider.add_user("igen", employeeHsaId="SE0000000000-IGEN", acr=LOA3)
    answers: list[str] = []
    page.on("request", lambda asked: answers.append(asked.url) if "/svar/" in asked.url else None)
    sign_in_at(page, provider, "igen")
    expect(page.get_by_role("heading", name="Du har inget uppdrag")).to_be_visible()
    page.goto(answers[0])
    expect(page.get_by_text("hade redan använts")).to_be_visible()
    page.context.clear_cookies()
    page.goto(answers[0])
    expect(page.get_by_text("hade redan använts")).to_be_visible()


def test_session_when_signed_in_has_a_new_key(page: Page, provider: Provider) -> None:
    """A key that somebody planted before is worth nothing after."""
    provider.add_user("nyckel", employeeHsaId="SE0000000000-NYCKEL", acr=LOA3)
    page.goto("/logga-in/")
    page.get_by_role("button", name="Provets identitetsutfärdare").click()
    page.wait_for_url(f"{provider.address}/**")
    before = {one["value"] for one in page.context.cookies() if one["name"] == "session"}
    page.locator("input[name=sub]").fill("nyckel")
    page.locator("button[type=submit], input[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Du har inget uppdrag")).to_be_visible()
    after = {one["value"] for one in page.context.cookies() if one["name"] == "session"}
    assert before
    assert before.isdisjoint(after)
