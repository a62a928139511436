"""One served house for all tests of sign-in, with the demonstration's provider and one in a process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.system.served import serve
from tests.system.sign_in.provider import Provider, run_provider


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """An OpenID provider in a process of its own."""
    with run_provider(tmp_path_factory.mktemp("provider")) as one:
        yield one


@pytest.fixture(scope="session")
def house(
    tmp_path_factory: pytest.TempPathFactory,
    provider: Provider,
    django_db_setup: None,
    django_db_blocker: Any,  # noqa: ANN401  (pytest-django publishes no type)
) -> Iterator[str]:
    """The pages' address."""
    with (
        django_db_blocker.unblock(),
        serve(tmp_path_factory.mktemp("house"), issuers=[provider.issuer()]) as address,
    ):
        yield address


@pytest.fixture(scope="module")
def browser(browser_path: str, house: str) -> Iterator[Browser]:
    """The reader's own browser. It holds an event loop, so the database is set up before it."""
    del house
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, house: str) -> Iterator[Page]:
    """A fresh browser without cookies, at the house's address."""
    context = browser.new_context(base_url=house, locale="sv-SE")
    yield context.new_page()
    context.close()
