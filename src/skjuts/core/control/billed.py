"""A trip as it was billed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from skjuts.core.kernel.errors import InvalidInput


class BadBilledTrip(InvalidInput):
    """A billed trip has times or sums that cannot be."""

    code = "control.billed_trip"
    sentence = "En fakturerad resa har tider eller belopp som inte kan stämma."
    advice = "Rätta raden i underlaget."


@dataclass(frozen=True, slots=True)
class PermitLimits:
    """What the permit of a trip allowed: from and to which day (None: no end), and which travel modes."""

    valid_from: date
    valid_to: date | None
    travel_modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BilledTrip:
    """One invoice line of one rider. Times are seconds on one clock; `vehicle` and `patient` are ids.

    `single_fare_ore` is what the contract gives for the trip driven alone, `shortest_m` the shortest way by
    road, `vehicle_m` the rider's part of the vehicle's way, `most_riders` how many may be aboard at a time.
    None, or an empty id, where nobody has worked it out or told, and then what needs it is not tried.
    """

    id: str
    vehicle: str
    patient: str
    start_s: int | None
    end_s: int | None
    distance_m: int
    amount_ore: int
    single_fare_ore: int | None = None
    shortest_m: int | None = None
    travelled_on: date | None = None
    travel_mode: str = ""
    contract: str = ""
    vehicle_m: int | None = None
    most_riders: int | None = None
    permit: PermitLimits | None = None

    def __post_init__(self) -> None:
        """Refuse a trip that ends before it starts, or has a negative sum. Raises `BadBilledTrip`."""
        is_turned = self.start_s is not None and self.end_s is not None and self.end_s < self.start_s
        if is_turned or min(self.distance_m, self.amount_ore) < 0:
            raise BadBilledTrip(field=self.id)

    @property
    def span_s(self) -> tuple[int, int] | None:
        """When it began and ended; None when either is unknown."""
        if self.start_s is None or self.end_s is None:
            return None
        return self.start_s, self.end_s

    def overlaps(self, other: BilledTrip) -> bool:
        """Whether the two are known to have been under way at the same time."""
        mine, theirs = self.span_s, other.span_s
        return mine is not None and theirs is not None and mine[0] < theirs[1] and theirs[0] < mine[1]
