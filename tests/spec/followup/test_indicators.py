"""Each indicator of the catalogue on a ledger of ten trips that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skjuts.adapters.files.indicators import read_indicators
from skjuts.adapters.files.rule_books import parse_document
from skjuts.adapters.warehouse.connecting import Limits, connected, fetch_rows
from skjuts.core.followup import indicators as package
from skjuts.core.followup.charts import chart_values
from skjuts.core.followup.errors import UnknownColumn
from skjuts.core.followup.indicators import (
    Assurance,
    BadIndicators,
    Better,
    Domain,
    IndicatorValue,
    Target,
    express,
    hide_small,
    judge_latest,
    judge_target,
    read_catalogue,
    read_values,
)
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.relations import TRIPS_SCHEMA, count_trips, name_trips
from skjuts.core.followup.months import month
from skjuts.core.followup.population import Population

CATALOGUE = read_indicators(Path(package.__file__).parent / "catalogue")
MARCH = month(2016, 3)
KINDS = {"string": "VARCHAR", "date": "DATE", "int64": "BIGINT"}

OWN, OTHER, STATE = ("ordinary", "own_region"), ("ordinary", "other_region"), ("asylum", "state")

# trip, patient, age, area, mode, category, ledger and payer, km, vehicle km, run, kronor (None: not invoiced)
TRIPS = (
    ("a", "P1", "80+", "2380", "taxi_alone", "hospital", OWN, 10, 10, None, 400),
    ("b", "P1", "80+", "2380", "taxi_alone", "hospital", OWN, 10, 10, None, 400),
    ("c", "P2", "65-79", "2380", "shared_taxi", "hospital", OWN, 40, 20, "R", 300),
    ("d", "P3", "65-79", "2321", "shared_taxi", "primary_care", OWN, 40, 20, "R", 300),
    ("e", "P4", "18-64", "2321", "public_transport", "hospital", OWN, 100, 60, None, 100),
    ("f", "P5", None, "2321", "stretcher_transport", "far_hospital", OTHER, 200, 200, None, 9000),
    ("g", None, "0-17", "2361", "patient_shuttle_line", "other", OWN, 100, 30, None, None),
    ("h", "D1", "65-79", "2380", "wheelchair_vehicle", "dialysis", OWN, 25, 25, None, 500),
    ("i", "D1", "65-79", "2380", "taxi_alone", "dialysis", OWN, 25, 25, None, 500),
    ("j", "A1", "18-64", "2303", "taxi_alone", "primary_care", STATE, 50, 50, None, 1500),
)  # fmt: skip

# Without dialysis and asylum: a-g. Kronor 400+400+300+300+100+9000 = 10 500 over six invoiced trips;
# person km 10+10+40+40+100+200+100 = 500; vehicle km 10+10+20+20+60+200+30 = 350; patients P1-P5.
BY_HAND = {
    "cost": 11_500.0,  # 10 500 + 500 + 500
    "cost_without_dialysis": 10_500.0,
    "cost_per_trip": 1_750.0,  # 10 500 / 6
    "cost_per_km": 21.0,  # 10 500 / 500
    "cost_per_patient": 2_100.0,  # 10 500 / 5
    "long_trip_cost_share": 100 * 9_000 / 10_500,  # only f is over 100 km; e and g are not
    "dialysis_cost_share": 100 * 1_000 / 11_500,
    "asylum_cost_per_trip": 1_500.0,
    "other_payer_share": 100 * 9_000 / 11_500,
    "invoiced_share": 90.0,  # all ten, one not invoiced
    "pooling": 500 / 350,
    "taxi_alone_share": 50.0,  # a, b of a, b, c, d
    "line_share": 100 * 2 / 7,  # e, g
    "trips": 7.0,
    "dialysis_trips": 2.0,
    "patients": 5.0,
    "trips_per_patient": 1.4,  # 7 / 5
    "oldest_share": 100 * 2 / 7,
    "far_hospital_share": 100 / 7,
    "median_distance": 40.0,  # 10 10 40 40 100 100 200: four of seven within 40
    "long_distance": 200.0,  # 6 of 7 are fewer than nine in ten
    "vehicle_km_per_trip": 400 / 9,  # 350 + 25 + 25 over nine
    "stretcher_share": 100 / 9,
    "wheelchair_share": 100 / 9,
}


def ask(id_: str, *cuts: str) -> list[IndicatorValue]:
    """An indicator's values in March 2016, counted by DuckDB."""
    indicator = CATALOGUE.get_indicator(id_)
    question = express(indicator, count_trips(name_trips(), DistanceBands()), march(), cuts)
    with connected(Limits(memory_mb=256, threads=1)) as connection:
        columns = ", ".join(f"{name} {KINDS[kind]}" for name, kind in TRIPS_SCHEMA.items())
        connection.execute(f"CREATE TABLE trips ({columns})")
        places = ", ".join("?" * len(TRIPS_SCHEMA))
        connection.executemany(f"INSERT INTO trips VALUES ({places})", [row(one) for one in TRIPS])  # noqa: S608
        return read_values(indicator, fetch_rows(connection, question), cuts)


def march() -> Population:
    """The month that the trips lie in; each indicator chooses dialysis and asylum itself."""
    return Population(first=MARCH, last=MARCH)


def row(one: tuple[Any, ...]) -> list[object]:
    """A trip in the ledger's columns."""
    trip, patient, age, area, mode, category, payer, km, vehicle_km, run, kronor = one
    invoiced = None if kronor is None else date(2016, 4, 5)
    amount = None if kronor is None else 100 * kronor
    day = date(2016, 3, 14)
    metres = [1000 * km, 1000 * vehicle_km]
    return [
        *(trip, day, patient, age, area, mode, category, *payer, "taxi 2015"),
        *(*metres, run, None, None, invoiced, amount),
        *(None,) * 7,
    ]


def test_every_indicator_of_the_catalogue_has_been_counted_by_hand() -> None:
    """An indicator that nobody has counted by hand may count anything."""
    assert set(BY_HAND) == {one.id for one in CATALOGUE.indicators}


@pytest.mark.parametrize("id_", BY_HAND)
def test_indicator_on_a_small_ledger_gives_the_number_worked_by_hand(id_: str) -> None:
    """The definition in words and the expression must be the same thing."""
    (value,) = ask(id_)
    assert value.month == MARCH
    assert value.value == pytest.approx(BY_HAND[id_])


def test_indicator_by_municipality_divides_the_same_trips() -> None:
    """What is shown of a part adds up to what is shown of all."""
    values = ask("trips", "area")
    assert {one.cell[0]: one.value for one in values} == {"2321": 3.0, "2361": 1.0, "2380": 3.0}


def test_ratio_with_nothing_to_divide_by_has_no_value() -> None:
    """Nothing invoiced is not free of charge."""
    value = {one.cell[0]: one for one in ask("cost_per_trip", "area")}["2361"]
    assert (value.value, value.numerator, value.denominator) == (None, 0, 0)


def test_value_of_few_people_is_hidden_whole() -> None:
    """Three trips of one patient are still one patient, and the numerator tells as much as the value."""
    shown = hide_small(CATALOGUE.get_indicator("trips"), ask("trips", "area"))
    assert all(one.is_hidden and one.value is None and one.numerator == 0 for one in shown)
    (whole,) = hide_small(CATALOGUE.get_indicator("trips"), ask("trips"))
    assert whole.value == 7.0


def test_ratio_of_few_people_below_is_hidden_also_when_nobody_is_above() -> None:
    """Nought per cent of one person's trips tells what that person did not do."""
    values = [replace(one, people=0, base_people=2, numerator=0) for one in ask("stretcher_share")]
    assert hide_small(CATALOGUE.get_indicator("stretcher_share"), values)[0].is_hidden
    many = [replace(one, people=0, base_people=5, numerator=0) for one in values]
    assert not hide_small(CATALOGUE.get_indicator("stretcher_share"), many)[0].is_hidden


def test_value_whose_people_were_never_counted_is_hidden() -> None:
    """Sums without people cannot be shown to be of many."""
    values = [replace(one, people=None) for one in ask("trips")]
    assert hide_small(CATALOGUE.get_indicator("trips"), values)[0].is_hidden


def test_indicator_of_patients_asked_of_sums_is_refused() -> None:
    """Sums have no patients, and a nought would be believed."""
    sums = count_trips(name_trips(), DistanceBands()).drop("patient")
    with pytest.raises(UnknownColumn):
        express(CATALOGUE.get_indicator("patients"), sums, march())


def test_catalogue_covers_every_domain_and_says_what_is_missing() -> None:
    """A domain without figures is told, not left out."""
    named = {one.domain for one in CATALOGUE.indicators} | {one.domain for one in CATALOGUE.awaited}
    assert named == set(Domain)
    assert all(one.awaits for one in CATALOGUE.awaited)


def test_indicators_past_their_review_are_listed() -> None:
    """A definition that nobody looks at any more goes on being quoted."""
    assert CATALOGUE.list_overdue(date(2026, 11, 22)) == ()
    overdue = CATALOGUE.list_overdue(date(2027, 2, 1))
    assert {one.id for one in overdue} == {one.id for one in CATALOGUE.awaited}


GOOD = """\
domain: finance
indicators:
  x:
    name: Namn
    why: Skäl
    numerator: {measure: cost_ore, words: belopp}
    denominator: {measure: invoiced_trips, words: resor}
    unit: kronor_a_trip
    dialysis: with
    asylum: without
    exclusions: inga
    source: liggaren
    evidence: booked
    owner: någon
    next_review: 2027-01-31
    better: down
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("measure: cost_ore", "measure: costs", "Liggaren räknar inte ”costs”"),
        ("unit: kronor_a_trip", "unit: percent", "ger inte enheten ”procent”"),
        ("unit: kronor_a_trip", "unit: dollar", "”unit” är ”dollar”"),
        ("    owner: någon\n", "", "”owner” saknas"),
        ("next_review: 2027-01-31", "next_review: snart", "”snart” är inget datum"),
        ("    next_review: 2027-01-31\n", "", "”next_review” saknas"),
        ("words: belopp}", "words: belopp, only: {payer: [nobody]}}", "”nobody” finns inte i liggaren"),
        ("words: belopp}", "words: belopp, only: {colour: [red]}}", "”colour” betyder ingenting här"),
        ("better: down", "better: none\n    target: {value: 5, decided_by: nämnden}", "behöver en riktning"),
        ("better: down", "better: down\n    target: {value: fem, decided_by: nämnden}", "”fem” är inget tal"),
        ("better: down", "better: down\n    least_people: 0", "inget helt antal över noll"),
        ("why: Skäl", "wye: Skäl", "”wye” betyder ingenting här"),
    ],
)
def test_faulty_catalogue_is_refused_with_file_line_and_remedy(old: str, new: str, told: str) -> None:
    """Who wrote the file must find the fault without help."""
    assert old in GOOD
    with pytest.raises(BadIndicators, match=r"finance\.yaml:") as caught:
        read_catalogue([parse_document(GOOD.replace(old, new).encode(), "finance.yaml")])
    assert told in str(caught.value)


def test_id_that_stands_twice_is_refused() -> None:
    """Two definitions under one name is how figures stop agreeing."""
    with pytest.raises(BadIndicators, match="två gånger"):
        read_catalogue([parse_document(GOOD.encode(), "a.yaml"), parse_document(GOOD.encode(), "b.yaml")])


SERIES = (100.0, 104.0, 98.0, 101.0, 97.0, 103.0, 99.0, 102.0)
"""Mean 100.5, mean moving range 30/7: limits 89.1 to 111.9."""


@pytest.mark.parametrize(
    ("target", "better", "assurance"),
    [
        (85, Better.UP, Assurance.REACHED),
        (100, Better.UP, Assurance.BY_CHANCE),
        (115, Better.UP, Assurance.NOT_REACHED),
        (115, Better.DOWN, Assurance.REACHED),
        (100, Better.DOWN, Assurance.BY_CHANCE),
        (85, Better.DOWN, Assurance.NOT_REACHED),
    ],
)
def test_target_is_judged_by_the_limits_and_not_by_the_last_month(
    target: float, better: Better, assurance: Assurance
) -> None:
    """A month above the target is neither praise nor blame when the next may be below."""
    chart = chart_values(range(MARCH, MARCH + len(SERIES)), SERIES)
    judged = judge_target(chart, Target(target, "nämnden"), better)
    assert judged.assurance is assurance
    assert judged.sentence.startswith("Mål" if assurance is not Assurance.BY_CHANCE else "Månaderna")


def test_month_within_the_limits_is_told_to_be_no_news() -> None:
    """Silence would be read as either good or bad."""
    assert judge_latest(chart_values(range(8), SERIES)) == "Månaden kan inte skiljas från slumpen."
    assert "utanför" in judge_latest(chart_values(range(9), (*SERIES, 160.0)))
