"""Times and amounts of the JSON forms: the types that the schema is generated from.

A time is the second of the service day: a whole number, or for people `"HH:MM"` or `"HH:MM:SS"`,
where the hours go past 24 after midnight (`"25:30"` is half past one the next night). Programs
write numbers.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from skjuts.core.kernel.service_time import DAY_S, parse_service_time

EARLIEST_TIME_S = -DAY_S
LATEST_TIME_S = 7 * DAY_S
LARGEST_AMOUNT_ORE = 10**12
LARGEST_DISTANCE_M = 10**8

Seconds = Annotated[int, Meta(ge=0, le=LATEST_TIME_S, description="A length of time in whole seconds.")]
Clock = Annotated[
    str, Meta(pattern=r"^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?$", description="`HH:MM` or `HH:MM:SS`.")
]
TimeOfDay = Annotated[int, Meta(ge=EARLIEST_TIME_S, le=LATEST_TIME_S)] | Clock
Ore = Annotated[int, Meta(ge=0, le=LARGEST_AMOUNT_ORE, description="An amount in whole öre.")]
Metres = Annotated[int, Meta(ge=0, le=LARGEST_DISTANCE_M, description="A distance in whole metres.")]


def seconds_of_day(time: TimeOfDay) -> int:
    """The second of the service day that a time of the form stands for.

    >>> seconds_of_day("25:30"), seconds_of_day(90)
    (91800, 90)
    """
    if isinstance(time, int):
        return time
    return parse_service_time(time)
