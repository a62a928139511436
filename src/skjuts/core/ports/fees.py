"""What a ride costs the patient today, for whoever asks before anything is booked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from skjuts.core.ports.slot import Slot


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """A fee with what it rests on, in Swedish.

    `fee_ore` is None while the rules lack a fact or an amount; `text` then says what. `left_ore`: what is
    left to the ceiling before this ride, None without one. `free_until`: the last day of a period whose
    ceiling has been reached.
    """

    fee_ore: int | None
    text: str
    left_ore: int | None = None
    free_until: dt.date | None = None
    cautions: tuple[str, ...] = ()


class FeeDesk(Protocol):
    """Whoever keeps the ledger of fees."""

    def quote_ride(
        self, *, authority_id: int, patient_id: UUID, travel_mode: str, day: dt.date
    ) -> FeeQuote | None:
        """What a ride one way by a mode would cost on a day; None where no rule book is in force.

        Reads within the caller's transaction and reach; the caller has logged the reading.
        """


fee_desk: Slot[FeeDesk] = Slot("egenavgifter")
