"""Each foreign format becomes the problem that its rows describe."""

from __future__ import annotations

import math

import pytest

from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.planning.formats.foreign import detect_format, read_foreign
from skjuts.core.planning.problem import Load, Objective, Problem, ReferenceSide, Request, Shift, Window
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.tariffs.contract import OrderUse, price_run
from tests.unit.planning.foreign.tiny_instances import FORMATS, read_tiny, spoil_line

TICK = 10_000


def read_tiny_problem(format_name: str) -> Problem:
    """The tiny instance as a problem."""
    return read_foreign(read_tiny(format_name), f"tiny-{format_name}", format_name)


@pytest.mark.parametrize("format_name", FORMATS)
def test_format_when_looked_at_is_recognised(format_name: str) -> None:
    """A user need not know what a file's format is called."""
    assert detect_format(read_tiny(format_name)) == format_name


@pytest.mark.parametrize("text", ['{"version": 1}', '\ufeff\n  {"version": 1}'])
def test_format_when_json_is_our_own(text: str) -> None:
    """Our own files are told apart before any reader tries them."""
    assert detect_format(text) == "skjuts"


@pytest.mark.parametrize("text", ["", "\n\n", "hej hopp", "1 2 3 4", "NODES\nbara\n", "%PDF-1.7\n"])
def test_format_when_none_fits_is_refused_with_the_choices(text: str) -> None:
    """The user is told what can be said instead."""
    with pytest.raises(UnreadableInput) as caught:
        detect_format(text)
    assert "cordeau" in caught.value.remedy


def test_reader_when_the_format_is_unknown_refuses() -> None:
    """A misspelt format is the user's to mend."""
    with pytest.raises(UnreadableInput) as caught:
        read_foreign("1 2", "x", "solomon")
    assert "sartori" in caught.value.remedy


def test_cordeau_when_read_is_in_ticks_with_the_rules_of_the_header() -> None:
    """Capacity, ride time and route duration stand in the first row and hold for all."""
    problem = read_tiny_problem("cordeau")
    assert problem.requests[0] == Request(
        id="1",
        pickup="1",
        dropoff="3",
        pickup_window=Window(0, 1440 * TICK),
        dropoff_window=Window(90 * TICK, 1_055_000),
        load=Load(seats=1),
        pickup_service_s=3 * TICK,
        dropoff_service_s=3 * TICK,
        max_ride_s=30 * TICK,
    )
    assert problem.requests[1].reference is ReferenceSide.READY_AT
    assert [vehicle.id for vehicle in problem.vehicles] == ["v1", "v2"]
    assert problem.vehicles[0].layouts == (Load(seats=3),)
    assert problem.vehicles[0].shifts == (Shift(0, 480 * TICK, max_duration_s=480 * TICK),)
    assert (problem.vehicles[0].start_place, problem.vehicles[0].end_place) == ("0", "5")


def test_cordeau_when_read_measures_straight_lines_up_for_time_and_nearest_for_cost() -> None:
    """Rounding up makes every schedule in ticks feasible in real numbers."""
    problem = read_tiny_problem("cordeau")
    assert problem.unrounded is not None
    assert problem.unrounded[1, 2] == pytest.approx(math.hypot(4.5, 2))
    assert problem.travel.legs[1, 2].tolist() == [49_245, 49_244]
    assert problem.travel.legs[0, 1].tolist() == [50_000, 50_000]
    assert (problem.places[2].lon, problem.places[2].lat) == (-1.5, 2.0)


def test_cordeau_when_the_header_counts_both_ends_and_no_depot_closes_is_the_same() -> None:
    """Some copies write twice the requests and leave the last row out."""
    text = spoil_line(read_tiny("cordeau"), 1, "2 2 480", "2 4 480")
    problem = read_foreign("\n".join(text.splitlines()[:-1]), "x", "cordeau")
    assert problem.requests == read_tiny_problem("cordeau").requests
    assert problem.vehicles[0].end_place == "0"


def test_hdarp_when_read_gives_each_resource_its_lane_and_each_vehicle_its_room() -> None:
    """The file's order is attendant, seat, stretcher, wheelchair."""
    problem = read_tiny_problem("hdarp")
    assert problem.requests[0].load == Load(attendants=1, stretchers=1)
    assert problem.requests[1].load == Load(seats=2)
    assert [request.max_ride_s for request in problem.requests] == [30 * TICK, 45 * TICK]
    assert problem.vehicles[0].layouts == (Load(seats=1, wheelchairs=1, stretchers=1, attendants=2),)
    assert problem.vehicles[1].layouts == (Load(seats=6, wheelchairs=1, attendants=1),)
    assert [vehicle.shifts[0].max_duration_s for vehicle in problem.vehicles] == [480 * TICK, 360 * TICK]


def test_lilim_when_read_pairs_siblings_and_counts_vehicles_first() -> None:
    """Pickups and deliveries come in any order and name each other."""
    problem = read_tiny_problem("lilim")
    rides = [(r.id, r.pickup, r.dropoff, r.load.seats, r.max_ride_s) for r in problem.requests]
    assert rides == [("1", "1", "4", 20, None), ("3", "3", "2", 15, None)]
    assert problem.objective is Objective.VEHICLES_THEN_COST
    assert (len(problem.vehicles), problem.vehicles[0].layouts) == (3, (Load(seats=50),))
    assert problem.requests[0].dropoff_window == Window(10 * TICK, 180 * TICK)


def test_lilim_when_the_speed_is_two_halves_the_time_and_not_the_distance() -> None:
    """The third figure of the header is a speed."""
    assert read_tiny_problem("lilim").travel.legs[0, 1].tolist() == [25_000, 50_000]


def test_sartori_when_read_takes_its_matrix_as_it_stands() -> None:
    """Roads are not symmetric, and coordinates say nothing of them."""
    problem = read_tiny_problem("sartori")
    assert problem.travel.legs[0, 1].tolist() == [4 * TICK, 4 * TICK]
    assert problem.travel.legs[1, 0].tolist() == [5 * TICK, 5 * TICK]
    assert problem.objective is Objective.VEHICLES_THEN_COST
    assert [request.dropoff for request in problem.requests] == ["3", "4"]
    assert len(problem.vehicles) == len(problem.requests)
    assert (problem.places[4].lat, problem.places[4].lon) == (63.5, 14.5)


@pytest.mark.parametrize("format_name", FORMATS)
def test_foreign_problem_when_priced_costs_a_tick_for_a_tick(format_name: str) -> None:
    """The objective of these sets is distance, empty or not, and serving everybody comes first."""
    problem = read_tiny_problem(format_name)
    (tariff,) = problem.tariffs.values()
    assert price_run(tariff, [OrderUse(70, 9, 9), OrderUse(5, 1, 1)], 11, 13).total_ore == 99
    assert {unserved_ore(problem, request) for request in problem.requests} == {10**10}
    assert (problem.ticks_per_unit, problem.format) == (TICK, format_name)
