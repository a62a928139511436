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
