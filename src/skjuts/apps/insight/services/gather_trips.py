"""Trips that the platform itself knows of, brought to the ledger: whole months, all anew each time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skjuts.apps.bookings.extracts import list_own_trips
from skjuts.apps.tenancy.scope import entering
from skjuts.core.ports.trip_warehouses import trip_intakes

NAME = "Egna resor ur plattformen"
NOTE = "Reseräkningar för egen bil"


@dataclass(frozen=True, slots=True)
class GatheredTrips:
    """How many trips the ledger now has from here, and how many could not be told."""

    trips: int
    left_out: int


def gather_trips(*, authority_id: int, today: dt.date) -> GatheredTrips:
    """Bring the trips of the months that have ended; what was withdrawn since is gone from the ledger too.

    Raises `RefusedTrips` when another delivery holds one of them.
    """
    with entering(authorities=[authority_id]):
        found = list_own_trips(authority_id, before=today.replace(day=1))
    brought = trip_intakes.get().bring(authority_id, NAME, found.rows, NOTE)
    return GatheredTrips(brought, found.left_out)
