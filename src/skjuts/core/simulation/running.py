"""A year of work over any Executor: with progress, and taken up again where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import partial

from skjuts.core.simulation.errors import BadScenario


@dataclass(frozen=True, slots=True)
class Work[T]:
    """One piece: a name for exactly this piece, and what to call for it in whichever process."""

    key: str
    call: partial[T]


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far the work has come; `resumed` of the done pieces were done before."""

    done: int
    total: int
    resumed: int


@dataclass(frozen=True, slots=True)
class Journal[T]:
    """What was done before, by name, and where each new result is kept at once, so that a stop loses none."""

    done: Mapping[str, T]
    keep: Callable[[str, T], None]


def run_all[T](
    work: Sequence[Work[T]],
    executor: Executor,
    journal: Journal[T],
    *,
    workers: int,
    on_progress: Callable[[RunProgress], bool] | None = None,
) -> dict[str, T]:
    """Do all pieces that the journal does not have; results by name, in the order of the work.

    At most twice as many pieces as `workers` wait at the executor, so that a stop is soon. `on_progress`
    answers False to stop: what is done so far is returned and kept. A piece that fails stops the
    whole with its own error, the others' results kept.
    """
    names = [one.key for one in work]
    if len(set(names)) < len(names):
        raise BadScenario("Två delar av arbetet har samma namn.", field="key")
    results = {key: journal.done[key] for key in names if key in journal.done}
    resumed = len(results)
    waiting = [one for one in reversed(work) if one.key not in results]
    running: dict[Future[T], str] = {}
    goes_on = _tell(on_progress, len(results), len(work), resumed)
    try:
        while goes_on and (waiting or running):
            while waiting and len(running) < 2 * workers:
                piece = waiting.pop()
                running[executor.submit(piece.call)] = piece.key
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                key = running.pop(future)
                results[key] = future.result()
                journal.keep(key, results[key])
            goes_on = _tell(on_progress, len(results), len(work), resumed)
    finally:
        for future in running:
            future.cancel()
    return {key: results[key] for key in names if key in results}


def _tell(on_progress: Callable[[RunProgress], bool] | None, done: int, total: int, resumed: int) -> bool:
    return on_progress is None or on_progress(RunProgress(done, total, resumed))
