"""Scenarios that the demonstration's controller has saved: something to hold side by side."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import Any

from django.utils import timezone

from skjuts.apps.insight.models import Scenario
from skjuts.apps.insight.scenarios.kinds import get_kind
from skjuts.apps.insight.scenarios.running import run_long
from skjuts.apps.insight.services.run_scenario import make_scenario
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.rehearsal.universe.savings import get_controller


def list_told() -> list[dict[str, Any]]:
    """The scenarios as the file has them."""
    text = files("skjuts.rehearsal.universe").joinpath("scenarios.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["scenario"])


def save_scenarios(now: dt.datetime) -> Iterator[None]:
    """Make each of them that is not there already, and answer the long ones at once."""
    actor = get_controller(now)
    for told in list_told():
        with acting(actor):
            made = _make(actor, told, now)
        if made is not None:
            _answer(actor, made)
        yield


def _make(actor: Actor, told: Mapping[str, Any], now: dt.datetime) -> Scenario | None:
    own = Scenario.objects.filter(authority_id=actor.authority_id)
    if own.filter(title=told["title"]).exists():
        return None
    kind = get_kind(told["kind"])
    origin = own.get(title=told["changed_from"]).id if "changed_from" in told else None
    return make_scenario(
        actor=actor,
        asked=kind.ask(kind.read(told["inputs"])),
        title=told["title"],
        changed_from=origin,
        now=now,
        today=timezone.localdate(now),
    )


def _answer(actor: Actor, made: Scenario) -> None:
    """What a worker would do; its job finds nothing left to do."""
    with acting(actor):
        run = made.runs.get()
    run_long(
        actor=actor,
        run_id=run.id,
        attempt=run.attempt,
        open_executor=lambda: ThreadPoolExecutor(1),
        workers=1,
    )
