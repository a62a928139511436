"""Requests that only make sense together: a ride out and the return that the vehicle waits for."""

from __future__ import annotations

from skjuts.core.planning.problem import Load, Request, Vehicle
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.solution import StopKind

type Party = tuple[Request, ...]
"""A request with the rides linked to it, in the order they are driven (see `Lookup.list_linked`)."""


def list_party_visits(party: Party) -> list[Visit]:
    """The stops of a party that rides alone."""
    return [Visit(request.id, kind) for request in party for kind in (StopKind.PICKUP, StopKind.DROPOFF)]


def list_needs(party: Party) -> frozenset[str]:
    """Every qualification that somebody in the party needs."""
    return frozenset[str]().union(*(request.needs for request in party))


def has_room(vehicle: Vehicle, load: Load) -> bool:
    """Whether some layout of the vehicle holds this load when nobody else is aboard."""
    return any(
        all(need <= room for need, room in zip(load, layout, strict=True)) for layout in vehicle.layouts
    )


def may_carry(vehicle: Vehicle, party: Party) -> bool:
    """Whether the vehicle has the qualifications and, otherwise empty, the room."""
    return list_needs(party) <= vehicle.qualifications and all(has_room(vehicle, r.total_load) for r in party)
