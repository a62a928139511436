"""What the demonstration's controller enters beside the invented trips: budgets, index terms, a measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from skjuts.apps.insight.facts.measures import Question
from skjuts.apps.insight.models import Budget, Measure
from skjuts.apps.insight.services.budgets import enter_budget, enter_index_terms
from skjuts.apps.insight.services.evaluate import ask_for_verdict, describe_measure
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.core.followup.indices import IndexClause, IndexSeries
from skjuts.core.followup.months import MONTHS_A_YEAR, Month, month_of, number_in_year
from skjuts.core.followup.population import Choice
from skjuts.rehearsal.universe.savings import get_controller
from skjuts.rehearsal.year.expectation import expect_cost
from skjuts.rehearsal.year.index_history import make_clause, make_index_series
from skjuts.rehearsal.year.parameters import YearParameters, get_year_parameters

SAVED = 0.985
"""A year's budget is what the year before was expected to cost, less what a plan says will be saved."""
THOUSAND_KRONOR_ORE = 100_000
SOURCES = {
    "ordinary": "Påhittad budget, till demonstrationen",
    "asylum": "Påhittad budget för asylboenden, till demonstrationen",
}
"""Whose money, and where its budget is from."""
TERMS_SOURCE = "Påhittade avtal och påhittade serier, till demonstrationen"
SERIES_NAMES = {"labour": "arbetskraft", "fuel": "drivmedel", "vehicles": "fordon"}


MEASURE = "De skärpta reglerna"
ABOUT = (
    "Striktare intyg och fler samordnade resor, i samma ordning som regionen berättar om 2016: beslutade, "
    "lärda ut, uppmjukade över en sommar och sedan fullt ut."
)
PROMISED = -6.0
"""Per cent of the cost."""


def enter_follow_up(scale: float, now: dt.datetime) -> None:
    """Enter budgets and index terms, and the measure with its verdict; what is there already stays."""
    actor = get_controller(now)
    parameters = get_year_parameters()
    first = month_of(now.date()) - parameters.time.months
    _enter_budgets(actor, parameters, first, scale, now)
    _judge_measure(actor, parameters, first, now)


def _judge_measure(actor: Actor, parameters: YearParameters, first: Month, now: dt.datetime) -> None:
    """Describe the measure that lies in the invented years, and ask whether its effect is shown."""
    question = Question(
        figure="cost",
        dialysis=Choice.WITHOUT,
        ramp=tuple(
            (first + place, share)
            for place, share in zip(parameters.time.ramp_months, parameters.time.ramp_shares, strict=True)
        ),
        has_trend=True,
        has_control=False,
        direction=-1,
        percent=PROMISED,
    )
    with acting(actor):
        if Measure.objects.filter(authority_id=actor.authority_id, title=MEASURE).exists():
            return
        made = describe_measure(actor=actor, title=MEASURE, about=ABOUT, question=question, now=now)
        ask_for_verdict(actor=actor, measure_id=made.id, now=now)


def _enter_budgets(
    actor: Actor, parameters: YearParameters, first: Month, scale: float, now: dt.datetime
) -> None:
    """Budgets of the years that have a year before them, and the index terms."""
    with acting(actor):
        if Budget.objects.filter(authority_id=actor.authority_id).exists():
            return
        for ledger, source in SOURCES.items():
            amounts = _make_budget(parameters, ledger, first, scale)
            enter_budget(actor=actor, ledger=ledger, amounts=amounts, source=source, now=now)
        enter_index_terms(
            actor=actor,
            clauses=list(_write_clauses(parameters, first)),
            series=list(_write_series(parameters, first)),
            source=TERMS_SOURCE,
            now=now,
        )


def _make_budget(parameters: YearParameters, ledger: str, first: Month, scale: float) -> dict[Month, int]:
    """Öre by month of every calendar year whose year before lies whole within the invented ones."""
    belongs = np.array([one.ledger == ledger for one in parameters.strata.rows])
    expected = expect_cost(parameters, first)[belongs].sum(axis=0) * scale
    start = -(-first // MONTHS_A_YEAR) * MONTHS_A_YEAR
    years = range(start + MONTHS_A_YEAR, first + parameters.time.months, MONTHS_A_YEAR)
    return {
        january + place: round(
            SAVED * expected[january - MONTHS_A_YEAR + place - first] / THOUSAND_KRONOR_ORE
        )
        * THOUSAND_KRONOR_ORE
        for january in years
        for place in range(MONTHS_A_YEAR)
        if january - MONTHS_A_YEAR + place - first < parameters.time.months
    }


def _write_clauses(parameters: YearParameters, first: Month) -> Iterator[list[str]]:
    for terms in parameters.contracts.values():
        if not terms.is_indexed:
            continue
        clause = make_clause(terms.name, terms, first)
        yield _write_clause(terms.name, clause)
        if terms.changes_in >= 0:
            yield _write_clause(terms.name_in(terms.changes_in), clause)


def _write_clause(name: str, clause: IndexClause) -> list[str]:
    return [
        name,
        _write_month(clause.base),
        _write_month(clause.starts),
        str(clause.lag_months),
        ", ".join(map(str, clause.adjusts_in)),
        f"{clause.fixed_share:g}",
        ", ".join(f"{SERIES_NAMES[one.series]} {one.weight:g}" for one in clause.components),
    ]


def _write_series(parameters: YearParameters, first: Month) -> Iterator[list[str]]:
    series: dict[str, IndexSeries] = make_index_series(parameters.money, first, parameters.time.months)
    for name, one in series.items():
        for each in one.publications:
            yield [
                SERIES_NAMES[name],
                _write_month(each.month),
                f"{each.value:g}",
                each.published_on.isoformat(),
                one.source,
            ]


def _write_month(month: Month) -> str:
    return f"{month // MONTHS_A_YEAR}-{number_in_year(month):02d}"
