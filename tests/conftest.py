"""What every test may lean on: the parts of the machine that a test needs, and what their absence means.

A missing part is skipped aloud on somebody's own machine. Under CI it is a failure, because a green run
must mean that everything was tried.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import platform_database

ROOT = Path(__file__).parents[1]
SERVER = pytest.StashKey[Any]()
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


def pytest_configure(config: pytest.Config) -> None:
    """Start the platform's database before any test module is read, one cluster for each process of tests.

    The sealer of the access log waits for the oldest open transaction of the whole cluster, so tests that
    run side by side must not share one.
    """
    is_conductor = bool(config.getoption("numprocesses", None)) and not hasattr(config, "workerinput")
    if is_conductor or not platform_database.has_platform():
        return
    config.stash[SERVER] = platform_database.start_server()
    platform_database.set_up_django()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it."""
    if SERVER in config.stash:
        config.stash[SERVER].stop()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:  # noqa: ANN401
    """A clone of the migrated template for this worker; pytest-django's own knows no owner."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw")
    with django_db_blocker.unblock():
        template = platform_database.make_template()
        name = f"test_{worker}_{os.getpid()}"
        with platform_database.clone(name, template):
            platform_database.point_at(name)
            yield
            platform_database.close_all()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # noqa: ANN401  (xdist's own)
    """Let workers share a run by rooms, unless another way was asked for."""
    if config.getoption("dist") != "load":
        return None
    from tests.rooms import Rooms

    config.option.loadscopereorder = False
    return Rooms(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long where several workers share a run."""
    if hasattr(config, "workerinput"):
        from tests.rooms import put_long_rooms_first

        put_long_rooms_first(items)


def pytest_report_header() -> list[str]:
    """Say which parts this run has, before the first dot."""
    return [
        f"skjuts: public instances: {find_bench_folder() or 'none (SKJUTS_BENCH)'}",
        f"skjuts: browser: {find_browser() or 'none'}",
        f"skjuts: a missing part is {'a failure (CI)' if is_ci() else 'skipped'}",
    ]
