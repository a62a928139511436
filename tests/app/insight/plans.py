"""The seeds' plan as its folder has it, and a controller to read it in. Models are imported late."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from skjuts.adapters.files.savings_plans import parse_rows
from skjuts.apps.insight.facts.written_plans import WrittenSheet
from skjuts.apps.insight.models import SavingsPlan
from skjuts.apps.insight.services.keep_plan import open_plan, read_sheet_in, state
from tests.app.signed_in import Person

NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
FOLDER = Path(__file__).parents[3] / "src/skjuts/core/followup/plans/lup_2014_2019"


def list_packaged_sheets() -> list[WrittenSheet]:
    """The three tables."""
    told = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
    return [
        WrittenSheet(
            key=one["id"],
            title=one["title"],
            year=one["year"],
            unit=one["unit"],
            blank=one["blank"],
            source=one["source"],
            population="",
            rows=parse_rows((FOLDER / f"{one['sheet']}.csv").read_bytes()),
        )
        for one in told["table"]
    ]


def read_packaged_plan(controller: Person) -> SavingsPlan:
    """The whole plan, read in."""
    told = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
    plan = open_plan(actor=controller.actor, title=told["title"], about="", now=NOON)
    for sheet in list_packaged_sheets():
        read_sheet_in(actor=controller.actor, plan_id=plan.id, sheet=sheet, now=NOON)
    for entry in told["statement"]:
        state(actor=controller.actor, plan_id=plan.id, entry=entry, now=NOON)
    return plan
