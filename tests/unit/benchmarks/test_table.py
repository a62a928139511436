"""The page of results is written from stored rows alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import records
from benchmarks.records import list_latest, store_rows
from benchmarks.rows import Row
from benchmarks.table import render_page

LATER = "2999-01-01T00:00:00+00:00"


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A full run of a part, and a later quick one."""
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    store_rows(
        "planner", "start", [Row("start", 1.2, "s", 2), Row("seen", 5, "s")], is_quick=False, seconds=3
    )
    store_rows("planner", "start", [Row("start", 9.9, "s", 2)], is_quick=True, seconds=1)
    return tmp_path


def test_full_run_when_a_quick_one_is_later_still_stands(stored: Path) -> None:
    """A subset must not replace the figures of the whole."""
    assert list_latest("planner", stored)["start"]["quick"] is False


def test_page_names_command_date_and_machine(stored: Path) -> None:
    """A reader can measure it again and see where it was measured."""
    latest = list_latest("planner", stored)
    page = render_page(latest)
    assert "`./run bench planner --part start`" in page
    assert str(latest["start"]["date"]) in page
    assert "cores of" in page


def test_page_lists_targets_once_more_together(stored: Path) -> None:
    """Whether the targets are met is seen in one table."""
    targets = render_page(list_latest("planner", stored)).split("## Targets")[1].split("## start")[0]
    assert "| start | start | 1.2 s | ≤ 2 | yes |" in targets
    assert "seen" not in targets


def test_page_without_runs_says_so() -> None:
    """An empty table would look like a clean one."""
    assert "Nothing has been measured" in render_page({})


def test_part_when_it_was_not_run_here_stands_as_it_was(stored: Path) -> None:
    """Whoever measures one part on another machine does not wipe out the others."""
    elsewhere = render_page(list_latest("planner", stored)).replace("start", "big")
    page = render_page(list_latest("planner", stored), elsewhere)
    assert "| big | big | 1.2 s | ≤ 2 | yes |" in page.split("## start")[0]
    assert "| big | 1.2 s | ≤ 2 | yes |" in page.split("## big")[1]
    assert page.index("## big") < page.index("## start")


def test_part_when_the_page_tells_a_later_run_stands(stored: Path) -> None:
    """An old run of this machine's says less than what was measured since."""
    latest = list_latest("planner", stored)
    later = render_page(latest).replace("1.2 s", "0.9 s").replace(str(latest["start"]["date"]), LATER)
    assert "0.9 s" in render_page(latest, later)


def test_page_when_nothing_is_new_stays_the_same(stored: Path) -> None:
    """Written again it is the same page."""
    page = render_page(list_latest("planner", stored))
    assert render_page({}, page) == page


def test_quick_run_when_the_page_tells_a_whole_one_replaces_nothing(stored: Path) -> None:
    """Nor must a subset replace the whole when that was measured elsewhere."""
    whole = render_page(list_latest("planner", stored))
    for path in stored.glob("*-full-*"):
        path.unlink()
    assert render_page(list_latest("planner", stored), whole) == whole
