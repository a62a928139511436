"""Past days planned again by a real worker's job, over processes of its own."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from procrastinate import App

from skjuts.apps.insight.models import Scenario, ScenarioPiece, ScenarioRun
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.ports.past_days import past_days
from tests.app.config.test_worker import with_worker
from tests.app.insight.past_days import SixDays
from tests.app.insight.test_replays import MOVABLE
from tests.app.signed_in import make_person

pytestmark = pytest.mark.django_db(transaction=True)


async def do_what_waits(app: App) -> None:
    """A worker that stops when nothing is left to do."""
    await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)


def test_question_when_asked_is_answered_by_a_worker_in_pieces() -> None:
    """From the form to the answer as in the house: a job, processes, pieces that are kept, and an end."""
    person = make_person(Role.CONTROLLER)
    told = MOVABLE | {"days": "2", "idempotency_key": str(uuid.uuid4())}
    with past_days.holding(SixDays()):
        answer = person.client.post(reverse("insight:new-scenario", args=["planomspel"]), told)
        assert answer.status_code == 302, answer.content.decode()
        with_worker(do_what_waits)
    with acting(person.actor):
        run = ScenarioRun.objects.get(scenario=Scenario.objects.get())
        assert (run.state, run.done, run.total, run.fault) == (ScenarioRun.State.DONE, 4, 4, "")
        assert run.answer["compared"]["changed"]["paid"]["mean_ore"] == -(50_00 + 15_00 * 21 + 7_50)
        assert ScenarioPiece.objects.filter(run=run).count() == 4
