"""Loading ahead: what the first page and the first hint need is there before somebody asks."""

from __future__ import annotations

import datetime as dt
import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment

from skjuts.config.warming import warm_up
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.timetables import timetables
from skjuts.core.timetable.opening import OpenFeed
from skjuts.web.jinja_environment import environment

LAYOUT = "web/layout.html"


class Shelf:
    """Counts who asks; perhaps it cannot be read."""

    def __init__(self, *, is_faulty: bool = False) -> None:
        self.asked, self.is_faulty = 0, is_faulty

    def find_feed(self, day: dt.date) -> OpenFeed | None:
        """No feed."""
        del day
        self.asked += 1
        if self.is_faulty:
            raise BadConfiguration("Tidtabellen saknas.")
        return None


@pytest.fixture(autouse=True)
def memory_as_before() -> Iterator[None]:
    """The tests' own process goes on as it was: nothing stays frozen in it."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_memory_when_a_process_begins_then_what_was_read_is_searched_no_more() -> None:
    """Hundreds of thousands of objects that stay, passed again at each search, are a pause for somebody."""
    gc.unfreeze()
    with timetables.holding(Shelf()):
        warm_up()
    assert gc.get_freeze_count() > len(gc.get_objects())


def test_timetable_when_a_process_begins_then_it_is_read_before_anybody_asks() -> None:
    """The first hint of the day is as quick as the second."""
    shelf = Shelf()
    with timetables.holding(shelf):
        warm_up()
    assert shelf.asked == 1


def test_templates_when_a_process_begins_then_all_are_read() -> None:
    """No page waits for its templates to be compiled."""
    ours = engines["jinja2"].env
    ours.cache.clear()
    with timetables.holding(Shelf()):
        warm_up()
    assert len(ours.cache) == len(ours.list_templates(extensions=["html"]))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of temporary files with nothing in it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def open_environment() -> Environment:
    """The templates as a process that opens reads them."""
    return environment(loader=engines["jinja2"].env.loader)


def test_templates_when_another_process_opens_then_nothing_is_compiled_again(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiling takes seconds; the second process finds what the first one made."""
    open_environment().get_template(LAYOUT)
    assert list(temporary.rglob("*.cache"))
    second = open_environment()
    monkeypatch.setattr(second, "compile", pytest.fail)
    assert second.get_template(LAYOUT).name == LAYOUT


def test_templates_when_their_folder_is_cleared_away_then_pages_are_drawn(temporary: Path) -> None:
    """Machines clear temporary files; a letter that is drawn weeks later must not fall with them."""
    opened = open_environment()
    for folder in temporary.iterdir():
        folder.rmdir()
    assert opened.get_template(LAYOUT).name == LAYOUT


def test_templates_when_somebody_else_holds_the_folder_then_the_process_compiles_for_itself(
    temporary: Path,
) -> None:
    """Compiled code from another user's folder is never run."""
    open_environment()
    (folder,) = temporary.iterdir()
    folder.rmdir()
    folder.symlink_to(temporary)
    opened = open_environment()
    assert opened.bytecode_cache is None
    assert opened.get_template(LAYOUT).name == LAYOUT


def test_timetable_when_it_cannot_be_read_then_the_process_goes_on() -> None:
    """Whoever asks for it is told; those who do not are served."""
    shelf = Shelf(is_faulty=True)
    with timetables.holding(shelf):
        warm_up()
    assert shelf.asked == 1
