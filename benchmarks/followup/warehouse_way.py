"""The questions of the leader's page, asked of the warehouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.followup.shared_terms import SHARES, Answers
from skjuts.adapters.warehouse import Relation, Warehouse, open_warehouse
from skjuts.core.followup.ledger import questions
from skjuts.core.followup.population import Choice, Population


def ask_cold(folder: Path, last: int) -> Answers:
    """A cold page: the warehouse opened anew, every question answered for the first time."""
    warehouse = open_warehouse(folder)
    answers = ask_warehouse(warehouse, last)
    warehouse.close()
    return answers


def prepare_warm(folder: Path, last: int) -> Callable[[], Answers]:
    """A warm page: the warehouse is open, and somebody has asked before."""
    warehouse = open_warehouse(folder)
    ask_warehouse(warehouse, last)
    return lambda: ask_warehouse(warehouse, last)


def ask_warehouse(warehouse: Warehouse, last: int) -> Answers:
    """Eight questions: the trend, modes, bands, dialysis, asylum, distances, late invoices, segments."""
    ordinary = Population()
    years, year = ordinary.within(last - 23, last), ordinary.within(last - 12, last)
    asked: dict[str, tuple[Relation, Callable[..., Any], Population, tuple[Any, ...]]] = {
        "months": (Relation.CELLS, questions.list_months, ordinary, ()),
        "modes": (Relation.CELLS, questions.list_months, years, (("travel_mode",),)),
        "bands": (Relation.CELLS, questions.list_months, years, (("band",),)),
        "dialysis": (Relation.CELLS, questions.list_months, Population(Choice.ONLY), ()),
        "asylum": (Relation.CELLS, questions.list_months, Population(asylum=Choice.ONLY), ()),
        "distances": (Relation.DISTANCES, questions.list_percentiles, years, (SHARES,)),
        "lags": (Relation.LAGS, questions.list_lags, years, ()),
        "segments": (Relation.CELLS, questions.list_segments, year, ()),
    }
    return {
        name: [tuple(row.values()) for row in warehouse.answer(relation, question, population, *terms)]
        for name, (relation, question, population, terms) in asked.items()
    }
