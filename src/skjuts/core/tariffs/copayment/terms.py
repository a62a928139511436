"""The shapes that fees take, as typed values that a book's rows and parameters fill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Free:
    """No fee: by mode, age, kind of care."""


@dataclass(frozen=True, slots=True)
class Flat:
    """The same fee whatever the trip cost."""

    amount_ore: int


@dataclass(frozen=True, slots=True)
class UpTo:
    """The fee, but never more than the trip cost."""

    amount_ore: int


@dataclass(frozen=True, slots=True)
class Fare:
    """What public transport would have cost the same way."""


@dataclass(frozen=True, slots=True)
class NotCovered:
    """The region pays nothing towards this mode on this trip; the patient bears the cost."""


type FeeShape = Free | Flat | UpTo | Fare | NotCovered


@dataclass(frozen=True, slots=True)
class EveryMetre:
    """The whole distance is paid; `rate_ore` per ten kilometres."""

    rate_ore: int


@dataclass(frozen=True, slots=True)
class MetresBeyond:
    """Only what lies beyond a distance that the patient bears is paid."""

    rate_ore: int
    own_m: int


@dataclass(frozen=True, slots=True)
class NoMetre:
    """Nothing is paid, as below a threshold. The rate tells what the trip cost, should it count."""

    rate_ore: int


type DistanceShape = EveryMetre | MetresBeyond | NoMetre


class MixedFee(StrEnum):
    """What is paid when a trip mixes modes with fees of their own."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class CapTerms:
    """A region's ceiling as it is for a period that begins on some day.

    `earlier_trips_always_pay`: a trip before the period that was current when it was claimed bears
    its fee and counts nowhere. `unpaid_counts`: whether a trip that gave no reimbursement counts; None
    when the book does not say.
    """

    amount_ore: int
    months: int = 12
    earlier_trips_always_pay: bool = False
    unpaid_counts: bool | None = None


@dataclass(frozen=True, slots=True)
class ClaimMonths:
    """A claim must come within so many months of the trip."""

    months: int


@dataclass(frozen=True, slots=True)
class ClaimYears:
    """A claim may concern the current calendar year and so many before it."""

    years_back: int


type ClaimWindow = ClaimMonths | ClaimYears
