"""What a few stated shares say: densities, what lies between, and what to ask before leaning on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.followup.desk_hours.arrivals import HOURS_A_DAY, SECONDS_AN_HOUR, Opening, staffed_hours
from skjuts.core.followup.desk_hours.errors import BadDeskHours
from skjuts.core.kernel.service_time import format_service_time


@dataclass(frozen=True, slots=True)
class StatedShare:
    """Opening hours, and the share of the day's arrivals that they are said to cover, 0 to 1."""

    opening: Opening
    share: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure that lies between two ends."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Densities:
    """Percentage points of the day's arrivals an hour: in today's hours, in those added, in what is left."""

    day: float
    added: float
    rest: float

    @property
    def ratio(self) -> float:
        """The added hours' density of today's."""
        return self.added / self.day


@dataclass(frozen=True, slots=True)
class StatedExtension:
    """What is said of an extension: today, the longer hours, and how many more bookings a year they meet."""

    today: StatedShare
    longer: StatedShare
    extra_bookings: float | None = None

    def __post_init__(self) -> None:
        now, then = self.today, self.longer
        is_rising = 0 <= now.share <= then.share <= 1
        is_later = now.opening.start_s == then.opening.start_s and now.opening.end_s < then.opening.end_s
        if not is_rising or not is_later or then.opening.hours >= HOURS_A_DAY:
            raise BadDeskHours(field="extension")

    @property
    def densities(self) -> Densities:
        """How dense arrivals are in each part of the day."""
        day, longer = self.today.opening.hours, self.longer.opening.hours
        points = 100.0
        return Densities(
            points * self.today.share / day,
            points * (self.longer.share - self.today.share) / (longer - day),
            points * (1 - self.longer.share) / (HOURS_A_DAY - longer),
        )

    def bound_share(self, end_s: int) -> Bounds:
        """The share covered by an end time between the two, 0 to 1.

        Low: the evening's arrivals come evenly. High: they fall through the evening, and what is left of
        it is no denser than the night. When the evening is not denser than the night the ends change places.
        """
        part = self._part(end_s)
        even = self.today.share + part * (self.longer.share - self.today.share)
        left_hours = (self.longer.opening.end_s - end_s) / SECONDS_AN_HOUR
        falling = self.longer.share - left_hours * self.densities.rest / 100
        falling = max(self.today.share, falling)
        return Bounds(min(even, falling), max(even, falling))

    def bound_bookings(self, end_s: int) -> Bounds | None:
        """Extra bookings a year by an end time between the two: evenly spread, or all before it."""
        if self.extra_bookings is None:
            return None
        return Bounds(self._part(end_s) * self.extra_bookings, self.extra_bookings)

    def extra_hours(self, end_s: int, days: int = 365) -> float:
        """Staffed hours a year more than today."""
        return staffed_hours(Opening(self.today.opening.start_s, end_s), days) - staffed_hours(
            self.today.opening, days
        )

    def hours_per_booking(self, end_s: int, days: int = 365) -> Bounds | None:
        """Staffed hours for each extra booking."""
        bookings = self.bound_bookings(end_s)
        if bookings is None or bookings.low <= 0:
            return None
        hours = self.extra_hours(end_s, days)
        return Bounds(hours / bookings.high, hours / bookings.low)

    def _part(self, end_s: int) -> float:
        first, last = self.today.opening.end_s, self.longer.opening.end_s
        if not first <= end_s <= last:
            raise BadDeskHours("Sluttiden ligger inte mellan dagens och den föreslagna.", field="end_s")
        return (end_s - first) / (last - first)


@dataclass(frozen=True, slots=True)
class StatedSaving:
    """A saving that is stated, the end time that it was computed for (None: not told), what it leaves out."""

    amount_ore: int
    end_s: int | None
    left_out: Sequence[str] = ()


def list_warnings(
    extension: StatedExtension, decided_end_s: int, saving: StatedSaving | None
) -> tuple[str, ...]:
    """What must be said beside the figures, in Swedish."""
    said = []
    densities = extension.densities
    if densities.ratio > 1:
        more = round((densities.ratio - 1) * 100)
        said.append(
            f"De angivna andelarna betyder att larmen är {more} % tätare i de tillagda timmarna än i dagens. "
            f"Kontrollera mot larm per timme."
        )
    decided, stated = format_service_time(decided_end_s), format_service_time(extension.longer.opening.end_s)
    if decided_end_s != extension.longer.opening.end_s:
        said.append(
            f"Andelen är angiven för kl. {stated}; för det beslutade kl. {decided} är den en beräkning."
        )
    if saving is not None and saving.end_s != decided_end_s:
        told = "" if saving.end_s is None else f", för kl. {format_service_time(saving.end_s)}"
        said.append(f"Besparingen är räknad innan kl. {decided} beslutades{told}.")
    if saving is not None and saving.left_out:
        said.append(f"Besparingen är räknad utan {' och '.join(saving.left_out)}.")
    return tuple(said)
