"""The schedule of a run, counted in the head: a kilometre is a minute along the line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.planning.problem import (
    Break,
    FixedKind,
    FixedStop,
    Load,
    PoolingRules,
    Problem,
    Request,
    Shift,
    Vehicle,
    Wait,
    Window,
)
from skjuts.core.planning.reference import Infeasible, schedule_run
from skjuts.core.planning.solution import Reason, Run, Stop, StopKind
from tests.universe.plans import DAY, on_a_line, ride, taxi, visits_of

CAR = taxi("bil")
OUT_AND_BACK = ("+anna", "-anna", "+bo", "-bo")
SHARED = ("+anna", "+bo", "-anna", "-bo")


def anna(**details: object) -> Request:
    """Anna, from kilometre 10 to 20, whenever."""
    return ride("anna", 10, 20, **{"dropoff_window": DAY, **details})


def bo(**details: object) -> Request:
    """Bo, from kilometre 12 to 25, whenever."""
    return ride("bo", 12, 25, **{"dropoff_window": DAY, **details})


def car(**details: object) -> Vehicle:
    """The car with another shift."""
    return replace(CAR, shifts=(replace(Shift(0, 86_400), **details),))  # type: ignore[arg-type]


def day(*requests: Request, rules: PoolingRules | None = None, vehicle: Vehicle = CAR) -> Problem:
    """A day on the line."""
    return on_a_line(requests, [vehicle], rules=rules)


def drive(problem: Problem, *marks: str) -> Run:
    """The run; the test fails when there is none."""
    run = schedule_run(problem, problem.vehicles[0], 0, visits_of(*marks))
    assert isinstance(run, Run), run
    return run


def starts_of(run: Run) -> dict[str, int]:
    """Start of service by mark: `+anna`, `-anna`, `start`, `break`, `end`."""
    signs = {StopKind.PICKUP: "+", StopKind.DROPOFF: "-"}
    return {signs.get(stop.kind, stop.kind.value) + (stop.request or ""): stop.start for stop in run.stops}


def test_run_when_nothing_presses_is_driven_as_early_as_possible() -> None:
    """The earliest schedule, with the ends of the run."""
    starts = starts_of(drive(day(anna(), bo()), *SHARED))
    assert starts == {"start": 0, "+anna": 600, "+bo": 720, "-anna": 1200, "-bo": 1500, "end": 3000}


def test_pickup_when_the_ride_would_be_too_long_is_pushed_up() -> None:
    """Bo's clinic opens at 3600, so he is fetched no sooner than his ride allows, and Anna with him."""
    late = bo(dropoff_window=Window(3_600, 9_000), max_ride_s=900)
    starts = starts_of(drive(day(anna(max_ride_s=700), late), *SHARED))
    assert starts["-bo"] == 3_600
    assert starts["+bo"] == 3_600 - 780
    assert starts["+anna"] == starts["+bo"] - 120


def test_stops_when_an_order_ends_late_wait_at_home_and_not_in_the_car() -> None:
    """No needless waiting: Anna is fetched when there is just time to arrive at 3600."""
    run = drive(day(anna(dropoff_window=Window(3_600, 9_000))), "+anna", "-anna")
    assert starts_of(run)["+anna"] == 3_000
    assert run.stops[0] == Stop(StopKind.START, "k0", None, 2_400, 2_400, 2_400)
    assert run.cost.waiting_ore == 0


def test_rider_when_delay_would_make_her_late_is_not_delayed_past_due() -> None:
    """Anna is due at 1500 with a tolerance; Bo opens at 3600; she still arrives by 1500."""
    rules = PoolingRules(lateness_per_minute_ore=100)
    due = anna(dropoff_window=Window(0, 1_500), late_tolerance_s=3_000)
    late = bo(dropoff_window=Window(3_600, 9_000))
    assert starts_of(drive(day(due, late, rules=rules), *SHARED))["-anna"] == 1_500
    assert starts_of(drive(day(due, late), *SHARED))["-anna"] == 3_300


def test_vehicle_when_empty_waits_before_leaving_and_arrives_on_the_dot() -> None:
    """Between orders the car stays where it is until it must go."""
    run = drive(day(anna(), bo(pickup_window=Window(5_000, 9_000))), *OUT_AND_BACK)
    assert [stop.depart for stop in run.stops if stop.request == "anna"] == [600, 5_000 - 8 * 60]
    assert next(stop.arrive for stop in run.stops if stop.request == "bo") == 5_000


def test_vehicle_when_somebody_is_aboard_leaves_at_once() -> None:
    """Anna is fetched at her latest, and waits at the clinic's door rather than by the road."""
    strict = anna(pickup_window=Window(0, 600), dropoff_window=Window(3_600, 9_000))
    stops = drive(day(strict), "+anna", "-anna").stops
    assert (stops[1].start, stops[1].depart) == (600, 600)
    assert (stops[2].arrive, stops[2].start) == (1_200, 3_600)


def test_linked_return_when_the_car_waits_is_one_order_with_waiting() -> None:
    """Out, ten minutes' visit, home: one start fee, ten minutes waiting."""
    home = ride("hem", 20, 10, dropoff_window=DAY, wait=Wait("anna", 600))
    problem = day(anna(dropoff_service_s=30), home)
    run = drive(problem, "+anna", "-anna", "+hem", "-hem")
    assert starts_of(run)["+hem"] == 1_200 + 30 + 600
    assert run.cost.start_ore == 5_000


def test_break_when_the_first_gap_fits_is_taken_before_leaving() -> None:
    """Gap 0 comes first."""
    run = drive(day(anna(), vehicle=car(breaks=(Break(300, 900, 600),))), "+anna", "-anna")
    assert run.stops[0] == Stop(StopKind.BREAK, "k0", None, 0, 300, 900)
    assert starts_of(run)["+anna"] == 1_500


def test_break_when_no_earlier_gap_fits_is_taken_between_orders() -> None:
    """Anna must be fetched at 600, so the break is at kilometre 20, and Bo is fetched after it."""
    problem = day(anna(pickup_window=Window(600, 600)), bo(), vehicle=car(breaks=(Break(300, 1_500, 600),)))
    run = drive(problem, *OUT_AND_BACK)
    assert run.stops[3] == Stop(StopKind.BREAK, "k20", None, 1_200, 1_200, 1_800)
    assert starts_of(run)["+bo"] == 1_800 + 8 * 60


def test_breaks_when_two_share_the_last_gap_follow_each_other_at_the_end_place() -> None:
    """Both come late in the day, at home."""
    rests = (Break(1_900, 3_000, 300), Break(1_900, 3_000, 300))
    problem = day(anna(pickup_window=Window(600, 600)), vehicle=car(breaks=rests))
    places = [
        (stop.place, stop.arrive, stop.start, stop.depart)
        for stop in drive(problem, "+anna", "-anna").stops[-2:]
    ]
    assert places == [("k0", 2_400, 2_400, 2_700), ("k0", 2_700, 2_700, 3_000)]


def test_open_run_when_driven_has_no_ends_and_no_empty_metres() -> None:
    """A taxi appears at its first pickup and disappears after its last dropoff."""
    run = drive(day(anna(), vehicle=replace(CAR, start_place=None, end_place=None)), "+anna", "-anna")
    assert [stop.kind for stop in run.stops] == [StopKind.PICKUP, StopKind.DROPOFF]
    assert starts_of(run) == {"+anna": 0, "-anna": 600}
    assert (run.cost.approach_ore, run.cost.return_ore) == (0, 0)


def test_frozen_stop_when_outside_its_window_stays_where_it_happened() -> None:
    """What has happened is not asked about again, and is not moved for comfort."""
    frozen = (FixedStop("anna", FixedKind.PICKUP, 700),)
    late = anna(pickup_window=Window(0, 500), dropoff_window=Window(3_600, 9_000))
    assert starts_of(drive(day(late, vehicle=car(frozen=frozen)), "+anna", "-anna"))["+anna"] == 700


def test_roads_when_the_hour_is_slow_take_longer() -> None:
    """At half the speed kilometre 10 is twenty minutes away."""
    problem = day(anna())
    slow = replace(problem.travel, slowdown=np.full((1, 96), 2_000, np.int32))
    starts = starts_of(drive(replace(problem, travel=slow), "+anna", "-anna"))
    assert (starts["+anna"], starts["-anna"], starts["end"]) == (1_200, 2_400, 4_800)


def test_duration_when_short_holds_the_car_at_home_until_it_can_be_kept() -> None:
    """The clinic opens at 3600; leaving at 0 would make the run too long, leaving at 2400 does not."""
    problem = day(anna(dropoff_window=Window(3_600, 9_000)), vehicle=car(max_duration_s=2_400))
    assert starts_of(drive(problem, "+anna", "-anna"))["start"] == 2_400


LIFT = {"needs": frozenset({"lyft"})}
GROUPS = PoolingRules(may_not_mix=frozenset({("röd", "blå")}))
UNLINKED = ride("hem", 20, 10, dropoff_window=DAY, wait=Wait("anna", 600))


@pytest.mark.parametrize(
    ("reason", "problem", "marks"),
    [
        (Reason.QUALIFICATION, day(anna(**LIFT)), ("+anna", "-anna")),
        (Reason.CAPACITY, day(anna(load=Load(seats=2)), bo(load=Load(seats=3))), SHARED),
        (Reason.RIDE_ALONE, day(anna(ride_alone=True), bo()), SHARED),
        (Reason.MIXING, day(anna(group="blå"), bo(group="röd"), rules=GROUPS), SHARED),
        (Reason.WAIT, day(anna(), bo(), UNLINKED), (*OUT_AND_BACK, "+hem", "-hem")),
        (Reason.WAIT, day(anna(), UNLINKED), ("+anna", "-anna")),
        (Reason.WINDOW, day(anna(dropoff_window=Window(0, 1_199))), ("+anna", "-anna")),
        (Reason.RIDE_TIME, day(anna(pickup_window=Window(0, 700), max_ride_s=500)), ("+anna", "-anna")),
        (Reason.SHIFT, day(anna(), vehicle=car(end_s=2_399)), ("+anna", "-anna")),
        (
            Reason.BREAK,
            day(anna(), vehicle=car(breaks=(Break(0, 500, 9_000),), end_s=9_500)),
            ("+anna", "-anna"),
        ),
    ],
)
def test_sequence_when_a_rule_forbids_it_is_refused_with_the_rule(
    reason: Reason, problem: Problem, marks: tuple[str, ...]
) -> None:
    """The reason is what a booking clerk tells the rider."""
    outcome = schedule_run(problem, problem.vehicles[0], 0, visits_of(*marks))
    assert outcome == Infeasible(reason)


@pytest.mark.parametrize("marks", [("-anna", "+anna"), ("+anna", "+anna", "-anna")])
def test_sequence_when_not_well_ordered_is_a_mistake_of_the_caller(marks: tuple[str, ...]) -> None:
    """A sequence that is none has no schedule to be told about."""
    problem = day(anna())
    with pytest.raises(ValueError, match=r"anna|repeated"):
        schedule_run(problem, problem.vehicles[0], 0, visits_of(*marks))


def test_sequence_when_the_frozen_beginning_is_missing_is_a_mistake_of_the_caller() -> None:
    """Whoever asks must begin with what has happened."""
    problem = day(anna(), bo(), vehicle=car(frozen=(FixedStop("bo", FixedKind.PICKUP, 720),)))
    with pytest.raises(ValueError, match="frozen"):
        schedule_run(problem, problem.vehicles[0], 0, visits_of(*SHARED))


def test_sequence_when_a_dropoff_is_missing_is_a_mistake_of_the_caller() -> None:
    """A request is served whole."""
    problem = day(anna(), bo())
    with pytest.raises(ValueError, match="bo"):
        schedule_run(problem, problem.vehicles[0], 0, visits_of("+anna", "+bo", "-anna"))
