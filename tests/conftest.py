"""What every test may lean on: the parts of the machine that a test needs, and what their absence means.

A missing part is skipped aloud on somebody's own machine. Under CI it is a failure, because a green run
must mean that everything was tried.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def is_ci() -> bool:
    """Tell whether this run decides if a change may land."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def find_bench_folder() -> Path | None:
    """Find the public instances: SKJUTS_BENCH, or the folder beside the checkout."""
    named = os.environ.get("SKJUTS_BENCH")
    folder = Path(named) if named else ROOT.parent / "shared" / "bench"
    return folder if folder.is_dir() else None


def find_browser() -> str | None:
    """Find the reader's own browser on PATH."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def skip_or_fail(missing: str, *, is_failure: bool) -> None:
    """Skip with the reason, or fail with it where a missing part is a failure."""
    if is_failure:
        pytest.fail(f"missing under CI: {missing}", pytrace=False)
    pytest.skip(f"missing here: {missing}")


@pytest.fixture(scope="session")
def bench_folder() -> Path:
    """The folder of public instances (its SOURCES.md says where they come from)."""
    folder = find_bench_folder()
    if folder is None:
        promised = bool(os.environ.get("SKJUTS_BENCH")) or (ROOT.parent / "shared").is_dir()
        skip_or_fail(
            "the public instances; set SKJUTS_BENCH to their folder", is_failure=is_ci() and promised
        )
        raise AssertionError
    return folder


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The path of a Chromium for tests of pages."""
    path = find_browser()
    if path is None:
        skip_or_fail("a browser on PATH (Debian: apt-get install chromium)", is_failure=is_ci())
        raise AssertionError
    return path


def pytest_report_header() -> list[str]:
    """Say which parts this run has, before the first dot."""
    return [
        f"skjuts: public instances: {find_bench_folder() or 'none (SKJUTS_BENCH)'}",
        f"skjuts: browser: {find_browser() or 'none'}",
        f"skjuts: a missing part is {'a failure (CI)' if is_ci() else 'skipped'}",
    ]
