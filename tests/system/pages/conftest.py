"""One served house for all tests of pages: the small demonstration, and what the tests need in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from skjuts.core.planning.checker import check
from skjuts.rehearsal.planned_day.views import REPORT
from skjuts.web.report import render_report
from tests.app.rights.table import read_table
from tests.system.pages.house import House
from tests.system.served import inside, serve
from tests.universe.plans import plan_greedily, scattered_day


@pytest.fixture(scope="session")
def house(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: Any,  # noqa: ANN401  (pytest-django publishes no type)
) -> Iterator[House]:
    """The house, furnished before any browser is there: a browser's event loop keeps Django's rows away."""
    # Read after Django is set up, which this file is not.
    from django.db import connections

    from tests.system.pages.visits import make_visits

    folder = tmp_path_factory.mktemp("pages")
    report = _plan_day(folder / "plan.html")
    with (
        django_db_blocker.unblock(),
        serve(folder, universe="s", settings={REPORT: str(report)}) as address,
    ):
        own = str(connections["default"].settings_dict["NAME"])
        with inside(address, otherwise=own):
            visits = make_visits(row for row in read_table().values() if "GET" in row.methods)
        yield House(address, visits)


@pytest.fixture(scope="session")
def in_house(house: House) -> Callable[[Callable[[], None]], None]:
    """Does something in the house's database, in a thread: beside a browser's event loop Django refuses."""
    from django.db import connections

    own = str(connections["default"].settings_dict["NAME"])

    def do(work: Callable[[], None]) -> None:
        with inside(house.address, otherwise=own):
            work()

    def do_in_thread(work: Callable[[], None]) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(do, work).result()

    return do_in_thread


@pytest.fixture(scope="module")
def browser(browser_path: str, house: House) -> Iterator[Browser]:
    """The reader's own browser. It holds an event loop: two of them in one process are one too many."""
    del house
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield started
        started.close()


def _plan_day(path: Path) -> Path:
    """A planned day as the demonstration leaves it."""
    problem = scattered_day(24)
    plan = plan_greedily(problem)
    page = render_report(problem, plan, verdict=check(problem, plan), marks=("påhittade personer",))
    path.write_text(page, encoding="utf-8")
    return path
