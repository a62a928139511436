"""An answer when the road engine is gone: another provider's, marked for what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.network.travel_times import Legs, Point, Profile, TravelTimes


class WithFallback:
    """Asks `primary`; when that is unavailable, answers from `stand_in` and says so.

    Only absence is covered up. A question that the primary refuses stays an error, since the
    same question will be refused tomorrow.
    """

    def __init__(self, primary: TravelTimes, stand_in: TravelTimes) -> None:
        self._primary = primary
        self._stand_in = stand_in

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Answer from the primary, else from the stand-in as an estimate; see `TravelTimes.legs`."""
        try:
            return self._primary.legs(sources, targets, profile)
        except UpstreamUnavailable as gone:
            legs = self._stand_in.legs(sources, targets, profile)
            source = f"{legs.provenance.source}; reserv: {gone.message}"
            return Legs(legs.array, replace(legs.provenance, source=source, is_estimate=True))
