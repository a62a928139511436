"""Every choice has a name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from skjuts.apps.permits import wording
from skjuts.apps.permits.riding import RideReason
from skjuts.apps.permits.terms import Aid, Direction, EscortReason, RideAloneReason, Seat


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Aid, wording.AIDS),
        (Seat, wording.SEATS),
        (Direction, wording.DIRECTIONS),
        (RideAloneReason, wording.RIDE_ALONE_REASONS),
        (EscortReason, wording.ESCORT_REASONS),
        (RideReason, wording.RIDE_REASONS),
    ],
)
def test_choice_when_shown_then_has_a_name(choices: type[StrEnum], words: Mapping[str, str]) -> None:
    """A page never shows an identifier."""
    assert set(words) == set(choices)


def test_choices_when_listed_then_only_the_first_has_a_capital() -> None:
    """A list is read as a sentence, not as headings."""
    both = [wording.DIRECTIONS[Direction.TO_CARE], wording.DIRECTIONS[Direction.FROM_CARE]]
    assert wording.join_choices(both) == "Till vården, från vården"
    assert wording.join_choices([]) == ""
