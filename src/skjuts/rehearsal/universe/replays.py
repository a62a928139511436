"""Rule replays and a plan replay among the saved scenarios, asked and answered as by a worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from skjuts.apps.insight.facts.replan_inputs import PlanReplayInputs
from skjuts.apps.insight.models import Scenario, ScenarioRun
from skjuts.apps.insight.queries.tried_books import IN_FORCE, PACKAGED
from skjuts.apps.insight.scenarios import plan_replay, rule_replay
from skjuts.apps.insight.scenarios.forms.rule_replay import A_YEAR, RuleReplayInputs
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.inputs import Given
from skjuts.apps.insight.scenarios.running import run_long
from skjuts.apps.insight.services.run_scenario import make_scenario
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.rehearsal.universe.rules import DRAFT
from skjuts.rehearsal.universe.savings import get_controller

OTHER_BOOK = "stockholm"
RULES = "Våra regler mot Stockholms"
PROPOSAL = "Förslaget mot våra regler"
PLANS = "Besök som får flyttas en halvtimme"
ASSUMED = Given(0, 20)


def replay_once(now: dt.datetime) -> None:
    """Try the own rules and the officer's draft on a year of matters, and movable visits on a week."""
    actor = get_controller(now)
    today = timezone.localdate(now)
    plans = PlanReplayInputs(days=5, care="quick", flexible_min=30)
    with acting(actor):
        draft = RuleBookVersion.objects.get(authority_id=actor.authority_id, label=DRAFT)
    for title, old, new in (
        (RULES, f"{PACKAGED}{OTHER_BOOK}", IN_FORCE),
        (PROPOSAL, IN_FORCE, str(draft.id)),
    ):
        _ask(actor, rule_replay.KIND, _compare(old, new, today), title, now)
    _ask(actor, plan_replay.KIND, plans, PLANS, now)


def _compare(old: str, new: str, today: dt.date) -> RuleReplayInputs:
    """Two books on a year of matters."""
    return RuleReplayInputs(
        old=old, new=new, source="history", first=today - A_YEAR, last=today, home_percent=ASSUMED
    )


def _ask(actor: Actor, kind: ScenarioKind[Any], inputs: Any, title: str, now: dt.datetime) -> None:  # noqa: ANN401
    """Ask and answer; a scenario that is there already stays as it is."""
    with acting(actor):
        if Scenario.objects.filter(authority_id=actor.authority_id, title=title).exists():
            return
        asked = kind.ask(inputs)
        made = make_scenario(
            actor=actor, asked=asked, title=title, changed_from=None, now=now, today=timezone.localdate(now)
        )
        run = ScenarioRun.objects.get(scenario=made)
    run_long(actor=actor, run_id=run.id, attempt=run.attempt, open_executor=_open_thread, workers=1)


@contextmanager
def _open_thread() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor
