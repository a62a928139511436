"""The ceiling and its ledger: laws that hold however claims come in."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.tariffs.copayment import (
    CapTerms,
    Cause,
    Counting,
    EntryKind,
    FeeClaim,
    LedgerEntry,
    Period,
    charge_claims,
    post_claims,
    sum_entries,
)
from skjuts.core.tariffs.copayment.calendar_months import find_last_day, find_months_later
from skjuts.core.tariffs.copayment.cap import FindCap

FIRST = date(2020, 2, 27)
"""Near a leap day, so that twelve months are not always 365 days."""
POSTED_ON = date(2026, 1, 1)


@st.composite
def draw_claims(draw: st.DrawFn) -> list[FeeClaim]:
    """Up to fourteen trips over three years, some claimed long after, some that count nowhere."""
    claims = []
    for i in range(draw(st.integers(0, 14))):
        day = FIRST + timedelta(days=draw(st.integers(0, 1_100)))
        claims.append(
            FeeClaim(
                f"resa-{i}",
                day,
                draw(st.sampled_from([0, 40_00, 99_99, 100_00, 200_00])),
                day + timedelta(days=draw(st.sampled_from([0, 0, 3, 200, 500]))),
                draw(st.sampled_from([Counting.COUNTS, Counting.COUNTS, Counting.UNPAID, Counting.OUTSIDE])),
                draw(st.sampled_from([8 * 3600, 15 * 3600])),
            )
        )
    return claims


@st.composite
def draw_cap(draw: st.DrawFn) -> FindCap:
    """Terms that change once, and may be missing before."""
    early = draw(st.none() | st.builds(_terms, st.sampled_from([100_00, 250_00]), st.booleans()))
    late = draw(st.builds(_terms, st.sampled_from([250_00, 333_33]), st.booleans()))
    return lambda day: early if day < date(2021, 6, 1) else late


def _terms(amount_ore: int, is_strict: bool) -> CapTerms:  # noqa: FBT001 - drawn by position
    return CapTerms(amount_ore, 12, earlier_trips_always_pay=is_strict, unpaid_counts=is_strict)


@given(draw_claims(), draw_cap(), st.randoms(use_true_random=False))
def test_standing_when_claims_are_shuffled_then_is_the_same(
    claims: list[FeeClaim], find_cap: FindCap, chance: random.Random
) -> None:
    """The order in which rows are read from somewhere must never decide what a patient pays."""
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert charge_claims(shuffled, find_cap) == charge_claims(claims, find_cap)


@given(draw_claims(), draw_cap(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_ledger_when_claims_arrive_in_any_order_and_batches_then_adds_up_to_the_standing(
    claims: list[FeeClaim], find_cap: FindCap, chance: random.Random, size: int
) -> None:
    """Late claims may come whenever: the entries must add up to what all claims together give."""
    arriving = list(claims)
    chance.shuffle(arriving)
    ledger: list[LedgerEntry] = []
    for i in range(0, len(arriving), size):
        posting = post_claims(ledger, arriving[: i + size], find_cap, POSTED_ON)
        before = list(ledger)
        ledger += posting.entries
        assert ledger[: len(before)] == before
    wanted = {one.claim.id: one.charged_ore for one in charge_claims(claims, find_cap).charges}
    assert dict(sum_entries(ledger)) == wanted
    assert [entry.number for entry in ledger] == list(range(1, len(ledger) + 1))
    assert sum(entry.kind is EntryKind.CHARGE for entry in ledger) == len(claims)
    assert all(entry.amount_ore for entry in ledger if entry.kind is EntryKind.RECOMPUTATION)


@given(draw_claims(), draw_cap())
def test_ledger_when_nothing_is_new_then_gets_no_entry(claims: list[FeeClaim], find_cap: FindCap) -> None:
    """A recomputation that changes nothing must leave no trace."""
    ledger = post_claims([], claims, find_cap, POSTED_ON).entries
    assert post_claims(ledger, claims, find_cap, POSTED_ON).entries == ()


@given(draw_claims(), draw_cap(), st.data())
def test_ledger_when_claims_are_withdrawn_then_is_as_if_they_never_came(
    claims: list[FeeClaim], find_cap: FindCap, data: st.DataObject
) -> None:
    """A trip that is taken back must give later trips back what it had counted."""
    left = [claim for claim in claims if data.draw(st.booleans())]
    ledger = post_claims([], claims, find_cap, POSTED_ON).entries
    after = sum_entries([*ledger, *post_claims(ledger, left, find_cap, POSTED_ON).entries])
    wanted = {one.claim.id: one.charged_ore for one in charge_claims(left, find_cap).charges}
    assert {name: amount for name, amount in after.items() if amount} == {
        name: amount for name, amount in wanted.items() if amount
    }


@given(draw_claims(), draw_cap())
def test_charges_when_added_up_in_a_period_then_never_pass_the_cap(
    claims: list[FeeClaim], find_cap: FindCap
) -> None:
    """Nobody pays more than the ceiling during twelve months, and what is counted is what was charged."""
    standing = charge_claims(claims, find_cap)
    for period in standing.periods:
        charged = sum(one.charged_ore for one in standing.charges if one.period_starts == period.starts)
        assert charged == period.counted_ore <= period.cap_ore
        assert (period.card_from is not None) == (charged == period.cap_ore)
    assert all(0 <= one.charged_ore <= one.claim.fee_ore for one in standing.charges)


@given(draw_claims(), draw_cap())
def test_charge_when_looked_at_alone_then_is_what_the_earlier_trips_of_its_period_left(
    claims: list[FeeClaim], find_cap: FindCap
) -> None:
    """Each charge by the rule as one would say it aloud, without walking through the others."""
    standing = charge_claims(claims, find_cap)
    caps = {period.starts: period.cap_ore for period in standing.periods}
    for one in standing.charges:
        if one.cause not in {Cause.BELOW_CAP, Cause.REACHES_CAP, Cause.CARD}:
            assert one.charged_ore == one.claim.fee_ore
            continue
        assert one.period_starts is not None
        before = sum(
            other.claim.fee_ore
            for other in standing.charges
            if other.period_starts == one.period_starts
            and other.cause in {Cause.BELOW_CAP, Cause.REACHES_CAP}
            and other.claim.made < one.claim.made
        )
        assert one.charged_ore == min(one.claim.fee_ore, max(0, caps[one.period_starts] - before))


@given(draw_claims(), draw_cap())
def test_periods_when_listed_then_begin_with_a_counted_trip_and_never_overlap(
    claims: list[FeeClaim], find_cap: FindCap
) -> None:
    """Twelve months are counted from a fee-bearing trip, and a day lies in one period at most."""
    periods = charge_claims(claims, find_cap).periods
    counted_days = {claim.day for claim in claims if claim.fee_ore and claim.counting is not Counting.OUTSIDE}
    for period in periods:
        assert period.starts in counted_days
        assert period.ends == find_last_day(period.starts, 12)
    assert all(one.ends < following.starts for one, following in pairwise(periods))
    _assert_caps(periods, find_cap)


def _assert_caps(periods: tuple[Period, ...], find_cap: FindCap) -> None:
    for period in periods:
        terms = find_cap(period.starts)
        assert terms is not None
        assert period.cap_ore == terms.amount_ore


@given(draw_claims(), draw_cap())
def test_earlier_trip_when_left_out_then_changes_nothing_for_the_others(
    claims: list[FeeClaim], find_cap: FindCap
) -> None:
    """A trip claimed for a day before the period then current bears its fee and moves nothing."""
    standing = charge_claims(claims, find_cap)
    earlier = {one.claim.id for one in standing.charges if one.cause is Cause.EARLIER_TRIP}
    others = charge_claims([claim for claim in claims if claim.id not in earlier], find_cap)
    assert others.periods == standing.periods
    assert others.charges == tuple(one for one in standing.charges if one.claim.id not in earlier)


@given(st.dates(date(1999, 1, 1), date(2050, 1, 1)), st.integers(1, 40))
def test_last_day_when_counted_then_is_the_day_before_the_next_time_would_begin(
    day: date, months: int
) -> None:
    """Times that follow each other must leave no day out and have none twice, except at a month's end."""
    last = find_last_day(day, months)
    later = find_months_later(day, months)
    assert last in {later, later - timedelta(days=1)}
    assert (last == later) == (later.day != day.day)
