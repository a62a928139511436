"""Own regime or contract, by hand: a straight road with a base at kilometre 0, a kilometre a minute.

Places 0 to 6 stand ten kilometres apart. Everything here is invented.
"""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.followup.regimes import (
    TAXI_RULE,
    BadRegime,
    CareCannotGoByTaxi,
    Crew,
    Departure,
    Fleet,
    LightCare,
    LineTerms,
    OwnTerms,
    Range,
    Roads,
    Trip,
    assess_light_care,
    drive_year,
    find_break_even,
    find_calls_met,
    pool_trips,
    price_as_taxi,
    price_own,
    run_line,
)
from skjuts.core.triage.preparedness import Calls

KM = np.abs(np.subtract.outer(np.arange(7) * 10, np.arange(7) * 10))
ROADS = Roads(KM * 60, KM * 1000)
HOUR = 3600
FLEET = Fleet(vehicles=1, base=0, open_s=8 * HOUR, close_s=16 * HOUR, service_s=0, most_wait_s=HOUR // 2)
TERMS = OwnTerms(
    vehicle_ore=1_000_000_00,
    life_years=5,
    rate=0.0,
    residual_ore=0,
    yearly_per_vehicle_ore=0,
    wage_per_hour_ore=200_00,
    social_share=0.5,
    absence=0.25,
    per_km_ore=5_00,
    premises_ore=0,
    dispatch_ore=0,
)


def trip(ready_h: float, origin: int, destination: int, *, day: int = 0, price: int = 1_000_00) -> Trip:
    """A trip that is ready at an hour of the day."""
    return Trip(day, round(ready_h * HOUR), origin, destination, price)


def test_break_even_when_fixed_cost_is_spread_then_is_eight_hundred_trips() -> None:
    """2.4 million fixed, 4 000 kr bought, 1 000 kr driven: 800 trips a year, if the cars can drive them."""
    found = find_break_even(2_400_000_00, 4_000_00, 1_000_00, cap=900)
    assert found.trips == 800
    assert found.is_feasible
    assert "från 800 resor om året" in found.text


def test_break_even_when_the_cars_cannot_drive_so_many_then_is_not_feasible() -> None:
    """700 trips fit in the schedule: the calculation is right and the plan is not."""
    found = find_break_even(2_400_000_00, 4_000_00, 1_000_00, cap=700)
    assert not found.is_feasible
    assert found.text.startswith("Går inte att genomföra")
    assert find_break_even(1, 4_000, 4_000, cap=700).trips is None


def test_own_cost_when_counted_by_hand_then_parts_add_up() -> None:
    """Two cars at 200 000 a year; 1 000 hours at 200 kr × 1.5 / 0.75 = 400; 10 000 km at 5 kr."""
    cost = price_own(TERMS, 2, 1_000, 10_000_000)
    assert cost.capital_ore == 400_000_00
    assert cost.crew_ore == 400_000_00
    assert cost.distance_ore == 50_000_00
    assert cost.total_ore == 850_000_00


def test_capital_when_there_is_interest_then_is_the_annuity() -> None:
    """1 000 000 over five years at 4 % is 224 627 a year; with 200 000 left at the end 187 702."""
    assert OwnTerms(**{**_fields(TERMS), "rate": 0.04}).annuity_ore / 100 == pytest.approx(
        224_627.11, abs=0.01
    )
    sold = OwnTerms(**{**_fields(TERMS), "rate": 0.04, "residual_ore": 200_000_00})
    assert sold.annuity_ore / 100 == pytest.approx(187_701.69, abs=0.01)


def _fields(terms: OwnTerms) -> dict[str, float]:
    return {name: getattr(terms, name) for name in OwnTerms.__slots__}


def test_day_when_one_car_drives_two_trips_then_empty_metres_are_counted() -> None:
    """0→30 and 40→10: 60 km with riders; 10 km between them and 10 km home are empty: 20 of 80."""
    driven = drive_year([trip(8, 0, 3), trip(9, 4, 1)], FLEET, ROADS)
    assert len(driven.taken) == 2
    assert (driven.loaded_m, driven.empty_m) == (60_000, 20_000)
    assert driven.empty_share == pytest.approx(0.25)
    assert driven.waits_s == (0, 0)


def test_queue_when_a_rider_would_wait_too_long_then_is_left_to_buy() -> None:
    """The car is 30 minutes away at 08:30, so she waits 30; busy with another, it leaves her."""
    both = [trip(8, 0, 3), trip(8.5, 0, 1)]
    assert drive_year(both, FLEET, ROADS).waits_s == (0, 1800)
    late = drive_year([trip(8, 0, 3), trip(8.5, 6, 5), trip(8.5, 0, 1)], FLEET, ROADS)
    assert len(late.taken) == 2
    assert len(late.left) == 1


def test_opening_when_the_car_would_be_home_too_late_then_the_trip_is_left() -> None:
    """From 15:30 to kilometre 20 and back is 16:10; an hour earlier is fine. 07:00 is before opening."""
    assert drive_year([trip(15.5, 0, 2)], FLEET, ROADS).taken == ()
    assert len(drive_year([trip(14.5, 0, 2)], FLEET, ROADS).taken) == 1
    assert drive_year([trip(7, 0, 2)], FLEET, ROADS).taken == ()


def test_visit_when_the_car_would_come_too_late_then_the_trip_is_left() -> None:
    """A patient expected at 08:25 cannot be driven 30 km from 08:00."""
    assert drive_year([Trip(0, 8 * HOUR, 0, 3, 1, due_s=8 * HOUR + 1500)], FLEET, ROADS).taken == ()
    assert len(drive_year([Trip(0, 8 * HOUR, 0, 3, 1, due_s=8 * HOUR + 1800)], FLEET, ROADS).taken) == 1


def test_dialysis_when_riders_share_places_and_time_then_ride_together() -> None:
    """Three from the same town within ten minutes, two seats: two ride together and one alone."""
    fleet = Fleet(2, 0, 6 * HOUR, 20 * HOUR, 0, HOUR, capacity=2, pool_within_s=600)
    day = [trip(8, 3, 0), trip(8.05, 3, 0), trip(8.1, 3, 0)]
    assert [len(pool) for pool in pool_trips(day, fleet)] == [2, 1]
    driven = drive_year(day, fleet, ROADS)
    assert len(driven.taken) == 3
    assert driven.loaded_m == 60_000


def test_light_care_when_inputs_are_known_then_every_answer_is_an_interval() -> None:
    """200–300 transfers of 2–3 hours; a nurse may take 80–90 % of them, two attendants 40–50 %."""
    inputs = LightCare(Range(200, 300), Range(2, 3), Range(0.01, 0.02), Range(50, 150), Range(2_000, 2_000))
    nurse = Crew("sjuksköterska och vårdare", Range(0.8, 0.9), Range(900_00, 1_000_00))
    attendants = Crew("två vårdare", Range(0.4, 0.5), Range(700_00, 800_00))
    with_nurse, without = assess_light_care(inputs, (nurse, attendants))
    assert with_nurse.freed_hours == pytest.approx((320, 810))
    assert with_nurse.calls_met == pytest.approx((3.2, 16.2))
    assert without.freed_hours == pytest.approx((160, 450))
    assert with_nurse.crew_ore == Range(2_000 * 900_00, 2_000 * 1_000_00)
    assert with_nurse.missing == ()
    assert with_nurse.rule == TAXI_RULE


def test_light_care_when_staffing_is_unknown_then_what_hangs_on_it_is_not_told() -> None:
    """The inquiry of 2026 called the saving hard to compute: nothing is put in its place."""
    crew = Crew("två vårdare", Range(0.4, 0.5), Range(700_00, 800_00))
    (year,) = assess_light_care(LightCare(transfers=Range(200, 300)), (crew,))
    assert year.freed_hours is year.calls_met is year.crew_ore is None
    assert "ambulanstimmar per transport" in year.missing


def test_light_care_when_priced_as_taxi_then_is_refused() -> None:
    """Care on the way is a rule and no price."""
    with pytest.raises(CareCannotGoByTaxi):
        price_as_taxi((Trip(0, 0, 0, 1, 100, needs_care=True),))
    assert price_as_taxi((Trip(0, 0, 0, 1, 100),)) == 100


def test_light_care_when_an_ambulance_is_home_then_calls_are_met_by_coverage() -> None:
    """One more in the north: half of 2 calls an hour; in the south, where one stands, a quarter of 1."""
    calls = Calls(np.array([2.0, 1.0]), np.array([[True, False], [False, True]]), 0.5)
    assert find_calls_met(calls, np.array([0, 1]), (0, 1)) == pytest.approx((0.25, 1.0))


LINE = Departure("morgon", ((6, 7 * HOUR), (3, 7 * HOUR + 1800), (0, 8 * HOUR)))
HOME = Departure("hem", ((0, 15 * HOUR), (3, 15 * HOUR + 1800), (6, 16 * HOUR)))
LINE_TERMS = LineTerms(capacity=2, per_run_ore=1_500_00, most_to_stop_m=10_000, most_wait_s=HOUR)


def test_line_when_trips_fit_its_times_then_move_to_it() -> None:
    """There by 08:00 for a visit at 08:30, home at 15:00 when ready at 14:30; 10:00 does not fit."""
    year = [
        Trip(0, 6 * HOUR, 6, 0, 1_000_00, due_s=8 * HOUR + 1800),
        Trip(0, 14 * HOUR + 1800, 0, 6, 1_000_00),
        Trip(0, 9 * HOUR, 6, 0, 1_000_00, due_s=10 * HOUR),
        Trip(0, 6 * HOUR, 6, 0, 1_000_00, due_s=8 * HOUR + 1800, needs_care=True),
    ]
    found = run_line(year, [LINE, HOME], LINE_TERMS, ROADS, days=[0])
    assert len(found.moved) == 2
    assert found.avoided_ore == 2_000_00
    assert found.line_ore == 3_000_00
    assert found.net_ore == -1_000_00


def test_line_when_full_then_the_rest_stay_where_they_were() -> None:
    """Three fit and two seats are there; the next day nobody comes and the bus runs all the same."""
    year = [Trip(0, 6 * HOUR + i, 4, 0, 2_000_00, due_s=8 * HOUR) for i in range(3)]
    found = run_line(year, [LINE], LINE_TERMS, ROADS, days=[0, 1])
    assert found.full == 1
    assert found.riders == {"morgon": (2, 0)}
    assert found.mean_riders("morgon") == 1
    assert found.net_ore == 4_000_00 - 2 * 1_500_00


def test_line_when_it_does_not_run_that_day_then_nobody_moves() -> None:
    """And nobody rides against the direction of the line."""
    monday = Trip(0, 6 * HOUR, 6, 0, 1, due_s=8 * HOUR)
    against = Trip(1, 6 * HOUR, 0, 6, 1, due_s=8 * HOUR)
    assert run_line([monday, against], [LINE], LINE_TERMS, ROADS, days=[1]).moved == ()


def test_terms_when_impossible_then_are_refused() -> None:
    """A car that is never open, everyone absent, a line that runs backwards."""
    with pytest.raises(BadRegime):
        Fleet(1, 0, 10, 10, 0, 0)
    with pytest.raises(BadRegime):
        OwnTerms(**{**_fields(TERMS), "absence": 1.0})
    with pytest.raises(BadRegime):
        Departure("baklänges", ((0, 100), (1, 50)))
