"""Places as the planner sees them: an id, a name and a point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a vehicle can stop at.

    `lat` and `lon` are WGS84 degrees (foreign formats: y and x of the instance). `zone` selects
    the row of the time-of-day table.
    """

    id: str
    name: str
    lat: float
    lon: float
    zone: int = 0
