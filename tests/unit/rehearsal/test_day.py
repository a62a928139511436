"""The invented day: exact in number, true to its profile, the same from the same seed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.planning.problem import Problem, ReferenceSide
from skjuts.rehearsal.day import draw_day, make_day, settle_day
from skjuts.rehearsal.profile import get_profile


@pytest.fixture(scope="module")
def day() -> Problem:
    """The region's ordinary day."""
    return make_day()


def test_day_when_made_twice_then_it_is_the_same(day: Problem) -> None:
    """A plan can only be compared with another plan of the same day."""
    again = make_day("jamtland_harjedalen", 450, 1)
    assert again.requests == day.requests
    assert again.vehicles == day.vehicles
    assert again.places == day.places
    assert again.tariffs == day.tariffs
    assert (again.travel.legs == day.travel.legs).all()


def test_day_when_the_seed_differs_then_the_day_does_too(day: Problem) -> None:
    """A planner tuned on one day is tried on another."""
    assert make_day(seed=2).requests != day.requests


def test_day_when_made_then_it_is_the_size_of_the_contract(day: Problem) -> None:
    """About 450 requests, and the 115 vehicles of the region's contract in all its municipalities."""
    assert len(day.requests) == 450
    assert len({one.id for one in day.requests}) == 450
    assert len(day.vehicles) == 115
    assert len({vehicle.tariff[:4] for vehicle in day.vehicles}) == 8


def test_purposes_when_counted_then_they_follow_the_profile(day: Problem) -> None:
    """The mix of purposes decides how hard the day is."""
    counts = Counter(one.category for one in day.requests)
    for name, purpose in get_profile("jamtland_harjedalen").purposes.items():
        assert abs(counts[name] - 450 * purpose.share) <= 1


def test_loads_when_counted_then_they_follow_the_profile() -> None:
    """Wheelchairs and stretchers decide which vehicles are scarce."""
    profile = get_profile("jamtland_harjedalen")
    drawn = draw_day(profile, 3000, 1, 2, StraightLine())
    riders = [visit.rider for visit in drawn.visits if profile.purposes[visit.purpose].mobility == "ordinary"]
    shares = profile.mobility["ordinary"]
    wheelchairs = np.mean([rider.load.wheelchairs for rider in riders])
    stretchers = np.mean([rider.load.stretchers for rider in riders])
    escorted = np.mean([rider.escorts > 0 for rider in riders])
    assert wheelchairs == pytest.approx(shares.wheelchair_share, abs=0.005)
    assert stretchers == pytest.approx(shares.stretcher_share, abs=0.005)
    assert escorted == pytest.approx(shares.escort_share, abs=0.005)


def test_returns_when_counted_then_about_half_are_called_for(day: Problem) -> None:
    """Half of the returns from clinics have no known time."""
    returns = [
        one
        for one in day.requests
        if one.category in {"hospital", "primary_care"} and one.id.endswith("hem") and one.wait is None
    ]
    called = np.mean([one.reference is ReferenceSide.WILL_CALL for one in returns])
    assert 0.4 <= called <= 0.6


def test_waiting_pairs_when_made_then_the_return_names_its_outbound(day: Problem) -> None:
    """The carrier that waits takes the same rider back from the same place."""
    by_id = {one.id: one for one in day.requests}
    pairs = [(one, by_id[one.wait.outbound], one.wait) for one in day.requests if one.wait]
    assert pairs
    for back, out, wait in pairs:
        assert (back.pickup, back.dropoff) == (out.dropoff, out.pickup)
        assert back.total_load == out.total_load
        assert back.pickup_window.earliest_s >= out.dropoff_window.latest_s + wait.visit_s


def test_dialysis_when_the_week_goes_on_then_the_same_patients_come_at_the_same_hours() -> None:
    """A series has three fixed days; Sundays have none, Tuesdays others."""
    monday, tuesday, wednesday, friday, sunday = (
        _dialysis(make_day(requests=450, weekday=weekday)) for weekday in (0, 1, 2, 4, 6)
    )
    assert monday == wednesday == friday
    assert monday.keys() == tuesday.keys()
    assert monday != tuesday
    assert not sunday


def _dialysis(day: Problem) -> dict[str, tuple[float, float, int]]:
    place = {one.id: one for one in day.places}
    return {
        one.id: (place[one.pickup].lat, place[one.pickup].lon, one.dropoff_window.latest_s)
        for one in day.requests
        if one.category == "dialysis" and one.id.endswith("ut")
    }


def test_dialysis_when_the_temporary_rule_is_asked_for_then_it_shares_with_nobody_else(day: Problem) -> None:
    """The rule exists in some regions and is off until asked for."""
    pair = ("dialysis", "general")
    assert pair not in day.rules.may_not_mix
    assert pair in make_day(requests=30, separate_dialysis=True).rules.may_not_mix
    assert {one.group for one in day.requests} == {"general", "dialysis", "infection"}


def test_windows_when_booked_by_departure_then_they_are_minus_five_plus_fifteen(day: Problem) -> None:
    """The agreed window around a booked departure."""
    widths = {
        one.pickup_window.latest_s - one.pickup_window.earliest_s
        for one in day.requests
        if one.category == "paratransit"
    }
    assert widths == {20 * 60}


def test_names_when_shown_then_everything_invented_says_so(day: Problem) -> None:
    """Nobody may take a rider's home or a carrier for a real one."""
    for place in day.places:
        assert place.name.startswith("Påhittad") or place.name.endswith("(ungefärligt läge)")
    assert all(vehicle.carrier.startswith("Påhittad") for vehicle in day.vehicles)
    assert day.name.startswith("Påhittad")


def test_names_when_searched_then_no_personal_number_is_found(day: Problem) -> None:
    """Invented people have no numbers that a living person could have."""
    texts = [one.id for one in day.requests] + [f"{place.id} {place.name}" for place in day.places]
    assert not any(re.search(r"\d{6,8}[-+]?\d{4}", text) for text in texts)


def test_waves_when_the_hospital_has_them_then_arrivals_and_departures_follow() -> None:
    """Sundsvall's hospital receives at a quarter to nine and lets go on the hour."""
    day = make_day("vasternorrland", 800)
    waves = get_profile("vasternorrland").waves.hospitals["sundsvalls-sjukhus"]
    hospital = [one for one in day.requests if one.category == "hospital"]
    arrivals = [one.dropoff_window.latest_s for one in hospital if one.dropoff == "sundsvalls-sjukhus"]
    leaving = [
        one.pickup_window.earliest_s
        for one in hospital
        if one.pickup == "sundsvalls-sjukhus" and one.reference is ReferenceSide.READY_AT
    ]
    assert np.isin(arrivals, np.array(waves.arrive_h) * 3600).mean() > 0.9
    assert np.isin(leaving, np.array(waves.leave_h) * 3600).mean() > 0.9


def test_travel_when_estimated_then_the_day_says_so(day: Problem) -> None:
    """An estimate is marked wherever it is shown."""
    assert day.travel.is_estimate
    assert "uppskattning" in day.travel.source


def test_slowdown_when_read_then_only_towns_queue_and_nobody_drives_faster(day: Problem) -> None:
    """The countryside flows freely; Östersund has a morning."""
    assert day.travel.slowdown is not None
    assert (day.travel.slowdown[0] == 1000).all()
    assert day.travel.slowdown[1].max() > 1000
    zones = {place.id: place.zone for place in day.places}
    assert zones["ostersunds-sjukhus"] == 1
    assert zones["hc-brunflo"] == 0


def test_places_when_more_than_the_limit_then_riders_share_the_kept_ones() -> None:
    """A big day must fit in a matrix."""
    profile = get_profile("stockholm")
    small = replace(profile, size=replace(profile.size, place_limit=400))
    roads = StraightLine()
    day = settle_day(draw_day(small, 600, 1, 2, roads), roads)
    assert len(day.places) <= 400
    assert len(day.requests) == 600


@pytest.mark.parametrize(("requests", "weekday", "field"), [(0, 2, "requests"), (10, 7, "weekday")])
def test_day_when_asked_for_nonsense_then_the_field_is_named(requests: int, weekday: int, field: str) -> None:
    """Bad input is told where it is bad."""
    with pytest.raises(InvalidField) as caught:
        make_day(requests=requests, weekday=weekday)
    assert caught.value.field == field
