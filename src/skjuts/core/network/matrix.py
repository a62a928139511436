"""Travel times and distances between all places of a problem, as one array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import InvalidField, MatrixHole
from skjuts.core.network.errors import PlaceOffRoad
from skjuts.core.network.place import Place
from skjuts.core.network.travel_times import Point, Profile, Provenance, TravelTimes

QUARTERS_PER_DAY = 96
FREE_FLOW_PERMILLE = 1000

BLOCK_PAIRS = 1 << 22
"""Pairs asked of a provider at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """Free-flow travel between places, by their order in the problem.

    `legs[a, b]` is (seconds, metres) as int32, shape (places, places, 2). `slowdown` is the
    time-of-day table, shape (zones, 96): permille of the free-flow time while leaving a place
    of that zone in each quarter of an hour, at least 1000; None means free flow all day.
    `source` says where the figures come from; an estimate is marked wherever it is shown.
    """

    legs: NDArray[np.int32]
    source: str
    is_estimate: bool
    slowdown: NDArray[np.int32] | None = None


def build_matrix(
    places: Sequence[Place],
    provider: TravelTimes,
    profile: Profile = Profile.CAR,
    slowdown: NDArray[np.int32] | None = None,
) -> TravelMatrix:
    """Ask a provider for all pairs of places, in blocks of rows, and check the answer.

    One estimated block makes the whole matrix an estimate. Raises `MatrixHole` for a pair without
    a road, `PlaceOffRoad` for a place that no road reaches (both name the places), and whatever
    the provider raises.
    """
    points = [Point(place.lat, place.lon) for place in places]
    legs = np.empty((len(places), len(places), 2), dtype=np.int32)
    rows = max(1, BLOCK_PAIRS // max(1, len(places)))
    provenances: dict[Provenance, None] = {}
    with _named(places):
        for first in range(0, len(places), rows):
            block = provider.legs(points[first : first + rows], points, profile)
            legs[first : first + rows] = block.array
            provenances[block.provenance] = None
    require_whole(legs, places)
    if slowdown is not None:
        require_slowdown(slowdown, places)
    source = " + ".join(dict.fromkeys(provenance.source for provenance in provenances))
    is_estimate = any(provenance.is_estimate for provenance in provenances)
    return TravelMatrix(legs, source, is_estimate, slowdown)


@contextmanager
def _named(places: Sequence[Place]) -> Iterator[None]:
    """Tell which place a point belongs to when it lies off the roads."""
    try:
        yield
    except PlaceOffRoad as trouble:
        for index, place in enumerate(places):
            if (place.lat, place.lon) == trouble.point:
                message = f"Platsen {place.name} ({place.id}) ligger för långt från närmaste väg i vägnätet."
                raise PlaceOffRoad(trouble.point, message, field=f"places[{index}]") from trouble
        raise


def require_whole(legs: NDArray[np.int32], places: Sequence[Place]) -> None:
    """Require a figure for every pair, and none for a place to itself.

    Raises `MatrixHole` naming the first pair that is missing (negative), and how many are.
    """
    if legs.shape != (len(places), len(places), 2):
        raise MatrixHole(
            f"Restidsmatrisen har formen {legs.shape} men underlaget har {len(places)} platser.",
            field="matrix",
        )
    if legs.size == 0:
        return
    if legs.min() < 0:
        holes = np.argwhere((legs < 0).any(axis=2))
        start, end = holes[0].tolist()
        raise MatrixHole(
            f"Restid saknas från {places[start].name} ({places[start].id}) till {places[end].name} "
            f"({places[end].id}); {len(holes)} par saknas i allt.",
            field=f"matrix[{start}][{end}]",
            remedy="Kontrollera att båda platserna ligger i samma vägnät, eller räkna om matrisen.",
        )
    moving = np.flatnonzero(legs[range(len(places)), range(len(places))].any(axis=1))
    if len(moving):
        place = places[moving[0]]
        raise MatrixHole(
            f"Restiden från {place.name} ({place.id}) till sig själv är inte noll.",
            field=f"matrix[{moving[0]}][{moving[0]}]",
        )


def require_slowdown(slowdown: NDArray[np.int32], places: Sequence[Place]) -> None:
    """Require a row for every zone, 96 quarters, and no quarter faster than free flow."""
    if slowdown.ndim != 2 or slowdown.shape[1] != QUARTERS_PER_DAY:  # noqa: PLR2004 - zones by quarters
        raise InvalidField("Tabellen över köer ska ha en rad per zon och 96 kvartar.", field="slowdown")
    if slowdown.size and slowdown.min() < FREE_FLOW_PERMILLE:
        zone, quarter = np.argwhere(slowdown < FREE_FLOW_PERMILLE)[0].tolist()
        raise InvalidField(
            "Ingen kvart kan gå fortare än fri fart (1000 promille).", field=f"slowdown[{zone}][{quarter}]"
        )
    for index, place in enumerate(places):
        if not 0 <= place.zone < len(slowdown):
            raise InvalidField(
                f"Platsen {place.name} ({place.id}) har zon {place.zone}, som saknas i tabellen över köer.",
                field=f"places[{index}].zone",
            )
