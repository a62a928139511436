"""What every source of travel times answers: seconds and metres between points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

NO_ROAD = -1
"""Seconds and metres of a pair that no road joins."""


class Point(NamedTuple):
    """WGS84 degrees."""

    lat: float
    lon: float


class Profile(StrEnum):
    """How one travels."""

    CAR = "car"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where figures come from.

    `source` is a Swedish phrase for the reader; `build_id` names the road build ('' = none);
    `is_estimate` marks figures that no real road has been asked about: it is shown wherever they are.
    """

    source: str
    build_id: str
    is_estimate: bool


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """Free-flow travel from each source to each target.

    `array[s, t]` is (seconds, metres), int32, shape (sources, targets, 2); both are `NO_ROAD`
    where no road joins the two.
    """

    array: NDArray[np.int32]
    provenance: Provenance


class TravelTimes(Protocol):
    """A source of travel times. Every provider keeps these promises (one contract suite).

    - A point to itself is 0 seconds and 0 metres; nothing but `NO_ROAD` is negative.
    - A pair has the same figures whichever other points are asked about in the same call.
    - Several threads may ask at once.
    - What cannot be answered is an error of `core.network.errors`, never a made-up figure,
      unless the provenance says that it is an estimate.
    """

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Free-flow seconds and metres from every source to every target."""
        ...
