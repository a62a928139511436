"""The way to a proposal works with every packaged book, whatever is known of what it asks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import skjuts.core.regulations
from skjuts.adapters.files.regulations import HEAD, read_regulation
from skjuts.apps.permits.facts import facts_of
from skjuts.apps.permits.proposing import Standing, propose, replay_verdicts
from skjuts.apps.permits.terms import CertificateContent, Direction

FOLDER = Path(next(iter(skjuts.core.regulations.__path__)))
HEADS = sorted(FOLDER.glob(f"*/{HEAD}"))
DAY = dt.date(2026, 11, 20)
NEED = CertificateContent(
    travel_mode="shared_taxi",
    purpose="care",
    care_place="nearest",
    walking_limit_m=100,
    boards_steps=False,
    sits_upright=True,
    rides_with_others=True,
    can_go_by_car=False,
    can_transfer=True,
    is_confused=False,
    is_infectious=False,
    care_on_the_way="none",
    directions=frozenset({Direction.TO_CARE}),
    trips=8,
    valid_from=DAY,
    valid_to=DAY + dt.timedelta(days=30),
)


@pytest.mark.parametrize("head", HEADS, ids=lambda one: one.parent.name)
def test_proposal_when_put_to_a_packaged_book_then_is_given_and_replayed(head: Path) -> None:
    """A region changes its book without anybody changing this program; nothing unknown is a no."""
    book = read_regulation(head)
    for facts in (
        {},
        facts_of(NEED),
        {**facts_of(NEED), "age": 70, "residence": "resident", "care_region": "home"},
    ):
        proposal = propose(book, facts, travel_day=DAY, asked_mode="shared_taxi")
        assert replay_verdicts(proposal.written, book) == proposal.written
        assert (proposal.outcome != "") == (proposal.standing is Standing.PROPOSED)
        assert facts or proposal.outcome != "denied"
