"""Times, legs and obstacles as Swedish sentences."""

from __future__ import annotations

from datetime import date
from typing import Final

from skjuts.core.kernel.service_time import MINUTE_S, format_service_time, moment_of
from skjuts.core.timetable.journey import Journey, Leg, LegBooking, RideLeg, WalkLeg

WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)
KILOMETRE_M: Final = 1_000


def tell_day(day: date) -> str:
    """`måndag 2 mars 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def tell_metres(metres: int) -> str:
    """`480 m` or `1,2 km`."""
    if metres < KILOMETRE_M:
        return f"{round(metres, -1)} m"
    return f"{metres / KILOMETRE_M:.1f} km".replace(".", ",")


def tell_changes(changes: int) -> str:
    """`inget byte`, `1 byte`, `2 byten`."""
    return {0: "inget byte", 1: "1 byte"}.get(changes, f"{changes} byten")


def tell_duration(seconds: int) -> str:
    """`45 min` or `2 h 10 min`, in started minutes."""
    hours, minutes = divmod(-(-seconds // MINUTE_S), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def tell_line(ride: RideLeg) -> str:
    """`buss 45`, or the noun alone for a line without a number."""
    return f"{ride.mode} {ride.line}".strip()


def tell_deadline(latest_s: int, day: date) -> str:
    """`kl. 15:00 dagen före`; `latest_s` is a second of the service day `day`."""
    moment = moment_of(day, latest_s)
    days_before = (day - moment.date()).days
    when = {0: "samma dag", 1: "dagen före"}.get(days_before, f"{days_before} dagar före")
    return f"kl. {moment:%H:%M} {when}"


def tell_booking(booking: LegBooking, day: date) -> str:
    """`måste beställas senast kl. 15:00 dagen före på 0771-00 00 00`."""
    until = "" if booking.latest_s is None else f" senast {tell_deadline(booking.latest_s, day)}"
    phone = f" på {booking.phone}" if booking.phone else ""
    unknown = " (tidtabellen säger inte hur tidigt)" if booking.latest_s is None else ""
    return f"måste beställas{until}{phone}{unknown}"


def tell_leg(leg: Leg, day: date) -> str:
    """One leg as a line of text."""
    times = f"{format_service_time(leg.depart_s)}–{format_service_time(leg.arrive_s)}"
    if isinstance(leg, WalkLeg):
        about = "ungefär " if leg.is_estimate else ""
        return f"{times}  gå {about}{tell_metres(leg.metres)} från {leg.from_name} till {leg.to_name}"
    towards = f" mot {leg.headsign}" if leg.headsign else ""
    booked = f"; {tell_booking(leg.booking, day)}" if leg.booking else ""
    about = " (ungefärlig tid)" if leg.is_zone else ""
    return (
        f"{times}  {tell_line(leg)}{towards} från {leg.from_halt.name} till {leg.to_halt.name}{about}{booked}"
    )


def tell_journey(journey: Journey) -> str:
    """The whole journey in a sentence: times, changes, walks and waits."""
    parts = [
        f"{format_service_time(journey.depart_s)}–{format_service_time(journey.arrive_s)}",
        tell_duration(journey.duration_s),
        tell_changes(journey.changes),
        f"gång {tell_metres(journey.walk_m)}",
    ]
    if journey.wait_s:
        parts.append(f"väntan {tell_duration(journey.wait_s)}")
    return ", ".join(parts)
