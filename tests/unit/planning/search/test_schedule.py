"""The pieces of a schedule, on a line where a kilometre is a minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skjuts.core.planning.problem import Break, Problem, Request, Shift, Window
from skjuts.core.planning.search import Encoded, Search, encode
from skjuts.core.planning.search.schedule import schedule, tighten
from tests.universe.plans import DAY, on_a_line, ride, taxi


def searching(problem: Problem) -> tuple[Encoded, Search]:
    """A search over a problem, with nobody served yet."""
    encoded = encode(problem)
    return encoded, Search(encoded.data, encoded.capacity, seed=1)


def list_starts(problem: Problem, nodes: Sequence[int], *, comfortable: bool = False) -> list[int] | None:
    """The starts of a sequence on the first route, or None when it cannot be driven."""
    encoded, search = searching(problem)
    search.scratch.sequence[: len(nodes)] = nodes
    if not schedule(encoded.data, search.scratch, 0, len(nodes)):
        return None
    if comfortable:
        tighten(encoded.data, search.scratch, len(nodes))
    return search.scratch.start[: len(nodes)].tolist()


def anna_and_bo(**of_anna: object) -> list[Request]:
    """Anna from 10 to 30, and Bo, who is not picked up at 20 before ten o'clock."""
    bo = ride("bo", 20, 25, pickup_window=Window(36_000, 40_000), dropoff_window=DAY)
    return [ride("anna", 10, 30, **{"dropoff_window": DAY, **of_anna}), bo]


def test_schedule_when_a_ride_would_last_too_long_picks_up_later() -> None:
    """The vehicle waits for Bo; Anna should not sit in it meanwhile."""
    sequence = [0, 1, 3, 2]
    free = list_starts(on_a_line(anna_and_bo(), [taxi("bil")]), sequence)
    limited = list_starts(on_a_line(anna_and_bo(max_ride_s=1_500), [taxi("bil")]), sequence)
    assert free == [600, 36_000, 36_300, 36_600]
    assert limited == [35_100, 36_000, 36_300, 36_600]


def test_schedule_when_a_ride_cannot_be_short_enough_has_none() -> None:
    """Twenty kilometres take twenty minutes, whenever they begin."""
    assert list_starts(on_a_line(anna_and_bo(max_ride_s=1_199), [taxi("bil")]), [0, 1, 3, 2]) is None


def test_schedule_when_a_break_is_due_takes_it_in_the_first_gap_with_nobody_aboard() -> None:
    """Nobody sits in a parked car while the driver eats."""
    riders = [ride("anna", 10, 20, dropoff_window=DAY), ride("bo", 20, 30, dropoff_window=DAY)]
    shift = Shift(0, 86_400, breaks=(Break(900, 5_000, 1_800),))
    starts = list_starts(on_a_line(riders, [taxi("bil", shifts=(shift,))]), [0, 2, 1, 3])
    assert starts == [3_300, 3_900, 3_900, 4_500]


def test_schedule_when_the_shift_ends_before_home_is_reached_has_none() -> None:
    """A driver who has gone home drives nobody."""
    riders = [ride("anna", 10, 20, dropoff_window=DAY)]
    car = taxi("bil")
    short, enough = (replace(car, shifts=(Shift(0, end),)) for end in (2_399, 2_400))
    assert list_starts(on_a_line(riders, [short]), [0, 1]) is None
    assert list_starts(on_a_line(riders, [enough]), [0, 1]) == [600, 1_200]


def test_schedule_when_the_duration_is_limited_leaves_later() -> None:
    """The clock of the longest duration runs from leaving the start place."""
    riders = [ride("anna", 10, 20, by_s=36_000)]
    shift = Shift(0, 86_400, max_duration_s=2_400)
    starts = list_starts(on_a_line(riders, [taxi("bil", shifts=(shift,))]), [0, 1])
    assert starts == [33_600, 34_200]


def test_tighten_when_the_last_stop_stands_moves_the_others_up_to_it() -> None:
    """A rider waits at home rather than in the car, and waiting is not paid for."""
    problem = on_a_line([ride("anna", 10, 20, by_s=36_000)], [taxi("bil")])
    assert list_starts(problem, [0, 1]) == [600, 34_200]
    assert list_starts(problem, [0, 1], comfortable=True) == [33_600, 34_200]
