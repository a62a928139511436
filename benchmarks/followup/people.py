"""Equity and indicators over the same ten million trips: what goes through every trip to count people."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.followup.leader import LAST, find_folder, prepare_years
from benchmarks.records import ROOT
from benchmarks.rows import Row, Session
from skjuts.adapters.files.indicators import read_indicators
from skjuts.adapters.warehouse import Relation, Warehouse, open_warehouse
from skjuts.adapters.warehouse.answer_files import clear_answers
from skjuts.apps.insight.facts.equity import CUTS
from skjuts.apps.insight.facts.indicators import ask_indicator, count_travellers, needs_travellers
from skjuts.core.followup.indicators import Indicator
from skjuts.core.followup.ledger.groups import compare_groups
from skjuts.core.followup.population import Choice, Population

CATALOGUE = ROOT / "src" / "skjuts" / "core" / "followup" / "indicators" / "catalogue"
EVERYTHING = Population(asylum=Choice.WITH)
YEAR = Population().within(LAST - 15, LAST - 4)
"""The last year whose invoices have all come."""


def measure_people(session: Session) -> list[Row]:
    """Every page first by whoever opens it after trips were read in, then by the next."""
    folder = find_folder(session)
    rows = prepare_years(folder, session)
    clear_answers(folder)
    session.say("equity and every indicator, first after reading in")
    first = _ask_all(folder)
    session.say("the same, the warehouse opened anew")
    cold = _ask_all(folder)
    for name in ("equity", "indicator"):
        rows += [
            Row(f"{name}, the slowest, first after reading in", _slowest(first, name), "s"),
            Row(f"{name}, the slowest, cold", _slowest(cold, name), "s", 1.0),
        ]
    return [*rows, Row("pages", len(cold), "pages")]


def _ask_all(folder: Path) -> dict[str, float]:
    """Seconds of each page, the warehouse opened anew for each."""
    asked = {f"equity {cut}": _time(folder, cut) for cut in CUTS.values()}
    indicators = read_indicators(CATALOGUE).indicators
    return asked | {f"indicator {one.id}": _time(folder, one) for one in indicators}


def _time(folder: Path, what: str | Indicator) -> float:
    began = time.perf_counter()
    warehouse = open_warehouse(folder)
    _ask(warehouse, what)
    warehouse.close()
    return time.perf_counter() - began


def _ask(warehouse: Warehouse, what: str | Indicator) -> None:
    if isinstance(what, str):
        warehouse.answer(Relation.TRIPS, compare_groups, YEAR, what)
        return
    warehouse.answer(Relation.TRIPS, ask_indicator, what, EVERYTHING)
    if needs_travellers(what):
        warehouse.answer(Relation.TRIPS, ask_indicator, count_travellers(what), EVERYTHING)


def _slowest(asked: dict[str, float], name: str) -> float:
    return round(max(seconds for page, seconds in asked.items() if page.startswith(name)), 2)
