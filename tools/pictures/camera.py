"""A browser that signs in as a persona, does what a how-to says, and keeps small pictures of it."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Locator, Page, sync_playwright

from tools.howtos import MAX_BYTES
from tools.report_image import find_browser

WIDTH, HEIGHT = 1180, 800
RING, RING_WIDTH, RING_ROOM = (190, 24, 93), 4, 6
"""The colour and size of the ring around what is to be pressed, in pixels."""
QUALITIES = (82, 70, 58, 46)
PATIENCE_MS = 30_000


@dataclass(slots=True)
class Camera:
    """One browser; `page` is the page of the person who is signed in."""

    browser: Browser
    home: str
    folder: Path
    _pages: list[Page] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The page of the person who signed in last."""
        return self._pages[-1]

    def sign_in(self, name: str) -> None:
        """Be a persona by the given name, in a browser window of their own."""
        for page in self._pages:
            page.context.close()
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="sv-SE", color_scheme="light"
        )
        context.set_default_timeout(PATIENCE_MS)
        self._pages = [context.new_page()]
        self.page.goto(f"{self.home}demo/")
        self.press(f"Logga in som {name}")

    @contextlib.contextmanager
    def looking_at(self, page: Page) -> Iterator[None]:
        """Look at another window that the page opened; it is closed afterwards."""
        self._pages.append(page)
        yield
        self._pages.pop()
        page.close()

    def press(self, name: str) -> None:
        """Press the button with this text."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """Follow the link with this text."""
        self.link(name).first.click()
        self.page.wait_for_load_state()

    def menu(self, name: str) -> None:
        """Choose a place in the side navigation."""
        self.page.get_by_role("navigation").get_by_role(
            "link", name=re.compile(f"^{re.escape(name)}")
        ).first.click()
        self.page.wait_for_load_state()

    def write(self, label: str, text: str) -> None:
        """Write in the field with this label."""
        self.page.get_by_label(label).first.fill(text)

    def tick(self, label: str) -> None:
        """Choose the radio button or the tick with this label."""
        self.page.get_by_label(label, exact=True).first.check()

    def choose(self, label: str, text: str) -> None:
        """Choose from the list with this label."""
        self.page.get_by_label(label).first.select_option(label=text)

    def attach(self, label: str, name: str, text: str) -> None:
        """Attach a file of text to the field with this label."""
        told = FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
        self.page.get_by_label(label, exact=True).first.set_input_files(told)

    def take(self, name: str, ring: Locator | None = None) -> None:
        """Keep a picture of the window, with a ring around what the reader is to press."""
        if ring is not None:
            ring.first.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)
        shown = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        if ring is not None:
            _draw_ring(shown, ring.first)
        (self.folder / f"{name}.webp").write_bytes(_squeeze(shown))

    def button(self, name: str) -> Locator:
        """Find a button for a ring."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """Find a link for a ring."""
        return self.page.get_by_role("main").get_by_role("link", name=name)


@contextlib.contextmanager
def open_camera(home: str, folder: Path) -> Iterator[Camera]:
    """A camera at a house, for as long as the context lasts."""
    arguments = ["--lang=sv", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=arguments, env={**os.environ, "LANGUAGE": "sv"}
        )
        yield Camera(browser, home, folder)
        browser.close()


def _draw_ring(shown: Image.Image, what: Locator) -> None:
    box = what.bounding_box()
    if box is None:
        raise ValueError("what is to be pressed is not shown")
    left, top = box["x"] - RING_ROOM, box["y"] - RING_ROOM
    right, bottom = box["x"] + box["width"] + RING_ROOM, box["y"] + box["height"] + RING_ROOM
    ImageDraw.Draw(shown).rounded_rectangle((left, top, right, bottom), 10, outline=RING, width=RING_WIDTH)


def _squeeze(shown: Image.Image) -> bytes:
    """The best quality that is small enough."""
    for quality in QUALITIES:
        kept = io.BytesIO()
        shown.save(kept, "WEBP", quality=quality, method=6)
        if kept.tell() <= MAX_BYTES:
            break
    return kept.getvalue()
