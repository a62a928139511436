"""The report in a reader's own browser: reachable for everyone, silent, and useful without script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from skjuts.core.planning.checker import check
from skjuts.web.report import render_report
from tests.universe.plans import plan_greedily, scattered_day

type Opener = Callable[..., Page]

AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
WIDTHS = (390, 1280)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report on disk."""
    problem = scattered_day(24)
    plan = plan_greedily(problem)
    path = tmp_path_factory.mktemp("report") / "plan.html"
    page = render_report(problem, plan, verdict=check(problem, plan), marks=("påhittade personer",))
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    """One browser for all pages of this file."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, report: str) -> Iterator[Opener]:
    """Opens the report with the given width, colours and the like; closes it afterwards."""
    contexts: list[BrowserContext] = []

    def open_with(width: int = 1280, **options: object) -> Page:
        settings = {"viewport": {"width": width, "height": 900}, "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.goto(report)
        return page

    yield open_with
    for context in contexts:
        context.close()


def list_violations(page: Page) -> list[str]:
    """What axe finds wrong, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations"
        ".map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target).join(' | ')}`)",
        STANDARDS,
    )
    return list(found)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_report_has_no_accessibility_violations_with_everything_open(
    open_page: Opener, width: int, colours: str
) -> None:
    """Public pages must follow WCAG 2.2 AA (lagen om tillgänglighet till digital offentlig service)."""
    page = open_page(width, color_scheme=colours)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert list_violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_report_never_scrolls_sideways(open_page: Opener, width: int) -> None:
    """Wide tables scroll in their own box; the page does not."""
    page = open_page(width)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_report_asks_nobody_for_anything_and_logs_nothing(browser: Browser, report: str) -> None:
    """No request leaves the file, and its own policy stops nothing on it."""
    context = browser.new_context()
    page, asked, logged = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: logged.append(message.text))
    page.on("pageerror", lambda error: logged.append(str(error)))
    page.goto(report)
    page.select_option("#valj-tur", index=1)
    assert [url for url in asked if not url.startswith("data:")] == [report]
    assert logged == []
    context.close()


def test_choosing_a_run_marks_it_on_map_and_timeline_and_shows_it_large(open_page: Opener) -> None:
    """Where does this car go, and when: one choice answers both."""
    page = open_page()
    whole = page.get_attribute("#kartbild", "viewBox")
    page.select_option("#valj-tur", "2")
    assert page.locator('.run.chosen[data-run="2"]').count() == 1
    assert page.locator('.row.chosen[data-run="2"]').count() == 1
    assert page.get_attribute("#kartbild", "viewBox") != whole
    page.click("#zooma-ut")
    assert page.get_attribute("#kartbild", "viewBox") == whole


def test_pointing_at_a_timeline_row_by_keyboard_marks_the_run_on_the_map(open_page: Opener) -> None:
    """What the mouse can do, the keyboard can do."""
    page = open_page()
    page.focus('.row[data-run="3"] a')
    assert page.locator('.run.pointed[data-run="3"]').count() == 1
    assert "resor" in page.text_content("#pekad-tur")


def test_searching_riders_leaves_those_that_fit(open_page: Opener) -> None:
    """A caller says a name or a place, not a page number."""
    page = open_page()
    riders = page.locator("#reselista > details")
    page.fill("#sok-resa", riders.first.locator(".name").text_content())
    assert page.locator("#reselista > details:visible").count() == 1
    page.fill("#sok-resa", "")
    assert page.locator("#reselista > details:visible").count() == riders.count()


def test_link_to_a_run_opens_its_stops(open_page: Opener) -> None:
    """From the timeline to the stops in one step."""
    page = open_page()
    page.click('.row[data-run="1"] a')
    page.locator("#tur-1 .stops-table").wait_for(state="visible", timeout=5_000)


def test_report_without_script_shows_everything_and_no_dead_controls(open_page: Opener) -> None:
    """Some readers' computers run no scripts from files."""
    page = open_page(java_script_enabled=False)
    assert page.locator(".tools:visible").count() == 0
    page.locator("#turlista summary").first.click()
    assert page.locator("#turlista .stops-table").first.is_visible()
    assert page.locator("#kartbild .run").count() > 3


def test_report_prints_in_light_colours_without_its_controls(open_page: Opener) -> None:
    """A dark screen must not become a black sheet of paper."""
    page = open_page(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".tools:visible").count() == 0
    assert len(page.pdf(format="A4")) > 20_000
