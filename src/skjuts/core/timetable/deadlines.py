"""The last moments to book the calls of one service day, told in seconds of the day asked about."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.timetable.booking import DEADLINE_UNKNOWN, NOTHING_TO_BOOK, Notice, last_moment_s
from skjuts.core.timetable.feed import NONE, StopService, Timetable
from skjuts.core.timetable.kernels import LONG_AGO

NOT_ALLOWED: Final = LONG_AGO - 1
"""Earlier than any moment at which anybody books."""


class Deadlines:
    """Last moments on one service day, which begins `shift_s` later than the day asked about."""

    def __init__(self, timetable: Timetable, service_day: date, shift_s: int) -> None:
        self._timetable, self._day, self._shift_s = timetable, service_day, shift_s

    def of_boarding(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Of boarding at rows of the stop times."""
        times = self._timetable.stop_times
        return self._of(times.boarding[rows], times.boarding_rule[rows], times.departure_s[rows])

    def of_leaving(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Of leaving at rows of the stop times."""
        times = self._timetable.stop_times
        return self._of(times.leaving[rows], times.leaving_rule[rows], times.arrival_s[rows])

    def _of(
        self, kind: NDArray[np.uint8], rule: NDArray[np.int32], at_s: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        by = np.full(len(kind), NOTHING_TO_BOOK, dtype=np.int32)
        by[kind == StopService.NONE] = NOT_ALLOWED
        booked = kind == StopService.BOOKED
        by[booked] = DEADLINE_UNKNOWN
        for one in np.unique(rule[booked & (rule != NONE)]).tolist():
            chosen = booked & (rule == one)
            by[chosen] = self._of_rule(one, at_s[chosen])
        return by

    def _of_rule(self, number: int, at_s: NDArray[np.int32]) -> NDArray[np.int32]:
        rule = self._timetable.booking_rules[number]
        base_s = self._shift_s + last_moment_s(rule, self._day, 0, self._timetable.services.runs_on)
        if rule.notice is Notice.EARLIER_DAY:
            return np.full(len(at_s), base_s, dtype=np.int32)
        return (at_s + base_s).astype(np.int32)
