"""A trip as it was billed."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.core.kernel.errors import InvalidInput


class BadBilledTrip(InvalidInput):
    """A billed trip has times or sums that cannot be."""

    code = "control.billed_trip"
    sentence = "En fakturerad resa har tider eller belopp som inte kan stämma."
    advice = "Rätta raden i underlaget."


@dataclass(frozen=True, slots=True)
class BilledTrip:
    """One invoice line of one rider. Times are seconds on one clock; `vehicle` and `patient` are ids.

    `single_fare_ore` is what the contract gives for the trip driven alone, `shortest_m` the shortest way by
    road; None where nobody has worked it out, and then what needs it is not tried.
    """

    id: str
    vehicle: str
    patient: str
    start_s: int
    end_s: int
    distance_m: int
    amount_ore: int
    single_fare_ore: int | None = None
    shortest_m: int | None = None

    def __post_init__(self) -> None:
        """Refuse a trip that ends before it starts, or has a negative sum. Raises `BadBilledTrip`."""
        if self.end_s < self.start_s or min(self.distance_m, self.amount_ore) < 0:
            raise BadBilledTrip(field=self.id)

    def overlaps(self, other: BilledTrip) -> bool:
        """Whether the two were under way at the same time."""
        return self.start_s < other.end_s and other.start_s < self.end_s
