"""Small books at random: two tables, the first feeding the second, over facts of few values."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from skjuts.core.rules import (
    BookStatus,
    Combination,
    DatedValue,
    Edition,
    Evidence,
    Fact,
    HitPolicy,
    Kind,
    OutcomeColumn,
    Parameter,
    Provenance,
    Row,
    RuleBook,
    Table,
    Validity,
)
from skjuts.core.rules.cells import Bound, Cell, FactRef, Holds, Interval, Literal, OneOf, ParameterRef, Share
from tests.property.rules.plain import list_domain

DAY = date(2024, 6, 1)
SOURCED = Provenance("påhittat", Evidence.SOURCED)

FACTS = {
    fact.id: fact
    for fact in (
        Fact("ill", "är sjuk", Kind.BOOL),
        Fact("mode", "färdsättet", Kind.CHOICE, {"bus": "buss", "car": "egen bil", "taxi": "taxi"}),
        Fact("age", "åldern", Kind.INTEGER, least=0, most=4),
        Fact("limit", "gränsen", Kind.INTEGER, least=0, most=4),
        Fact("day", "dagen", Kind.DATE, least=date(2024, 5, 30), most=date(2024, 6, 2)),
        Fact("aids", "hjälpmedlen", Kind.CHOICES, {"chair": "rullstol", "air": "syrgas"}),
    )
}
MIDDLES = (
    Fact("middle", "mellanläget", Kind.CHOICE, {"low": "låg", "high": "hög"}),
    Fact("middle", "mellanläget", Kind.INTEGER, least=0, most=4),
    Fact("middle", "mellanläget", Kind.BOOL),
)
PARAMETERS = {
    "some": Parameter("some", "måttet", Kind.INTEGER, (DatedValue(2, Validity(), SOURCED),)),
    "none": Parameter("none", "det okända måttet", Kind.INTEGER, ()),
}
EDITION = Edition("prov", "Prov", "provlandet", "1", Validity(), BookStatus.IN_FORCE)


@st.composite
def draw_cell(draw: st.DrawFn, fact: Fact, others: list[Fact]) -> Cell:
    """A condition on a fact; numbers are at times compared with parameters or with other facts."""
    if fact.kind is Kind.CHOICES:
        members = draw(st.lists(st.sampled_from(sorted(fact.choices)), unique=True, max_size=2))
        share = draw(st.sampled_from(Share if members else (Share.SOME, Share.NONE)))
        return Holds(tuple(members), share if len(members) != 1 or share is not Share.EVERY else Share.SOME)
    operands: list[Any] = [Literal(value) for value in list_domain(fact)]
    if fact.kind is Kind.INTEGER:
        operands += [ParameterRef("some"), ParameterRef("none")]
        operands += [
            FactRef(other.id) for other in others if other.kind is Kind.INTEGER and other.id != fact.id
        ]
    if fact.is_ordered and draw(st.booleans()):
        low, high = (
            draw(st.none() | st.builds(Bound, st.sampled_from(operands), st.booleans())) for _ in range(2)
        )
        if (low or high) and not _is_impossible(low, high):
            return Interval(low, high)
    chosen = draw(st.lists(st.sampled_from(operands), min_size=1, max_size=2, unique=True))
    return OneOf(tuple(chosen), draw(st.booleans()))


def _is_impossible(low: Bound | None, high: Bound | None) -> bool:
    """Whether the form would refuse the interval."""
    if low is None or high is None:
        return False
    least, most = low.operand, high.operand
    if not isinstance(least, Literal) or not isinstance(most, Literal):
        return False
    start: Any = least.value
    return start > most.value or (start == most.value and not (low.is_closed and high.is_closed))


@st.composite
def draw_table(draw: st.DrawFn, id_: str, inputs: list[Fact], outcome: Fact) -> Table:
    """A table of up to six rows over the inputs."""
    policy = draw(st.sampled_from(HitPolicy))
    combination = Combination.LIST
    if policy is HitPolicy.COLLECT and outcome.kind is Kind.INTEGER:
        combination = draw(st.sampled_from(Combination))
    values: list[Any] = [Literal(value) for value in list_domain(outcome)]
    rows = []
    for i in range(draw(st.integers(1, 6))):
        asked = draw(st.lists(st.sampled_from(inputs), unique_by=lambda fact: fact.id, max_size=3))
        conditions = {fact.id: draw(draw_cell(fact, inputs)) for fact in asked}
        given = {} if draw(st.integers(0, 9)) == 0 else {outcome.id: draw(st.sampled_from(values))}
        rows.append(Row(f"r{i}", conditions, given, "Så är det.", "1 §", SOURCED))
    columns = tuple(dict.fromkeys(column for row in rows for column in row.conditions))
    return Table(id_, id_, policy, columns, (OutcomeColumn(outcome, combination),), tuple(rows))


@st.composite
def draw_book(draw: st.DrawFn, parameters: dict[str, Parameter] = PARAMETERS) -> RuleBook:
    """A book whose table `last` asks for facts and for what the table `early` gives."""
    middle = draw(st.sampled_from(MIDDLES))
    early = draw(draw_table("early", list(FACTS.values()), middle))
    is_list = early.policy is HitPolicy.COLLECT and early.outcomes[0].combination is Combination.LIST
    inputs = [*FACTS.values(), *([] if is_list else [middle])]
    last = draw(draw_table("last", inputs, Fact("result", "utfallet", Kind.INTEGER, least=0, most=2)))
    return RuleBook(EDITION, FACTS, parameters, {"early": early, "last": last})


@st.composite
def draw_facts(draw: st.DrawFn, *, is_whole: bool = False) -> dict[str, Any]:
    """Values for the facts; unless whole, some are left out."""
    given = {}
    for fact in FACTS.values():
        value = draw(st.sampled_from(list_domain(fact)))
        if is_whole or draw(st.booleans()):
            given[fact.id] = value
    return given
