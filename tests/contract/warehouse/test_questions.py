"""The ledger's questions: one answer from files, their sums, PostgreSQL and plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from math import ceil
from typing import Any

import ibis.expr.types as ir
import pytest

from skjuts.adapters.warehouse import Relation, Warehouse
from skjuts.core.followup.errors import UnknownColumn
from skjuts.core.followup.ledger import questions
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.relations import CUTS, MEASURES
from skjuts.core.followup.months import month, month_of
from skjuts.core.followup.population import Choice, Population
from tests.contract.warehouse.trips import make_trips

type Ask = Callable[[ir.Table], list[dict[str, Any]]]

EVERYONE = Population(asylum=Choice.WITH)
WITHOUT_DIALYSIS = Population(Choice.WITHOUT, Choice.WITHOUT, month(2025, 11), month(2026, 2))
STRETCHERS = Population(only=(("travel_mode", ("stretcher_transport", "taxi_alone")), ("area", ("2380",))))
POPULATIONS = [
    EVERYONE,
    WITHOUT_DIALYSIS,
    STRETCHERS,
    Population(Choice.ONLY, Choice.WITH),
    Population(asylum=Choice.ONLY),
]
ASKED = [
    (Relation.CELLS, questions.list_months, ()),
    (Relation.CELLS, questions.list_months, (("travel_mode", "band"),)),
    (Relation.CELLS, questions.list_months, (("age_band", "payer", "contract"),)),
    (Relation.CELLS, questions.list_totals, (("area", "category", "ledger"),)),
    (Relation.CELLS, questions.list_segments, ()),
    (Relation.DISTANCES, questions.list_percentiles, ((0.5, 0.9, 0.95),)),
    (Relation.DISTANCES, questions.list_percentiles, ((0.5,), ("category",))),
    (Relation.LAGS, questions.list_lags, ()),
    (Relation.TRIPS, questions.count_people, (("area", "age_band"),)),
    (Relation.TRIPS, questions.list_trips, (20, 10)),
]


def _name(asked: tuple[Any, ...]) -> str:
    return f"{asked[1].__name__}-{asked[2]}"


@pytest.mark.parametrize("population", POPULATIONS, ids=Population.label)
@pytest.mark.parametrize("asked", ASKED, ids=_name)
def test_question_when_asked_of_files_sums_and_postgres_then_all_answer_alike(
    warehouse: Warehouse, postgres: tuple[ir.Table, Ask], asked: tuple[Any, ...], population: Population
) -> None:
    """One expression: a region may grow out of files without a figure changing, type or order."""
    relation, question, terms = asked
    if population is STRETCHERS and relation in {Relation.DISTANCES, Relation.LAGS}:
        population = Population(only=population.only[:1])
    trips, ask = postgres
    found = warehouse.answer(relation, question, population, *terms)
    assert found == warehouse.ask(question(warehouse.get_relation(Relation.TRIPS), population, *terms))
    assert found == ask(question(trips, population, *terms))
    assert all(not isinstance(row.get(name, 0), float) for row in found for name in MEASURES)


def _is_kept(trip: dict[str, Any], population: Population) -> bool:
    at = month_of(trip["travelled_on"])
    is_dialysis, is_asylum = trip["category"] == "dialysis", trip["ledger"] == "asylum"
    wanted = {Choice.WITH: {True, False}, Choice.WITHOUT: {False}, Choice.ONLY: {True}}
    return (
        is_dialysis in wanted[population.dialysis]
        and is_asylum in wanted[population.asylum]
        and (population.first is None or at >= population.first)
        and (population.last is None or at <= population.last)
        and all(trip[name] in values for name, values in population.only)
    )


@pytest.mark.parametrize("population", POPULATIONS, ids=Population.label)
def test_months_when_counted_by_hand_then_are_the_same(warehouse: Warehouse, population: Population) -> None:
    """The oracle shares no line with the expressions: a loop over the rows."""
    bands, expected = DistanceBands(), defaultdict(lambda: [0, 0, 0, 0, 0])
    for trip in make_trips():
        if not _is_kept(trip, population):
            continue
        km = ceil(trip["distance_m"] / 1000)
        sums = expected[month_of(trip["travelled_on"]), trip["travel_mode"], bands.place(km)]
        measures = (
            1,
            trip["amount_ore"] is not None,
            trip["distance_m"],
            trip["vehicle_m"],
            trip["amount_ore"] or 0,
        )
        for place, value in enumerate(measures):
            sums[place] += value
    found = warehouse.answer(Relation.CELLS, questions.list_months, population, ("travel_mode", "band"))
    told = {
        (row["month"], row["travel_mode"], row["band"]): [row[name] for name in MEASURES] for row in found
    }
    assert told == dict(expected)


def test_percentiles_when_counted_by_hand_then_are_the_same(warehouse: Warehouse) -> None:
    """The shortest distance that at least the share of the trips keep within."""
    found = warehouse.answer(
        Relation.DISTANCES, questions.list_percentiles, EVERYONE, (0.5, 0.95), ("ledger",)
    )
    for row in found:
        lengths = sorted(
            ceil(trip["distance_m"] / 1000) for trip in make_trips() if trip["ledger"] == row["ledger"]
        )
        assert row["p50"] == lengths[ceil(0.5 * len(lengths)) - 1]
        assert row["p95"] == lengths[ceil(0.95 * len(lengths)) - 1]


def _total(warehouse: Warehouse, population: Population, cuts: tuple[str, ...] = ()) -> list[int]:
    rows = warehouse.answer(Relation.CELLS, questions.list_months, population, cuts)
    return [sum(row[name] for row in rows) for name in MEASURES]


def test_parts_when_added_up_then_are_the_whole(warehouse: Warehouse) -> None:
    """Bands are all trips; ordinary and asylum are all; dialysis and the rest are all."""
    whole = _total(warehouse, EVERYONE)
    assert all(_total(warehouse, EVERYONE, (cut,)) == whole for cut in CUTS)
    for parts in (
        [Population(asylum=choice) for choice in (Choice.WITHOUT, Choice.ONLY)],
        [Population(choice, Choice.WITH) for choice in (Choice.WITHOUT, Choice.ONLY)],
    ):
        assert [sum(one) for one in zip(*(_total(warehouse, part) for part in parts), strict=True)] == whole


def test_question_when_it_names_a_column_that_is_none_then_refuses(warehouse: Warehouse) -> None:
    """A misspelt cut must not become a figure about everyone."""
    cells = warehouse.get_relation(Relation.CELLS)
    with pytest.raises(UnknownColumn):
        questions.list_months(cells, EVERYONE, ("patient",))
    with pytest.raises(UnknownColumn):
        questions.list_months(cells, Population(only=(("permit", ("1",)),)))
    with pytest.raises(UnknownColumn):
        questions.list_totals(warehouse.get_relation(Relation.LAGS), EVERYONE, ("area",))


def test_answer_when_asked_again_then_is_kept_and_cannot_be_spoilt(warehouse: Warehouse) -> None:
    """What one reader does with the rows must not reach the next."""
    first = warehouse.answer(Relation.CELLS, questions.list_months, EVERYONE)
    first[0]["trips"] = -1
    assert warehouse.answer(Relation.CELLS, questions.list_months, EVERYONE)[0]["trips"] > 0
