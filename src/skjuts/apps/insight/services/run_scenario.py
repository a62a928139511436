"""Scenarios: asked once and never changed, answered at once or by a worker in pieces that are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.audit.queueing import defer_job
from skjuts.apps.insight.errors import ScenarioUnderWay
from skjuts.apps.insight.facts.scenarios import Answer, Asked, Context, Finish, finish_in_place
from skjuts.apps.insight.models import Scenario, ScenarioPiece, ScenarioRun
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.queries.scenarios import get_scenario
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import DuplicateId, NotFound

JOB = "insight.run_scenario"
State = ScenarioRun.State
BEGUN = (State.WAITING, State.RUNNING)


def form_context(actor: Actor, today: dt.date, finish: Finish = finish_in_place) -> Context:
    """What a kind computes with, for this actor."""
    return Context(actor, find_trips(actor), today, finish, lambda: acting(actor))


@transaction.atomic
def make_scenario(
    *, actor: Actor, asked: Asked, title: str, changed_from: UUID | None, now: dt.datetime, today: dt.date
) -> Scenario:
    """Keep a question; answer it at once, or hand it to a worker when it is long.

    Raises `DuplicateId` for a taken title, and whatever the kind refuses its inputs with.
    """
    require_write(actor)
    context = form_context(actor, today)
    origin = get_scenario(actor, changed_from) if changed_from else None
    answer = None if asked.is_long else asked.compute(context)
    scenario = _keep(actor, asked, title, origin, context, now)
    run = _begin(scenario, answer, now)
    tell("scenario_made", scenario, actor, kind=scenario.kind)
    if answer is None:
        _queue(run, actor)
    return scenario


@transaction.atomic
def stop_scenario(*, actor: Actor, scenario_id: UUID, now: dt.datetime) -> None:
    """Stop the work after the pieces that are under way; what is done is kept. Raises `ScenarioUnderWay`."""
    run = _lock(actor, scenario_id)
    if run.state not in BEGUN:
        raise ScenarioUnderWay
    run.state, run.ended_at = State.STOPPED, now
    run.save(update_fields=["state", "ended_at"])


@transaction.atomic
def resume_scenario(*, actor: Actor, scenario_id: UUID) -> None:
    """Go on where the work was stopped or failed. Raises `ScenarioUnderWay`."""
    run = _lock(actor, scenario_id)
    if run.state not in {State.STOPPED, State.FAILED}:
        raise ScenarioUnderWay
    run.state, run.attempt, run.fault, run.ended_at = State.WAITING, run.attempt + 1, "", None
    run.save(update_fields=["state", "attempt", "fault", "ended_at"])
    _queue(run, actor)


@transaction.atomic
def begin_run(*, run_id: UUID, attempt: int, now: dt.datetime) -> ScenarioRun | None:
    """Take up the work, also after a worker that died; None when it was stopped or begun anew since."""
    taken = ScenarioRun.objects.filter(id=run_id, attempt=attempt, state__in=BEGUN)
    if not taken.update(state=State.RUNNING):
        return None
    taken.filter(began_at=None).update(began_at=now)
    return ScenarioRun.objects.select_related("scenario").get(id=run_id)


def read_pieces(run_id: UUID) -> dict[str, Any]:
    """The results that are there already, by name."""
    return dict(ScenarioPiece.objects.filter(run_id=run_id).values_list("key", "result"))


def keep_piece(*, run: ScenarioRun, key: str, result: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Keep a piece's result. One that another worker was first with stays."""
    piece = ScenarioPiece(authority_id=run.authority_id, run=run, key=key, result=result)
    ScenarioPiece.objects.bulk_create([piece], ignore_conflicts=True)


def note_progress(*, run: ScenarioRun, done: int, total: int) -> bool:
    """Say how far the work has come; False when it is to stop."""
    running = ScenarioRun.objects.filter(id=run.id, attempt=run.attempt, state=State.RUNNING)
    return bool(running.update(done=done, total=total))


@transaction.atomic
def end_run(*, run: ScenarioRun, actor: Actor, answer: Answer, now: dt.datetime) -> None:
    """Keep the answer, unless the work was stopped at the last moment."""
    running = ScenarioRun.objects.filter(id=run.id, attempt=run.attempt, state=State.RUNNING)
    if running.update(state=State.DONE, answer=answer, ended_at=now):
        tell("scenario_answered", run.scenario, actor, kind=run.scenario.kind)


def fail_run(*, run_id: UUID, attempt: int, fault: str, now: dt.datetime) -> None:
    """Say that the work could not be done, and why by the error's code."""
    begun = ScenarioRun.objects.filter(id=run_id, attempt=attempt, state__in=BEGUN)
    begun.update(state=State.FAILED, fault=fault, ended_at=now)


def _keep(
    actor: Actor, asked: Asked, title: str, origin: Scenario | None, context: Context, now: dt.datetime
) -> Scenario:
    versions: Mapping[str, str] = {"skjuts": version("skjuts"), **asked.rests_on(context)}
    try:
        with transaction.atomic():
            return Scenario.objects.create(
                authority_id=actor.authority_id,
                kind=asked.kind,
                title=" ".join(title.split()),
                inputs=asked.inputs,
                versions=dict(versions),
                changed_from=origin,
                made_by_staff=actor.staff_id,
                made_by_assignment=actor.assignment_id,
                signed=sign(actor),
                made_at=now,
            )
    except IntegrityError as error:
        raise DuplicateId("Det finns redan ett scenario med det namnet.", field="title") from error


def _begin(scenario: Scenario, answer: Answer | None, now: dt.datetime) -> ScenarioRun:
    is_done = answer is not None
    return ScenarioRun.objects.create(
        authority_id=scenario.authority_id,
        scenario=scenario,
        state=State.DONE if is_done else State.WAITING,
        done=int(is_done),
        total=int(is_done),
        answer=answer,
        began_at=now if is_done else None,
        ended_at=now if is_done else None,
    )


def _lock(actor: Actor, scenario_id: UUID) -> ScenarioRun:
    scenario = get_scenario(actor, scenario_id)
    require_write(actor, scenario.authority_id)
    found = ScenarioRun.objects.select_for_update().filter(scenario=scenario).first()
    if found is None:
        raise NotFound
    return found


def _queue(run: ScenarioRun, actor: Actor) -> None:
    defer_job(
        JOB,
        run_id=str(run.id),
        attempt=run.attempt,
        authority_id=run.authority_id,
        assignment_id=str(actor.assignment_id),
        account_id=str(actor.account_id),
    )
