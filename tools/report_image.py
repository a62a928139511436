"""Photographs a report for the documents: `python -m tools.report_image .demo/m/plan.html`.

`./run demo` writes the page. The picture shows the top of it, in light colours, as a reader's browser
does. Run by hand when the page's look has changed: pictures differ between machines' fonts.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "images" / "plan-report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH, HEIGHT = 1280, 1480


def find_browser() -> str:
    """The browser on PATH; ends the program with a sentence when there is none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit("No browser on PATH (Debian: apt-get install chromium).")
    return path


def photograph(page: Path, target: Path) -> None:
    """Save the top of a page as a picture."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        opened.goto(page.absolute().as_uri())
        opened.screenshot(path=target)
        browser.close()


def main() -> None:
    """Photograph the page named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    given = parser.parse_args()
    photograph(given.page, given.output)
    print(given.output)


if __name__ == "__main__":
    main()
