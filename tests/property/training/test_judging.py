"""The judge of rights against sets of days: slow, obvious, and written without looking at it."""

from __future__ import annotations

import datetime as dt
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.apps.training.rights import (
    Grant,
    Hindrance,
    Moment,
    Retraining,
    Softening,
    Standing,
    Training,
    judge_right,
)

FIRST = dt.date(2026, 3, 20)
KINDS = ("trip", "escort")
days = st.integers(0, 8)
maybe_day = st.none() | days


def date(day: int) -> dt.date:
    """A day by number."""
    return FIRST + dt.timedelta(days=day)


def noon(day: int) -> dt.datetime:
    """Something that happened on it."""
    return dt.datetime.combine(date(day), dt.time(12), tzinfo=dt.UTC)


def maybe_noon(day: int | None) -> dt.datetime | None:
    """Something that may have happened."""
    return None if day is None else noon(day)


spans = st.tuples(days, days).map(sorted)
kinds = st.sets(st.sampled_from(KINDS), min_size=1)
grants = st.tuples(kinds, spans, days, maybe_day)
trainings = st.tuples(days, days, days)
retrainings = st.tuples(kinds, days, days, maybe_day)
softenings = st.tuples(spans, days, maybe_day)
facts = st.fixed_dictionaries(
    {
        # Mostly people who work and are granted something: the rest is decided before it gets interesting.
        "works": st.just((0, None, None)) | st.tuples(days, maybe_day, maybe_day),
        "grants": st.just([(set(KINDS), [0, 8], 0, None)]) | st.lists(grants, max_size=3),
        "trainings": st.lists(trainings, min_size=1, max_size=3),
        "retrainings": st.lists(retrainings, max_size=2),
        "softenings": st.lists(softenings, max_size=2),
    }
)


def standing_of(told: dict) -> Standing:
    """The facts as the registers say them."""
    works_from, works_to, suspended = told["works"]
    return Standing(
        works_from=date(works_from),
        works_to=None if works_to is None else date(works_to),
        suspended_at=maybe_noon(suspended),
        grants=tuple(
            Grant(uuid.uuid4(), frozenset(of), date(span[0]), date(span[1]), noon(at), maybe_noon(withdrawn))
            for of, span, at, withdrawn in told["grants"]
        ),
        trainings=tuple(
            Training(noon(at), date(last), noon(taught)) for at, last, taught in told["trainings"]
        ),
        retrainings=tuple(
            Retraining(str(number), "", frozenset(of), date(first), noon(published), maybe_noon(passed))
            for number, (of, first, published, passed) in enumerate(told["retrainings"])
        ),
        softenings=tuple(
            Softening(date(span[0]), date(span[1]), noon(at), maybe_noon(ended))
            for span, at, ended in told["softenings"]
        ),
    )


def covered(first: int, last: int | None, since: int, until: int | None) -> set[int]:
    """The days from first to last, after it was said and before it was taken back."""
    said = range(max(first, since), 9 if last is None else last + 1)
    return {day for day in said if until is None or day < until}


def slow_answer(told: dict, kind: str, today: int) -> bool:
    """Whether the day lies in every set that must hold it."""
    works_from, works_to, suspended = told["works"]
    working = covered(works_from, works_to, 0, suspended)
    granted: set[int] = set()
    for of, (first, last), at, withdrawn in told["grants"]:
        granted |= covered(first, last, at, withdrawn) if kind in of else set()
    soft: set[int] = set()
    for (first, last), at, ended in told["softenings"]:
        soft |= covered(first, last, at, ended)
    trained = {day for at, last, _ in told["trainings"] for day in covered(at, last, 0, None)}
    for of, first, published, passed in told["retrainings"]:
        if kind in of:
            blocked = covered(first, None, published, passed)
            for at, last, taught in told["trainings"]:
                blocked -= covered(at, last, 0, None) if taught >= published else set()
            trained -= blocked
    return today in working & granted & (trained | soft)


@settings(max_examples=800)
@given(told=facts, kind=st.sampled_from(KINDS), today=days)
def test_right_when_judged_then_as_the_sets_of_days_say(told: dict, kind: str, today: int) -> None:
    """One wrong day is a certificate that somebody had no right to write."""
    right = judge_right(standing_of(told), kind, Moment(noon(today), date(today)))
    assert right.is_allowed == slow_answer(told, kind, today)
    assert right.is_allowed == (right.hindrance is None)
    if right.is_allowed:
        assert right.grant is not None
        assert kind in right.grant.kinds
    if right.hindrance is Hindrance.RETRAINING_DUE:
        assert right.due


@given(told=facts, today=days)
def test_right_when_a_kind_was_never_granted_then_said_so(told: dict, today: int) -> None:
    """Nobody is told of a missing course for what she was never given."""
    right = judge_right(standing_of(told), "ride_alone", Moment(noon(today), date(today)))
    assert right.hindrance in {Hindrance.NO_DELEGATION, Hindrance.NOT_WORKING}
