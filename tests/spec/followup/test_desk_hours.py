"""The inner dispatch officer's hours: what 43 %, 78 % and 80 bookings say of the decided 21:00."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.followup.desk_hours import (
    Arrivals,
    BadDeskHours,
    Opening,
    StatedExtension,
    StatedSaving,
    StatedShare,
    list_warnings,
    recommend_end,
    staffed_hours,
)
from skjuts.core.kernel.service_time import parse_service_time

TODAY = Opening(parse_service_time("07:30"), parse_service_time("16:30"))
LONGER = Opening(parse_service_time("07:30"), parse_service_time("22:00"))
DECIDED_S = parse_service_time("21:00")
EXTENSION = StatedExtension(StatedShare(TODAY, 0.43), StatedShare(LONGER, 0.78), extra_bookings=80)


def test_hours_when_counted_then_are_shares_of_the_day() -> None:
    """9 hours are 37.5 % of the day and meet 43 % of alarms; 14.5 are 60.4 %."""
    assert TODAY.hours == 9
    assert TODAY.hours / 24 == pytest.approx(0.375)
    assert LONGER.hours == 14.5
    assert LONGER.hours / 24 == pytest.approx(0.604, abs=5e-4)


def test_densities_when_shares_are_stated_then_the_evening_is_the_densest() -> None:
    """4.78, 6.36 and 2.32 percentage points an hour by day, evening and night: evening over day is 1.332."""
    densities = EXTENSION.densities
    assert densities.day == pytest.approx(4.78, abs=5e-3)
    assert densities.added == pytest.approx(6.36, abs=5e-3)
    assert densities.rest == pytest.approx(2.32, abs=5e-3)
    assert densities.ratio == pytest.approx(1.332, abs=5e-4)


def test_share_when_the_end_is_between_then_is_bounded() -> None:
    """Nobody stated 21:00: 71.64 % if the evening is even, at most 75.68 % if it falls to the night's."""
    bounds = EXTENSION.bound_share(DECIDED_S)
    assert bounds.low == pytest.approx(0.7164, abs=5e-5)
    assert bounds.high == pytest.approx(0.7568, abs=5e-5)
    assert EXTENSION.bound_share(LONGER.end_s).low == pytest.approx(0.78)
    assert EXTENSION.bound_share(TODAY.end_s).low == pytest.approx(0.43)


def test_bookings_and_hours_when_the_end_is_earlier_then_both_fall() -> None:
    """2 007.5 hours a year for 80 bookings, 25.1 hours each; at 21:00 1 642.5 hours for 65.5 to 80."""
    assert EXTENSION.extra_hours(LONGER.end_s) == 2007.5
    assert EXTENSION.extra_hours(DECIDED_S) == 1642.5
    bookings = EXTENSION.bound_bookings(DECIDED_S)
    assert bookings is not None
    assert (bookings.low, bookings.high) == pytest.approx((65.4545, 80), abs=1e-3)
    each = EXTENSION.hours_per_booking(LONGER.end_s)
    assert each is not None
    assert each.low == each.high == pytest.approx(25.1, abs=0.01)


def test_warnings_when_a_saving_was_computed_before_the_decision_then_say_so() -> None:
    """Two million kronor, computed before 21:00 was decided and without the fixed costs of flight."""
    saving = StatedSaving(200_000_000, None, left_out=("flygambulansens fasta kostnader",))
    said = list_warnings(EXTENSION, DECIDED_S, saving)
    assert any("33 % tätare" in one for one in said)
    assert any("angiven för kl. 22:00" in one for one in said)
    assert any("innan kl. 21:00 beslutades" in one for one in said)
    assert any("utan flygambulansens fasta kostnader" in one for one in said)


def test_warnings_when_nothing_is_odd_then_there_are_none() -> None:
    """A warning that always stands there is read by nobody."""
    calm = StatedExtension(StatedShare(TODAY, 0.6), StatedShare(LONGER, 0.8))
    assert list_warnings(calm, LONGER.end_s, StatedSaving(1, LONGER.end_s)) == ()


def hourly(day: float, evening: float, night: float) -> np.ndarray:
    """A day that is even by day (07–17), by evening (17–22) and by night."""
    return np.array([night] * 7 + [day] * 10 + [evening] * 5 + [night] * 2, float)


def test_share_when_hours_are_known_then_is_counted() -> None:
    """10 × 4 by day, 5 × 2 in the evening, 9 × 1 at night: 59 a day; 07:00–17:00 meets 40 of them."""
    arrivals = Arrivals({"vardag": 365}, {"vardag": hourly(4, 2, 1)})
    assert arrivals.share(Opening(7 * 3600, 17 * 3600)) == pytest.approx(40 / 59)
    assert arrivals.covered(Opening(7 * 3600, 17 * 3600 + 1800)) == pytest.approx(365 * 41)


def test_share_when_kinds_of_day_differ_then_are_weighed_by_their_days() -> None:
    """250 weekdays with 10 in the first hour, 115 weekends with 10 in the second: 2 500 of 3 650."""
    first, second = np.zeros(24), np.zeros(24)
    first[0], second[1] = 10, 10
    arrivals = Arrivals({"vardag": 250, "helg": 115}, {"vardag": first, "helg": second})
    assert arrivals.share(Opening(0, 3600)) == pytest.approx(2500 / 3650)


def test_end_when_the_next_hour_costs_more_than_it_meets_then_is_where_it_turns() -> None:
    """An hour costs 500 kr; an arrival met is worth 300: two an hour pay until 22, one an hour does not."""
    arrivals = {"larm": Arrivals({"alla": 365}, {"alla": hourly(4, 2, 1)})}
    opening = Opening(7 * 3600, 17 * 3600)
    found = recommend_end(arrivals, {"larm": 300_00}, opening, hour_cost_ore=500_00)
    assert found.end_s == 22 * 3600
    assert found.surplus_ore == 365 * 5 * (600_00 - 500_00)
    assert found.steps[0].cost_ore / found.steps[0].met == 250_00
    assert recommend_end(arrivals, {"larm": 200_00}, opening, 500_00).end_s == opening.end_s


def test_end_when_bookings_come_beside_alarms_then_both_count() -> None:
    """The same formula for both: an hour that neither pays alone may be paid by both."""
    even = Arrivals({"alla": 365}, {"alla": np.ones(24)})
    opening = Opening(7 * 3600, 20 * 3600)
    kinds = {"larm": even, "beställningar": even}
    both = recommend_end(kinds, {"larm": 300_00, "beställningar": 300_00}, opening, 500_00, 21 * 3600)
    assert both.end_s == 21 * 3600
    assert recommend_end({"larm": even}, {"larm": 300_00}, opening, 500_00).end_s == opening.end_s


@pytest.mark.parametrize("hours", [(8, 8), (-1, 5), (5, 25)])
def test_opening_when_impossible_then_is_refused(hours: tuple[int, int]) -> None:
    """Hours beyond the day, or none at all."""
    with pytest.raises(BadDeskHours):
        Opening(hours[0] * 3600, hours[1] * 3600)


def test_year_when_staffed_then_is_hours_times_days() -> None:
    """9 hours × 365."""
    assert staffed_hours(TODAY) == 3285
