"""A region's profile: every parameter of an invented day, typed."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.rehearsal.profile.people import Area, Care, Homes, Mobility, Purpose, Riders, Size
from skjuts.rehearsal.profile.rules import Mixing, Prices, Slowdown, Waves, Windows
from skjuts.rehearsal.profile.vehicles import Fleet, TariffPair


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that an invented day of a region is drawn from."""

    title: str
    slug: str
    area: Area
    size: Size
    homes: Homes
    care: Care
    purposes: dict[str, Purpose]
    mobility: dict[str, Mobility]
    riders: Riders
    windows: Windows
    waves: Waves
    prices: Prices
    mixing: Mixing
    fleet: Fleet
    tariffs: dict[str, TariffPair]
    slowdown: Slowdown
