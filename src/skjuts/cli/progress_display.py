"""What is shown while the planner searches: best so far, improvement, time left."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as RichProgress

from skjuts.cli.amounts import format_duration, format_objective, format_share
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solve import Progress, Settings

PLAIN_LINE_EVERY_S = 5.0


class ProgressDisplay(Protocol):
    """Shows where the search stands, inside its context."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, progress: Progress) -> None:
        """Show the latest report."""
        ...


def open_display(problem: Problem, settings: Settings, console: Console) -> ProgressDisplay:
    """A live bar on a terminal, else now and then a line."""
    story = Story(problem, settings)
    return BarDisplay(story, console) if console.is_terminal else LineDisplay(story, console)


class Story:
    """Turns reports into the words and numbers that are shown."""

    def __init__(self, problem: Problem, settings: Settings) -> None:
        self._problem = problem
        self._settings = settings

    def share_done(self, progress: Progress) -> float:
        """How much of the time, or of the iterations, is used: 0 to 1, whichever is further."""
        shares = [0.0]
        if self._settings.time_s:
            shares.append(progress.elapsed_s / self._settings.time_s)
        if self._settings.iterations:
            shares.append(progress.iterations / self._settings.iterations)
        return min(1.0, max(shares))

    def tell(self, progress: Progress) -> str:
        """One line of text. A big day has no price until its first round is done."""
        parts = [progress.stage]
        if progress.first_ore > 0:
            gain = format_share(progress.first_ore - progress.best_ore, progress.first_ore)
            parts += [f"bäst {format_objective(self._problem, progress.best_ore)}", f"förbättring {gain}"]
        parts += [f"utan tur {progress.unserved}", f"fordon {progress.vehicles}"]
        return " · ".join([*parts, *self._time_left(progress)])

    def _time_left(self, progress: Progress) -> list[str]:
        done = self.share_done(progress)
        if self._settings.time_s:
            return [f"kvar {format_duration(self._settings.time_s - progress.elapsed_s)}"]
        if done > 0:
            return [f"kvar omkring {format_duration(progress.elapsed_s * (1 - done) / done)}"]
        return []


class BarDisplay:
    """A bar that fills, on a terminal."""

    def __init__(self, story: Story, console: Console) -> None:
        self._story = story
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[story]}"),
            console=console,
        )
        self._task: TaskID = self._bar.add_task("Planerar", total=1.0, story="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Move the bar and renew its text."""
        self._bar.update(
            self._task, completed=self._story.share_done(progress), story=self._story.tell(progress)
        )


class LineDisplay:
    """A line now and then, where there is no terminal to draw on."""

    def __init__(self, story: Story, console: Console) -> None:
        self._story = story
        self._console = console
        self._shown_s: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def show(self, progress: Progress) -> None:
        """Print the first report, and then one each `PLAIN_LINE_EVERY_S`."""
        text = self._story.tell(progress)
        if self._shown_s is None or progress.elapsed_s - self._shown_s >= PLAIN_LINE_EVERY_S:
            self._shown_s = progress.elapsed_s
            self._console.print(f"Planerar: {text}", soft_wrap=True, highlight=False, markup=False)
