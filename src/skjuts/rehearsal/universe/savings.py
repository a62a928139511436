"""The region's own savings plan, read in by the demonstration's controller as the source prints it."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files
from typing import Any

from skjuts.adapters.files.savings_plans import parse_rows
from skjuts.apps.insight.facts.written_plans import WrittenSheet
from skjuts.apps.insight.models import SavingsPlan
from skjuts.apps.insight.services.keep_plan import open_plan, read_sheet_in, state
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.rehearsal.universe.at_work import get_persona_actor

READS = "controller"
"""The persona who does."""
ABOUT = (
    "Planen som Region Jämtland Härjedalen beslutade 2014 och reviderade 2015, med bokslutet för 2017. "
    "Tabellerna och citaten är regionens egna, ur dess sammanställning från 2019."
)


def read_savings_plan_in(now: dt.datetime) -> None:
    """Open the plan and read its three tables and its statements in; nothing where it is there already."""
    actor = get_controller(now)
    told = tomllib.loads(_read("plan.toml").decode())
    with acting(actor):
        if SavingsPlan.objects.filter(authority_id=actor.authority_id, title=told["title"]).exists():
            return
        plan = open_plan(actor=actor, title=told["title"], about=ABOUT, now=now)
        for table in told["table"]:
            read_sheet_in(actor=actor, plan_id=plan.id, sheet=_sheet(table), now=now)
        for entry in told["statement"]:
            state(actor=actor, plan_id=plan.id, entry=entry, now=now)


def _sheet(table: dict[str, Any]) -> WrittenSheet:
    return WrittenSheet(
        key=table["id"],
        title=table["title"],
        year=table["year"],
        unit=table["unit"],
        blank=table["blank"],
        source=table["source"],
        population=table.get("population", ""),
        rows=parse_rows(_read(f"{table['sheet']}.csv")),
    )


def _read(name: str) -> bytes:
    return files("skjuts.core.followup.plans").joinpath("lup_2014_2019", name).read_bytes()


def get_controller(now: dt.datetime) -> Actor:
    """The demonstration's controller, at work."""
    return get_persona_actor(READS, now)
