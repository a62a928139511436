"""The component page in a reader's own browser: reachable for everyone, silent, alive where script helps."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.template import engines
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from skjuts import web
from skjuts.web.accessibility import AccessibilitySettings, write_statement
from skjuts.web.gallery import PEOPLE, build_gallery
from skjuts.web.page import NavigationGroup, NavigationItem, PageAddresses, PageFrame, SignedIn

type Opener = Callable[..., Page]

STATIC = Path(web.__file__).parent / "static"
AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'"
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
FRAME = PageFrame(
    authority="Region Exempel",
    user=SignedIn("Maja Lind", "Sjuksköterska", "Avdelning 204", 1),
    navigation=(NavigationGroup((NavigationItem("Start", "/", "house", count=3, current=True),)),),
    banner="Demonstration: alla personer är påhittade",
    addresses=PageAddresses(
        search="/sok",
        sign_out="/ut",
        set_language="/sprak",
        set_appearance="/visning",
        help="/hjalp",
        about="/om",
    ),
)
LISTEN = (
    "window.blocked = []; addEventListener('securitypolicyviolation', e => blocked.push(e.violatedDirective))"
)
LOOKS = [
    pytest.param(390, {"color_scheme": "light"}, id="light-narrow"),
    pytest.param(1280, {"color_scheme": "dark"}, id="dark-wide"),
    pytest.param(1280, {"color_scheme": "light", "contrast": "more"}, id="contrast-wide"),
    pytest.param(390, {"color_scheme": "dark", "contrast": "more"}, id="dark-contrast-narrow"),
]


class House(BaseHTTPRequestHandler):
    """Serves the component page and the static files under the strict policy; remembers what was sent."""

    sent: list[str] = []  # noqa: RUF012 - one list for the one server of this file
    answers: dict[str, tuple[int, str]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        """Answer with a page, a static file or suggestions."""
        path, _, query = self.path.partition("?")
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            self._answer(200, KINDS[file.suffix], file.read_bytes())
        elif path == "/komponenter/personer/":
            found = [person for person in PEOPLE if "maj" in query.lower()]
            template = engines["jinja2"].env.get_template("web/fragments/suggestions.html")
            self._answer(200, "text/html", template.render(suggestions=found).encode())
        elif path == "/tillganglighet/":
            self._answer(200, "text/html; charset=utf-8", draw_statement())
        else:
            self._answer(
                200, "text/html; charset=utf-8", draw_page("patient" if "patient" in query else "staff")
            )

    def do_POST(self) -> None:
        """Remember the form and give the answer that the test asked for."""
        House.sent.append(self.path + " " + self.rfile.read(int(self.headers["Content-Length"])).decode())
        status, body = House.answers.get(self.path, (204, ""))
        self._answer(status, "text/html; charset=utf-8", body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def draw_page(surface: str) -> bytes:
    """The component page as the demo shows it, with an autosaving form."""
    frame = replace(FRAME, user=None) if surface == "patient" else FRAME
    context = build_gallery(surface, address="/komponenter/")  # type: ignore[arg-type]
    page = engines["jinja2"].env.get_template("web/gallery.html").render(page=frame, **context)
    return page.replace('class="sk-form"', 'class="sk-form" data-autosave="/utkast"', 1).encode()


def draw_statement() -> bytes:
    """The accessibility statement as anyone reads it, with its known faults and the way to tell of more."""
    told = AccessibilitySettings(
        actor="Region Exempel",
        service="Skjuts",
        standard="WCAG 2.1 AA (EN 301 549 v3.2.1)",
        assessed_on=date(2026, 11, 20),
        updated_on=date(2026, 11, 21),
        feedback_href="/tillganglighet/synpunkt/",
        email="tillganglighet@exempel.se",
    )
    template = engines["jinja2"].env.get_template("web/accessibility.html")
    page = template.render(page=replace(FRAME, user=None), statement=write_statement(told, "sv"))
    return str(page).encode()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the page is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), House)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    """One browser for all pages of this file."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens the component page; afterwards nothing may have been blocked, said or fetched from elsewhere."""
    contexts: list[BrowserContext] = []
    heard: list[str] = []

    def open_with(path: str = "/komponenter/", width: int = 1280, **options: object) -> Page:
        settings = {
            "viewport": {"width": width, "height": 900},
            "reduced_motion": "reduce",
            "locale": "sv-SE",
        }
        contexts.append(browser.new_context(**{**settings, **options}))
        page = contexts[-1].new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on(
            "request",
            lambda sent: None if sent.url.startswith((address, "data:")) else heard.append(sent.url),
        )
        if options.get("java_script_enabled", True):
            page.add_init_script(LISTEN)
        page.goto(address + path)
        return page

    House.sent.clear()
    House.answers.clear()
    yield open_with
    for context in contexts:
        for page in context.pages:
            heard += page.evaluate("window.blocked ?? []")
        context.close()
    assert [line for line in heard if "Failed to load resource" not in line] == []


def list_violations(page: Page) -> list[str]:
    """What axe finds wrong, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations"
        ".map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target).join(' | ')}`)",
        STANDARDS,
    )
    return list(found)


@pytest.mark.parametrize(("width", "look"), LOOKS)
@pytest.mark.parametrize("surface", ["staff", "patient"])
def test_component_page_has_no_accessibility_violations_in_any_look(
    open_page: Opener, surface: str, width: int, look: dict[str, str]
) -> None:
    """Every page is built of these: a fault here is a fault everywhere."""
    page = open_page(f"/komponenter/?yta={surface}", width, **look)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "look"), LOOKS)
def test_accessibility_statement_has_no_accessibility_violations_in_any_look(
    open_page: Opener, width: int, look: dict[str, str]
) -> None:
    """The page that promises it is the last one that may break it."""
    page = open_page("/tillganglighet/", width, **look)
    expect(page.get_by_role("link", name="Berätta om ett problem")).to_be_visible()
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_component_page_at_320_pixels_never_scrolls_sideways(open_page: Opener) -> None:
    """WCAG 1.4.10: as narrow as a phone, or as zoomed as 400 per cent."""
    for surface in ("staff", "patient"):
        page = open_page(f"/komponenter/?yta={surface}", 320)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_patients_see_large_type_and_large_targets(open_page: Opener) -> None:
    """At least 18 pixels to read and 44 to press."""
    page = open_page("/komponenter/?yta=patient", 390)
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18
    low = page.evaluate(
        "[...document.querySelectorAll('main .ds-button, main .ds-input:not([type=radio], [type=checkbox])')]"
        ".filter(one => one.offsetHeight && one.offsetHeight < 44).map(one => one.outerHTML.slice(0, 80))"
    )
    assert low == []


def test_choice_of_light_shows_at_once_and_is_sent(open_page: Opener) -> None:
    """The server keeps the choice; the page does not wait for it."""
    page = open_page()
    page.get_by_role("button", name="Visning").click()
    page.get_by_role("button", name="Mörkt").click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(page.get_by_role("button", name="Mörkt")).to_have_attribute("aria-pressed", "true")
    assert "dark" in House.sent[0]


def test_keys_open_their_list_find_the_search_and_rest_while_one_writes(open_page: Opener) -> None:
    """The map is one question mark away, and a question mark in a text is a question mark."""
    page = open_page()
    page.locator("main").focus()
    page.keyboard.press("/")
    expect(page.locator("#global-search")).to_be_focused()
    page.keyboard.type("?")
    expect(page.locator("#global-search")).to_have_value("?")
    page.locator("main").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Kortkommandon")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Nytt intyg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_dialog_opens_traps_focus_and_gives_it_back(open_page: Opener) -> None:
    """Native dialog: escape closes, and one is back where one was."""
    page = open_page()
    opener = page.get_by_role("button", name="Återkalla delegeringen")
    opener.click()
    dialog = page.get_by_role("dialog", name="Återkalla delegeringen?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_person_when_typed_is_suggested_and_chosen_with_the_keyboard(open_page: Opener) -> None:
    """The combobox speaks Swedish and sends the identifier, not the name."""
    page = open_page()
    field = page.locator("#id_tom-person")
    field.press_sequentially("maj", delay=20)
    expect(page.get_by_role("option", name="Maja Lind")).to_be_visible()
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value(PEOPLE[0][1])
    expect(page.locator('input[type="hidden"][name="tom-person"]')).to_have_value(PEOPLE[0][0])
    said = page.evaluate("document.querySelector('#id_tom-person').closest('ds-suggestion').dataset.srClear")
    assert said == "Rensa texten"


def test_draft_when_written_saves_itself_and_says_so(open_page: Opener) -> None:
    """A dropped call or a closed lid loses nothing."""
    page = open_page()
    page.locator("#id_tom-name").fill("Astrid")
    page.locator("#id_tom-day").focus()
    status = page.locator("form[data-autosave] [data-autosave-status]")
    expect(status).to_contain_text("Sparat", timeout=10_000)
    assert any("Astrid" in sent for sent in House.sent)


def test_draft_that_somebody_else_changed_shows_both_values(open_page: Opener) -> None:
    """409: nothing is overwritten, and nothing that was written is lost."""
    House.answers["/utkast"] = (409, "<h2>Någon annan hann ändra</h2><p>Välj.</p>")
    page = open_page()
    page.locator("#id_tom-name").fill("Astrid")
    page.locator("#id_tom-day").focus()
    expect(page.get_by_role("dialog", name="Någon annan hann ändra")).to_be_visible(timeout=10_000)
    expect(page.locator("#id_tom-name")).to_have_value("Astrid")
    page.evaluate(
        "document.querySelector('form[data-autosave]').dispatchEvent(new Event('submit', {bubbles: true}))"
    )


def test_written_date_is_read_back_with_its_weekday(open_page: Opener) -> None:
    """A booking agent sees at once which day was meant."""
    page = open_page()
    page.locator("#id_tom-day").fill("20/11 2026")
    expect(page.locator("#id_tom-day + .sk-reading")).to_have_text("fredag 20 november 2026")


def test_page_without_script_can_be_read_filled_in_and_steered(open_page: Opener) -> None:
    """Script only spares waits: the menu is an anchor, the person search a button, the panels popovers."""
    page = open_page("/komponenter/", 390, java_script_enabled=False)
    page.get_by_role("link", name="Meny").click()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()
    expect(page.locator('button[name="tom-person_search"]')).to_be_visible()
    page.get_by_role("button", name="Visning").click()
    expect(page.get_by_role("button", name="Mörkt")).to_be_visible()
