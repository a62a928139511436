"""A long scenario, done in pieces by a worker: kept as they come, stopped when asked, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.utils import timezone

from skjuts.apps.insight.facts.scenarios import Stopped
from skjuts.apps.insight.models import ScenarioRun
from skjuts.apps.insight.scenarios.kinds import get_kind
from skjuts.apps.insight.services import run_scenario as service
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import SkjutsError

if TYPE_CHECKING:
    from skjuts.core.simulation.running import Work

log = structlog.get_logger(__name__)

INTERNAL = "internal"
"""The fault of what nobody foresaw; the log has the rest."""
type OpenExecutor = Callable[[], AbstractContextManager[Executor]]


def run_long(*, actor: Actor, run_id: UUID, attempt: int, open_executor: OpenExecutor, workers: int) -> None:
    """Answer a scenario. A fault is kept by its code on the run; nothing is raised for what was foreseen."""
    with acting(actor):
        run = service.begin_run(run_id=run_id, attempt=attempt, now=timezone.now())
    if run is None:
        return
    try:
        _answer(actor, run, open_executor, workers)
    except Stopped:
        return
    except SkjutsError as refusal:
        _fail(actor, run, refusal.code)
    except Exception as fault:
        log.exception("scenario_failed", run_id=str(run_id), kind=type(fault).__name__)
        _fail(actor, run, INTERNAL)


def _answer(actor: Actor, run: ScenarioRun, open_executor: OpenExecutor, workers: int) -> None:
    kind = get_kind(run.scenario.kind)
    asked = kind.ask(kind.read(run.scenario.inputs))
    pieces = _Pieces(actor, run, open_executor, workers)
    with acting(actor):
        context = service.form_context(actor, timezone.localdate(), pieces.finish)
    answer = asked.compute(context)
    with acting(actor):
        service.end_run(run=run, actor=actor, answer=answer, now=timezone.now())


def _fail(actor: Actor, run: ScenarioRun, code: str) -> None:
    with acting(actor):
        service.fail_run(run_id=run.id, attempt=run.attempt, fault=code, now=timezone.now())


class _Pieces:
    """Finishes a run's pieces over an executor; each result is committed before the next is told of."""

    def __init__(self, actor: Actor, run: ScenarioRun, open_executor: OpenExecutor, workers: int) -> None:
        self._actor, self._run = actor, run
        self._open, self._workers = open_executor, workers

    def finish(self, work: Sequence[Work[Any]]) -> dict[str, Any]:
        """Finish what is not there yet. Raises `Stopped`."""
        from skjuts.core.simulation.running import Journal, RunProgress, run_all

        def tell(progress: RunProgress) -> bool:
            with acting(self._actor):
                return service.note_progress(run=self._run, done=progress.done, total=progress.total)

        with acting(self._actor):
            done = service.read_pieces(self._run.id)
        with self._open() as executor:
            found = run_all(
                work, executor, Journal(done, self._keep), workers=self._workers, on_progress=tell
            )
        if len(found) < len(work):
            raise Stopped
        return found

    def _keep(self, key: str, result: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        with acting(self._actor):
            service.keep_piece(run=self._run, key=key, result=result)
