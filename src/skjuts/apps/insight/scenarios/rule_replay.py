"""Rule replay: a draft or another book over a past period of decided matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from skjuts.apps.insight.errors import NoPastMatters
from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.queries.tried_books import KIND as MATTERS
from skjuts.apps.insight.queries.tried_books import TriedBook, get_tried_book
from skjuts.apps.insight.scenarios.forms.rule_replay import RuleReplayForm, RuleReplayInputs
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.replayed_rules import show
from skjuts.core.ports.matter_histories import matter_histories
from skjuts.core.ports.past_matters import WeighedMatter, past_matters

PERCENT = 100


def compute(inputs: RuleReplayInputs, context: Context) -> Answer:
    """Both books asked about every matter, month by month. Raises `NoPastMatters`."""
    from skjuts.apps.insight.facts import rule_replays as facts
    from skjuts.apps.insight.facts.told_replays import tell_replay
    from skjuts.core.followup.ledger.bands import DistanceBands
    from skjuts.core.simulation.rules import Behaviour

    with context.reading():
        old, new = find_books(inputs, context)
        matters = list_matters(inputs, context)
    bands = context.trips.bands if context.trips else DistanceBands()
    books = (old.book, new.book)
    read = facts.read_matters(matters, books, find_prices(inputs, context), bands)
    if not read.matters:
        raise NoPastMatters
    least, most = inputs.home_percent.ends(1 / PERCENT)
    behaviour = Behaviour(least, most, inputs.home_percent.source or "antagande")
    work = facts.list_work(read, books, behaviour)
    done = context.finish(work)
    whole, people = facts.sum_up(done[one.key] for one in work)
    return {
        **tell_replay(whole, people),
        "unread": read.unread,
        "is_priced": context.trips is not None,
        "source": name_source(inputs, context),
        "words": name_words((old, new)),
    }


def find_books(inputs: RuleReplayInputs, context: Context) -> tuple[TriedBook, TriedBook]:
    """The book that is compared with and the one that is tried."""
    return (
        get_tried_book(context.actor, inputs.old, context.today),
        get_tried_book(context.actor, inputs.new, context.today),
    )


def list_matters(inputs: RuleReplayInputs, context: Context) -> Sequence[WeighedMatter]:
    """The matters of the period, out of the rows of this house or what was read in."""
    authority_id = context.actor.authority_id
    asked = (authority_id, MATTERS, inputs.first, inputs.last)
    if inputs.source == "history":
        return matter_histories.get().list_weighed(*asked)
    return past_matters.get().list_weighed(*asked)


def find_prices(inputs: RuleReplayInputs, context: Context) -> Any:  # noqa: ANN401 - loaded late
    """What trips cost in the period by the ledger; nothing where no trips are read in."""
    from skjuts.apps.insight.facts.rule_replays import Prices, mean_prices
    from skjuts.core.followup.ledger import questions
    from skjuts.core.followup.months import month_of
    from skjuts.core.followup.population import Population

    if context.trips is None:
        return Prices()
    population = Population().within(month_of(inputs.first), month_of(inputs.last))
    rows = context.trips.answer("cells", questions.list_totals, population, ("travel_mode", "band"))
    return mean_prices(rows)


def name_source(inputs: RuleReplayInputs, context: Context) -> str:
    """Where the matters come from."""
    if inputs.source == "history":
        return matter_histories.get().name_source(context.actor.authority_id)
    return "beslutade ärenden i systemet"


def name_words(books: Sequence[TriedBook]) -> dict[str, dict[str, str]]:
    """The books' own words for travel modes and purposes, for what the pages have no word for."""
    words: dict[str, dict[str, str]] = {}
    for fact in ("travel_mode", "purpose", "municipality"):
        words[fact] = {}
        for one in books:
            held = one.book.every_fact.get(fact)
            words[fact] |= dict(held.choices) if held else {}
    return words


def rest_on(inputs: RuleReplayInputs, context: Context) -> Mapping[str, str]:
    """The editions of both books, and of the trips that prices are taken from."""
    old, new = find_books(inputs, context)
    told = {"rule_book": f"{old.title} {old.edition}", "draft": f"{new.title} {new.edition}"}
    return told | ({"trips": context.trips.edition} if context.trips else {})


KIND = ScenarioKind(
    key="regelomspel",
    title=gettext_lazy("Regelomspel"),
    explanation=gettext_lazy(
        "Ett utkast eller en annan regelbok prövas på förflutna ärenden: vilka förslag som blir andra, vad "
        "det kostar och vilka som berörs. Ingen nämns vid namn."
    ),
    form=RuleReplayForm,
    inputs=RuleReplayInputs,
    compute=compute,
    sections=show,
    is_long=True,
    icon="scale",
    rests_on=rest_on,
)
