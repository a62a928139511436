"""The demonstration's decided matters: each responsibility model has enough of them to be compared."""

from __future__ import annotations

from collections import Counter

from skjuts.apps.permits.models import OverrideReason
from skjuts.apps.permits.presenters.matters.ordering import FEW
from skjuts.rehearsal.universe.past_stories import list_past_stories

CHANGE_DAYS_AGO = 160
"""The model changes 240 days after the house opened, which was 400 days ago."""


def test_each_model_when_compared_has_matters_enough_for_shares() -> None:
    """Shares of fewer are not shown, and a page of dashes convinces nobody."""
    told = Counter(story.by for story in list_past_stories())
    assert set(told) == {"agent", "clinician", "officer"}
    assert min(told.values()) >= 2 * FEW


def test_each_model_when_compared_has_departures_with_a_reason() -> None:
    """The page of overrides has something to follow up, from every model."""
    departed = [story for story in list_past_stories() if story.override]
    assert {story.by for story in departed} == {"agent", "clinician", "officer"}
    assert all(story.override in OverrideReason.values and story.override_text for story in departed)


def test_stories_when_told_stay_on_their_side_of_the_change() -> None:
    """The centre approves before the change; the others decide after it, and all are decided by today."""
    for story in list_past_stories():
        decided_days_ago = story.days_ago - story.takes_days - 2
        is_before = story.by == "agent"
        assert (decided_days_ago > CHANGE_DAYS_AGO) is is_before
        assert decided_days_ago >= 0
