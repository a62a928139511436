"""What can be wrong with a question about travel times."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput
from skjuts.core.network.travel_times import Point, Profile


class PlaceOffRoad(InvalidInput):
    """A point lies farther from any usable road than the road network allows."""

    code = "input.place_off_road"
    sentence = "Platsen ligger för långt från närmaste väg."
    advice = "Flytta punkten till en väg, eller använd ett vägnät som täcker platsen."

    def __init__(self, point: Point, message: str = "", *, field: str = "") -> None:
        self.point = point
        where = f"Punkten {point.lat:.5f}, {point.lon:.5f} ligger för långt från närmaste väg i vägnätet."
        super().__init__(message or where, field=field)


class ProfileMissing(InvalidInput):
    """The road network was not built for this way of travelling."""

    code = "input.profile_missing"
    sentence = "Vägnätet saknar färdsättet."
    advice = "Välj ett annat färdsätt eller en vägmotor som har det."

    def __init__(self, profile: Profile) -> None:
        super().__init__(f"Vägnätet saknar färdsättet {profile.value}.", field="profile")
