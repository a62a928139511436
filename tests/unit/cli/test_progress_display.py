"""What is told while the planner searches."""

from __future__ import annotations

import io
import time

from rich.console import Console

from skjuts.cli.progress_display import BarDisplay, LineDisplay, Story, open_display
from skjuts.core.planning.solve import Progress, Settings
from tests.unit.planning.formats.example_day import example_problem

SPACE = "\u00a0"


def _settings(time_s: float | None = 20.0, iterations: int | None = None) -> Settings:
    return Settings(clock=time.monotonic, time_s=time_s, iterations=iterations, seed=1)


def _progress(elapsed_s: float, best_ore: int, iterations: int = 0) -> Progress:
    return Progress(
        stage="söker",
        elapsed_s=elapsed_s,
        iterations=iterations,
        first_ore=200_000,
        best_ore=best_ore,
        unserved=2,
        vehicles=7,
    )


def _tell(settings: Settings, *reports: Progress) -> list[str]:
    story = Story(example_problem(), settings)
    return [story.tell(report).replace(SPACE, " ") for report in reports]


def test_a_report_tells_best_improvement_and_time_left() -> None:
    """The one who waits sees whether waiting longer pays."""
    first, later = _tell(_settings(), _progress(0.5, 200_000), _progress(15, 150_000))
    assert first == "söker · bäst 2 000 kr · förbättring 0,0 % · utan tur 2 · fordon 7 · kvar 0:20"
    assert later == "söker · bäst 1 500 kr · förbättring 25,0 % · utan tur 2 · fordon 7 · kvar 0:05"


def test_a_search_by_iterations_tells_about_how_long_is_left() -> None:
    """Steps say nothing to a person; minutes do."""
    _, later = _tell(_settings(None, 1000), _progress(0, 1), _progress(30, 1, iterations=250))
    assert later.endswith("kvar omkring 1:30")


def test_the_share_done_is_that_of_the_limit_that_comes_first() -> None:
    """With both limits the bar fills when either is reached, and never beyond."""
    story = Story(example_problem(), _settings(20.0, 1000))
    assert story.share_done(_progress(5, 1, iterations=900)) == 0.9
    assert story.share_done(_progress(15, 1, iterations=100)) == 0.75
    assert story.share_done(_progress(25, 1)) == 1.0


def _console(*, is_terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=is_terminal, width=160)


def test_without_a_terminal_there_is_a_line_now_and_then() -> None:
    """A log must not fill with a bar's thousand drawings."""
    console = _console(is_terminal=False)
    with open_display(example_problem(), _settings(), console) as display:
        assert isinstance(display, LineDisplay)
        for elapsed_s in (0.1, 1.0, 4.9, 5.2, 6.0, 10.5):
            display.show(_progress(elapsed_s, 100))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().count("Planerar: ") == 3


def test_on_a_terminal_there_is_a_bar() -> None:
    """It shows the same story."""
    console = _console(is_terminal=True)
    with open_display(example_problem(), _settings(), console) as display:
        assert isinstance(display, BarDisplay)
        display.show(_progress(10, 200_000))
    assert isinstance(console.file, io.StringIO)
    assert "utan tur 2" in console.file.getvalue()
