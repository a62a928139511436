"""Six tiny days on a road that one can count on, as a house would have them."""

from __future__ import annotations

from skjuts.core.ports.past_days import BookedDay, DayName, DayReader
from tests.universe.plans import on_a_line, ride, taxi

HOUR = 3_600


class SixDays:
    """Two riders to the same place, at ten and at eleven; the second calls when the first is on her way."""

    def list_days(self, _authority_id: int, /) -> tuple[DayName, ...]:
        """Six days."""
        return tuple(DayName(id=f"d{number}", title=f"Dag {number}") for number in range(1, 7))

    def open_reader(self, _authority_id: int, /) -> DayReader:
        """The reader of this module."""
        return read_day

    def name_source(self, _authority_id: int, /) -> str:
        """Invented."""
        return "påhittade prov"


class NoDays(SixDays):
    """A house to which nobody has brought any."""

    def list_days(self, _authority_id: int, /) -> tuple[DayName, ...]:
        """None."""
        return ()


def read_day(day_id: str) -> BookedDay:
    """Each day a kilometre longer than the day before."""
    km = 20 + int(day_id.removeprefix("d"))
    riders = [
        ride("anna", km, 0, by_s=10 * HOUR, max_ride_s=1_500 + 60 * km),
        ride("bo", km, 0, by_s=11 * HOUR, max_ride_s=1_500 + 60 * km),
    ]
    problem = on_a_line(riders, [taxi("bil"), taxi("andra")])
    return BookedDay(
        problem=problem,
        booked_s={"bo": 9 * HOUR + 1_800},
        areas={one.id: "här" for one in problem.places},
    )
