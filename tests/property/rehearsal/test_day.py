"""Whatever the seed, region, weekday and size: the day can be asked for, and each rider can be served."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.core.planning.problem import Problem, Request
from skjuts.core.planning.problem.limits import hard_dropoff_window, hard_pickup_window, ride_limit
from skjuts.core.planning.reference import Infeasible, Visit, schedule_run
from skjuts.core.planning.solution import StopKind
from skjuts.rehearsal.day import make_day
from skjuts.rehearsal.profile import list_regions

days = st.builds(
    make_day,
    region=st.sampled_from(list_regions()),
    requests=st.integers(1, 60),
    seed=st.integers(0, 1 << 32),
    weekday=st.integers(0, 6),
)


@settings(max_examples=25, deadline=None)
@given(days)
def test_day_when_made_then_windows_agree_with_each_other(day: Problem) -> None:
    """A window that closes before it opens is a fault in the booking, not a hard day."""
    index = {place.id: number for number, place in enumerate(day.places)}
    for request in day.requests:
        pickup, dropoff = hard_pickup_window(request), hard_dropoff_window(request)
        direct_s = int(day.travel.legs[index[request.pickup], index[request.dropoff], 0])
        leaves_s = pickup.earliest_s + request.pickup_service_s
        assert 0 <= pickup.earliest_s <= pickup.latest_s
        assert 0 <= dropoff.earliest_s <= dropoff.latest_s
        assert leaves_s + direct_s <= dropoff.latest_s
        assert pickup.latest_s + request.pickup_service_s + ride_limit(day, request, direct_s) >= (
            dropoff.earliest_s
        )
        assert request.total_load.seats + request.load.wheelchairs + request.load.stretchers >= 1


@settings(max_examples=25, deadline=None)
@given(days)
def test_day_when_made_then_every_rider_can_be_served_alone(day: Problem) -> None:
    """A rider whom nobody could ever serve would be blamed on the planner."""
    backs = {request.wait.outbound: request for request in day.requests if request.wait}
    for request in day.requests:
        if request.wait is None:
            together = [request, backs[request.id]] if request.id in backs else [request]
            assert _is_servable(day, together), request


@pytest.mark.parametrize("region", list_regions())
def test_day_when_large_then_every_rider_can_be_served_alone(region: str) -> None:
    """Rare riders (a stretcher from the farthest valley) are met only in big days."""
    test_of_all = make_day(region, 1500, seed=7)
    backs = {request.wait.outbound: request for request in test_of_all.requests if request.wait}
    rare = [
        request
        for request in test_of_all.requests
        if request.wait is None
        and (request.category == "far_hospital" or request.load.stretchers or request.id in backs)
    ]
    assert len(rare) > 10
    for request in rare:
        together = [request, backs[request.id]] if request.id in backs else [request]
        assert _is_servable(test_of_all, together), request


def _is_servable(day: Problem, together: Sequence[Request]) -> bool:
    """Whether some vehicle can serve them one after the other, by the reference evaluator."""
    visits = [Visit(request.id, kind) for request in together for kind in (StopKind.PICKUP, StopKind.DROPOFF)]
    return any(
        not isinstance(schedule_run(day, vehicle, shift, visits), Infeasible)
        for vehicle in day.vehicles
        for shift in range(len(vehicle.shifts))
    )
