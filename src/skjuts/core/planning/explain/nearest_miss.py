"""What would have had to be different for an unserved ride to find room.

One thing at a time is relaxed, first what the plan's reason points at, the smallest change first;
the first change with which some vehicle could take the ride is the nearest miss. Looked for among
the runs that pass near and the idle shifts, with every other rule kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from skjuts.core.planning.explain.alone import AlonePrice, AlonePricer
from skjuts.core.planning.explain.elsewhere import Elsewhere, Surroundings
from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.party import Party
from skjuts.core.planning.explain.pricing import Override
from skjuts.core.planning.problem import Request, Window
from skjuts.core.planning.solution import Reason

STEPS_S = (900, 1800, 3600, 7200)


class Change(StrEnum):
    """The one thing that is different."""

    NOTHING = "nothing"
    """Room is found with every rule kept: the price decided."""
    WINDOW = "window"
    """Both windows wider by `amount_s` at each end."""
    RIDE_TIME = "ride_time"
    """No limit on the time aboard."""
    SHIFT = "shift"
    """Shifts longer by `amount_s` at each end."""
    BREAK = "break"
    """No breaks."""
    RIDE_ALONE = "ride_alone"
    """The rider may share."""
    MIXING = "mixing"
    """The rider may share with any group."""
    WAIT = "wait"
    """The vehicle need not wait: out and back may be driven by different vehicles."""
    QUALIFICATION = "qualification"
    """Any vehicle will do."""


@dataclass(frozen=True, slots=True)
class NearestMiss:
    """The least change found, the vehicle that could then take the ride, and its added price."""

    change: Change
    amount_s: int
    vehicle: str
    price_ore: int


class MissFinder:
    """Looks for nearest misses in one plan."""

    def __init__(self, lookup: Lookup, surroundings: Surroundings, idle: AlonePricer) -> None:
        """`idle` asks the shifts that do not drive in the plan."""
        self._lookup = lookup
        self._surroundings = surroundings
        self._idle = idle

    def find_nearest_miss(self, request: Request, reason: Reason) -> NearestMiss | None:
        """The nearest miss; None when no single change that is tried makes room."""
        linked = self._lookup.list_linked(request.id)
        for change, amount_s in _list_changes(reason):
            override = _relax(linked, change, amount_s)
            party = override.requests
            if change is Change.WAIT:
                party = tuple(r for r in party if r.id == request.id)
            room = self._find_room(party, override)
            if room is not None:
                return NearestMiss(change, amount_s, *room)
        return None

    def _find_room(self, party: Party, override: Override) -> tuple[str, int] | None:
        """The cheapest vehicle that could take the party after the change, and its price."""
        found: list[Elsewhere | AlonePrice | None] = [self._idle.find_party_price(party, override)]
        if len(party) == 1:
            found.append(self._surroundings.find_cheapest(party[0], override=override))
        places = [place for place in found if place is not None]
        best = min(places, key=lambda place: place.price_ore, default=None)
        return None if best is None else (best.vehicle, best.price_ore)


_POINTED_AT = {
    Reason.QUALIFICATION: Change.QUALIFICATION,
    Reason.WINDOW: Change.WINDOW,
    Reason.RIDE_TIME: Change.RIDE_TIME,
    Reason.SHIFT: Change.SHIFT,
    Reason.RIDE_ALONE: Change.RIDE_ALONE,
    Reason.MIXING: Change.MIXING,
    Reason.BREAK: Change.BREAK,
    Reason.WAIT: Change.WAIT,
}
_WITH_AMOUNT = (Change.WINDOW, Change.SHIFT)


def _list_changes(reason: Reason) -> Iterator[tuple[Change, int]]:
    """What to try, in order: as it is, what the reason names, then everything else."""
    named = [_POINTED_AT[reason]] if reason in _POINTED_AT else []
    for change in dict.fromkeys((Change.NOTHING, *named, Change.WINDOW, Change.SHIFT, *Change)):
        yield from ((change, step) for step in (STEPS_S if change in _WITH_AMOUNT else (0,)))


def _relax(linked: Party, change: Change, amount_s: int) -> Override:
    """The override that makes the change for a party."""
    return Override(
        requests=tuple(_relax_request(request, change, amount_s) for request in linked),
        has_ride_caps=change is not Change.RIDE_TIME,
        has_breaks=change is not Change.BREAK,
        longer_shift_s=amount_s if change is Change.SHIFT else 0,
    )


def _relax_request(request: Request, change: Change, amount_s: int) -> Request:
    if change is Change.WINDOW:
        windows = (request.pickup_window, request.dropoff_window)
        pickup, dropoff = (Window(w.earliest_s - amount_s, w.latest_s + amount_s) for w in windows)
        return replace(request, pickup_window=pickup, dropoff_window=dropoff, promised=None)
    lifted: dict[Change, dict[str, Any]] = {
        Change.RIDE_TIME: {"max_ride_s": None},
        Change.RIDE_ALONE: {"ride_alone": False},
        Change.MIXING: {"group": ""},
        Change.WAIT: {"wait": None},
        Change.QUALIFICATION: {"needs": frozenset()},
    }
    return replace(request, **lifted.get(change, {}))
