"""Rule replay and plan replay: matters a second on one core, and twenty days over two."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np

import skjuts.core.regulations
from benchmarks.rows import Row, Session
from skjuts.adapters.files.regulations import read_regulation, read_worked_cases
from skjuts.core.regulations.cases import LADDER
from skjuts.core.regulations.ladder import list_steps
from skjuts.core.rules import Fact, RuleBook
from skjuts.core.rules.values import Kind
from skjuts.core.simulation.plans import FlexibleVisits, PastDay, PlanTerms, Variation, measure_paired
from skjuts.core.simulation.rules import Behaviour, PastMatter, replay_rules
from skjuts.core.simulation.running import Journal
from skjuts.core.simulation.years import Crew, plan_year
from skjuts.rehearsal.day import make_day

HEAD = Path(skjuts.core.regulations.__file__).parent / "jamtland_harjedalen" / "book.yaml"
CHANGED, UNKNOWN = 0.15, 0.01
"""The share of a worked case's facts that are drawn anew, and that nobody knows."""
FAST_ENOUGH = 50_000
DAYS, RIDES = 20, 240


def measure_rules(session: Session) -> list[Row]:
    """Matters near the worked cases, by the book in force and a draft with one row fewer in two steps."""
    book = read_regulation(HEAD)
    count = 50_000 if session.is_quick else 300_000
    matters = draw_matters(book, count)
    began = time.process_time()
    found = replay_rules(matters, book, change_book(book), Behaviour(0.0, 0.2, "antagande för mätningen"))
    seconds = time.process_time() - began
    return [
        Row("matters", count, "matters"),
        Row("flipped by the draft", found.flipped, "matters"),
        Row("proposals, both books", round(2 * count / seconds), "decisions/s", FAST_ENOUGH, is_floor=True),
    ]


def measure_plans(session: Session) -> list[Row]:
    """Days of an invented region as they were and with visits that may move half an hour, with progress."""
    days = [str(seed) for seed in range(1, (4 if session.is_quick else DAYS) + 1)]
    ways = (
        Variation("som_det_var", "Som det var"),
        Variation("rorliga", "Rörliga besök", (FlexibleVisits(1_800),)),
    )
    terms = PlanTerms(time.monotonic, iterations=2_000)
    heard: list[int] = []
    began = time.monotonic()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        journal = Journal({}, lambda _key, _result: None)
        crew = Crew(executor, 2, journal, lambda one: heard.append(one.done) is None)
        figures = plan_year(invent_day, days, ways, terms, crew)
    paired = measure_paired(figures, "rorliga", "som_det_var")
    return [
        Row("days planned in two ways", len(days), "days"),
        Row("rides a day", RIDES, "rides"),
        Row("all of it, two processes", round(time.monotonic() - began, 1), "s"),
        Row("reports of progress", len(heard), "reports", len(figures), is_floor=True),
        Row("what movable visits cost more a day", round(paired.mean_ore / 100), "kr"),
    ]


def invent_day(seed: str) -> PastDay:
    """A Wednesday of the invented region."""
    return PastDay(seed, make_day(requests=RIDES, seed=int(seed)))


def draw_matters(book: RuleBook, count: int) -> list[PastMatter]:
    """Worked cases of the ladder with some facts drawn anew; invented groups and prices."""
    rng = np.random.default_rng(1)
    cases = [dict(one.facts) for one in read_worked_cases(HEAD, book) if one.table == LADDER]
    prices = {mode: 100_00 * (number + 1) for number, mode in enumerate(list_steps(book))}
    matters = []
    for _ in range(count):
        facts: dict[str, object] = dict(cases[rng.integers(len(cases))])
        luck = rng.random(len(facts))
        for name, one in zip(list(facts), luck.tolist(), strict=True):
            if one < CHANGED:
                facts[name] = draw_value(rng, book.every_fact[name])
            elif one < CHANGED + UNKNOWN:
                facts[name] = None
        groups = {"kommun": f"kommun {rng.integers(8)}", "ålder": f"grupp {rng.integers(5)}"}
        day = date(2026, 1, 1) + timedelta(days=int(rng.integers(365)))
        matters.append(PastMatter(facts, day, 2, prices, groups))
    return matters


def draw_value(rng: np.random.Generator, fact: Fact) -> object:
    """Any value of a fact."""
    if fact.kind is Kind.BOOL:
        return bool(rng.random() < 1 / 2)
    if fact.kind is Kind.CHOICE:
        return str(rng.choice(list(fact.choices)))
    if fact.kind is Kind.CHOICES:
        return frozenset(one for one in fact.choices if rng.random() < 1 / 3)
    least = fact.least if isinstance(fact.least, int) else 0
    most = fact.most if isinstance(fact.most, int) else 100_000
    return int(rng.integers(least, most + 1))


def change_book(book: RuleBook) -> RuleBook:
    """A draft: one condition fewer in two steps of the ladder."""
    tables = dict(book.tables)
    for name in ("fits_shared_taxi", "fits_feeder_taxi"):
        rows = tables[name].rows
        tables[name] = replace(tables[name], rows=(*rows[:-2], rows[-1]))
    return replace(book, tables=tables)
