"""The three sentences say nothing that the figures do not: direction, numbers, names and certainty."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.followup.charts import chart_values
from skjuts.core.followup.decomposition import Decomposition, Factor
from skjuts.core.followup.errors import UnequalFigures
from skjuts.core.followup.ledger.nowcast import MonthNowcast
from skjuts.core.followup.months import name_month
from skjuts.core.followup.telling import PartChange, choose_scale, tell_month
from tests.golden.telling.stories import CALM, DEARER, MARCH, STORIES, booked, divide, tell

ORE = st.integers(-(10**9), 10**9)
POSITIVE = st.integers(0, 10**9)
NUMBER = re.compile(r"[+\u2212]?\d[\d\u202f]*(?:,\d+)?")


PARTED = PartChange("a", 9, 9)


@st.composite
def divided(draw: st.DrawFn) -> Decomposition:
    """Any decomposition whose costs are not below nought."""
    shares = {factor: draw(ORE) for factor in Factor}
    new, ended = draw(POSITIVE), -draw(POSITIVE)
    least = max(0, -(sum(shares.values()) + new + ended))
    return divide(least + draw(POSITIVE), shares, new, ended)


PARTS = st.lists(
    st.builds(PartChange, st.sampled_from(["del alfa", "del beta", "del gamma"]), ORE, st.integers(0, 12)),
    max_size=3,
    unique_by=lambda part: part.name,
)


@given(divided())
def test_direction_is_said_only_when_the_rounded_figures_have_it(one: Decomposition) -> None:
    """A reader who subtracts the shown figures must get the shown direction."""
    first = tell_month(tell(one))[0]
    scale = choose_scale(max(one.before_ore, one.after_ore))
    moved = scale.round(one.after_ore) - scale.round(one.before_ore)
    assert (" mer än " in first) == (moved > 0)
    assert (" mindre än " in first) == (moved < 0)
    assert ("lika mycket som" in first) == (moved == 0)


@given(divided(), PARTS)
def test_every_number_in_the_sentences_is_a_rounded_figure(
    one: Decomposition, parts: list[PartChange]
) -> None:
    """A number that stands nowhere else cannot be checked."""
    story = tell(one, parts=tuple(parts))
    scale = choose_scale(max(one.before_ore, one.after_ore))
    known = {scale.write(one.before_ore), scale.write(one.after_ore)}
    known |= {scale.write_change(step.change_ore) for step in one.list_steps()}
    known |= {scale.write_change(part.change_ore) for part in parts}
    text = " ".join(tell_month(story))
    for words in (name_month(story.month), name_month(story.compared_with)):
        text = text.replace(words, "")
    assert set(NUMBER.findall(text)) <= known


@given(divided())
def test_reasons_that_raised_are_said_to_raise_and_those_that_lowered_to_lower(one: Decomposition) -> None:
    """A plus under what lowered the cost turns a decision round."""
    second = tell_month(tell(one))[1]
    up, _, down = second.partition("sänktes")
    assert "\u2212" not in (up if "höjdes" in up else "")
    assert "+" not in down
    assert ("höjdes" in second) <= any(step.change_ore > 0 for step in one.list_steps())
    assert ("sänktes" in second) <= any(step.change_ore < 0 for step in one.list_steps())


@given(divided(), PARTS)
def test_part_of_few_people_is_never_named(one: Decomposition, parts: list[PartChange]) -> None:
    """Two people's trips are known to their neighbours."""
    text = " ".join(tell_month(tell(one, parts=tuple(parts))))
    assert not any(part.name in text for part in parts if part.people < 5)


@given(divided(), st.floats(100, 400))
def test_month_without_a_signal_is_said_to_be_chance_and_no_other_is(one: Decomposition, last: float) -> None:
    """What the series does by itself is not a result."""
    story = tell(one, last=last)
    assert ("kan inte skiljas från slumpen" in tell_month(story)[0]) == (not story.chart.latest_signals)


@given(divided(), POSITIVE, POSITIVE, POSITIVE)
def test_month_without_its_invoices_is_neither_judged_nor_explained(
    one: Decomposition, still: int, below: int, above: int
) -> None:
    """What has not been invoiced looks like a lower price."""
    expected = one.after_ore + still + 1 + one.after_ore // 40
    nowcast = MonthNowcast(
        MARCH, one.after_ore, expected, max(one.after_ore, expected - below), expected + above
    )
    first, second, third = tell_month(tell(one, last=400, expected=nowcast, parts=(PARTED,)))
    scale = choose_scale(max(one.before_ore, nowcast.high_ore))
    sides = {scale.round(end) > scale.round(one.before_ore) for end in (nowcast.low_ore, nowcast.high_ore)}
    assert "gränsen" not in first
    assert "höjdes" not in second
    assert "ändrades" not in third
    if sides == {True, False}:
        assert "kan inte skiljas från slumpen" in first
    assert (", mer än " in first) <= (nowcast.low_ore > one.before_ore)
    assert (", mindre än " in first) <= (nowcast.high_ore < one.before_ore)


@given(divided(), PARTS)
def test_there_are_three_sentences(one: Decomposition, parts: list[PartChange]) -> None:
    """The page has room for three, and each must stand alone when it is quoted."""
    told = tell_month(tell(one, parts=tuple(parts)))
    assert len(told) == 3
    for sentence in told:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "None" not in sentence


def test_direction_of_a_signal_follows_the_chart_and_not_the_cost() -> None:
    """The cost can rise on last year in a month that is low for the season."""
    assert "under den nedre gränsen" in tell_month(tell(DEARER, last=160))[0]
    assert "över den övre gränsen" in tell_month(tell(DEARER, last=330))[0]


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        ((256, 257, 258, 259, 260, 261, 262), "medelvärdet"),
        ((239, 241, 243, 245, 247, 249, 251), "har stigit minst sju månader i rad"),
        ((257, 255, 253, 251, 249, 247, 245), "har sjunkit minst sju månader i rad"),
    ],
)
def test_run_of_months_is_told_with_its_direction(tail: tuple[int, ...], told: str) -> None:
    """A slow change is news as much as a leap."""
    values = (*CALM, *CALM, *tail)
    months = range(MARCH - len(values) + 1, MARCH + 1)
    first = tell_month(replace(tell(DEARER), chart=chart_values(months, values)))[0]
    assert told in first


def test_chart_of_another_month_is_refused() -> None:
    """The sentence would judge one month by another's point."""
    with pytest.raises(UnequalFigures):
        replace(tell(DEARER), month=MARCH + 1)


def test_cost_of_other_trips_than_those_divided_is_refused() -> None:
    """Reasons for one cost under the figure of another explain nothing."""
    with pytest.raises(UnequalFigures):
        tell(DEARER, expected=booked(1))


def test_every_invented_month_is_told() -> None:
    """The golden examples and these rules speak of the same stories."""
    assert all(len(tell_month(story)) == 3 for story in STORIES.values())
