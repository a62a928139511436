"""A year decided at once is the year decided one by one, with the region's own book."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import skjuts.core.regulations
from skjuts.adapters.files.regulations import read_regulation, read_worked_cases
from skjuts.core.regulations.cases import LADDER
from skjuts.core.regulations.ladder import Journey, propose_mode
from skjuts.core.rules import Fact, RuleBook, RuleEngine
from skjuts.core.rules.values import Kind
from skjuts.core.simulation.rules import Behaviour, PastMatter, propose_all, replay_rules
from tests.universe.rule_books import small_book

FOLDER = Path(skjuts.core.regulations.__file__).parent
REGIONS = ("jamtland_harjedalen", "stockholm", "vasternorrland")
COUNT = 250


@cache
def book_and_facts(region: str) -> tuple[RuleBook, tuple[dict[str, object], ...]]:
    """A packaged book, and the facts of its worked cases to start from."""
    head = FOLDER / region / "book.yaml"
    book = read_regulation(head)
    return book, tuple(dict(one.facts) for one in read_worked_cases(head, book) if one.table == LADDER)


def draw_value(rng: np.random.Generator, fact: Fact) -> object:
    """Any value of a fact."""
    if fact.kind is Kind.BOOL:
        return bool(rng.random() < 0.5)
    if fact.kind is Kind.CHOICE:
        return str(rng.choice(list(fact.choices)))
    if fact.kind is Kind.CHOICES:
        return frozenset(one for one in fact.choices if rng.random() < 0.3)
    if fact.kind is Kind.DATE:
        return date(2026, 1, 1) + timedelta(days=int(rng.integers(300)))
    least = fact.least if isinstance(fact.least, int) else 0
    most = fact.most if isinstance(fact.most, int) else 100_000
    return int(rng.integers(least, most + 1))


def draw_matters(region: str, seed: int) -> list[PastMatter]:
    """Matters near the worked cases, some facts drawn anew, some not known."""
    book, cases = book_and_facts(region)
    rng = np.random.default_rng(seed)
    matters = []
    for _ in range(COUNT):
        facts = dict(cases[rng.integers(len(cases))])
        for name in list(facts):
            luck = rng.random()
            if luck < 0.2:
                facts[name] = draw_value(rng, book.every_fact[name])
            elif luck < 0.25:
                facts[name] = None
        matters.append(PastMatter(facts, date(2026, 1, 1) + timedelta(days=int(rng.integers(300)))))
    return matters


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("seed", [1, 2])
def test_matters_when_decided_at_once_then_as_the_ladder_decides_each(region: str, seed: int) -> None:
    """The fast way and the way of the desk must never differ: the fast one is shown to politicians."""
    book, _ = book_and_facts(region)
    matters = draw_matters(region, seed)
    found = propose_all(book, matters)
    engine = RuleEngine(book)
    for matter, number in zip(matters, found.numbers.tolist(), strict=True):
        wanted = propose_mode(engine, Journey(matter.facts, matter.travel_day))
        assert found.different[number] == (wanted.kind, wanted.mode)


def test_comparisons_when_facts_are_held_against_each_other_then_as_the_ladder_decides() -> None:
    """Every walk against every way to the stop, known and unknown, on both sides of a change of limit."""
    book = small_book()
    lengths = [None, 0, 499, 500, 501, 800, 801, 100_000]
    matters = [
        PastMatter({"is_care": True, "walks": walks, "to_stop": far, "is_frail": frail}, day)
        for walks in lengths
        for far in lengths
        for frail in (None, True, False)
        for day in (date(2031, 6, 30), date(2031, 7, 1))
    ]
    found = propose_all(book, matters)
    engine = RuleEngine(book)
    for matter, number in zip(matters, found.numbers.tolist(), strict=True):
        wanted = propose_mode(engine, Journey(matter.facts, matter.travel_day))
        assert found.different[number] == (wanted.kind, wanted.mode)


@pytest.mark.parametrize(
    "change", [("högst {limit}", "högst 700 m"), ("500 m", "650 m"), ("under 100 km", "under 1 km")]
)
def test_draft_when_it_shares_tables_then_flips_are_those_of_two_apart(change: tuple[str, str]) -> None:
    """What the draft has in common with the book is not asked again, and must not be mixed up."""
    rng = np.random.default_rng(3)
    matters = [
        PastMatter(
            {
                "is_care": True,
                "walks": int(rng.integers(2_000)),
                "to_stop": int(rng.integers(2_000)),
                "is_frail": False,
            },
            date(2031, 3, 1),
        )
        for _ in range(400)
    ]
    draft = small_book(change)
    one, other = propose_all(small_book(), matters), propose_all(draft, matters)
    flips = sum(
        one.different[a] != other.different[b]
        for a, b in zip(one.numbers.tolist(), other.numbers.tolist(), strict=True)
    )
    assert flips > 0
    assert replay_rules(matters, small_book(), draft, Behaviour(0, 0, "x")).flipped == flips
