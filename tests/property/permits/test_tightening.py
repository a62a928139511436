"""A book made tighter never proposes more: for every matter, known or half known."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.apps.permits.facts import facts_of, suggest_terms
from skjuts.apps.permits.proposing import Proposal, propose, replay_verdicts
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent, Terms
from skjuts.core.rules import RuleBook
from skjuts.core.rules.record import JsonValue
from tests.app.permits.small_book import make_book

DAY = dt.date(2026, 11, 20)
OUTCOMES = ("denied", "partly", "granted")
CONTENTS = st.builds(
    CertificateContent,
    travel_mode=st.just("shared_taxi"),
    purpose=st.sampled_from([None, "care", "vaccination", "wellness"]),
    walking_limit_m=st.one_of(st.none(), st.integers(0, 1000)),
    rides_with_others=st.sampled_from([None, True, False]),
    trips=st.one_of(st.none(), st.integers(1, 40)),
    valid_from=st.just(DAY),
    valid_to=st.just(DAY + dt.timedelta(days=30)),
)
BOOK = make_book()


def weigh(book: RuleBook, content: CertificateContent, *, fits: bool | None) -> tuple[Proposal, Terms]:
    """What a book proposes for a certificate, and on which terms."""
    facts: dict[str, JsonValue] = {**facts_of(content), "timetable_fits": fits}
    proposal = propose(book, facts, travel_day=DAY, asked_mode="shared_taxi")
    return proposal, suggest_terms(proposal, ApplicationContent(), content)


@settings(max_examples=150, deadline=None)
@given(
    content=CONTENTS,
    fits=st.sampled_from([None, True, False]),
    walking_m=st.integers(1, 500),
    trips=st.integers(1, 20),
    refused=st.sampled_from(["", "friskvård"]),
)
def test_permit_when_the_book_is_tightened_then_is_never_wider(
    content: CertificateContent,
    *,
    fits: bool | None,
    walking_m: int,
    trips: int,
    refused: str,
) -> None:
    """A savings reform cannot by mistake give somebody more."""
    tighter = make_book(walking_m=walking_m, trips=trips, extra_denied=refused)
    (before, wide), (after, narrow) = weigh(BOOK, content, fits=fits), weigh(tighter, content, fits=fits)
    if before.outcome and after.outcome:
        assert OUTCOMES.index(after.outcome) <= OUTCOMES.index(before.outcome)
    if after.outcome in {"granted", "partly"} and before.outcome in {"granted", "partly"}:
        assert not narrow.widens(wide)


@settings(max_examples=100, deadline=None)
@given(content=CONTENTS, fits=st.sampled_from([None, True, False]))
def test_proposal_when_replayed_then_is_the_same_to_the_letter(
    content: CertificateContent, *, fits: bool | None
) -> None:
    """Stored verdicts and the stored book are enough, years later."""
    proposal, _ = weigh(BOOK, content, fits=fits)
    assert replay_verdicts(proposal.written, BOOK) == proposal.written


@settings(max_examples=100, deadline=None)
@given(content=CONTENTS, fits=st.sampled_from([None, True, False]))
def test_proposal_when_facts_are_unknown_then_is_no_refusal_that_knowing_would_undo(
    content: CertificateContent, *, fits: bool | None
) -> None:
    """A no stands only where every way to fill in what is unknown gives a no."""
    proposal, _ = weigh(BOOK, content, fits=fits)
    if proposal.outcome != "denied":
        return
    for purpose in [content.purpose] if content.purpose else ["care", "vaccination"]:
        for walk in [content.walking_limit_m] if content.walking_limit_m is not None else [0, 900]:
            told = msgspec.structs.replace(content, purpose=purpose, walking_limit_m=walk)
            filled, _ = weigh(BOOK, told, fits=fits)
            assert filled.outcome in {"denied", ""}
