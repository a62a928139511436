"""Which vehicle drove each invented trip and when, and some lines billed as no honest carrier bills them.

Faults are planted by changing who rode, in which car, when, and which of two trips has which amount: how many
trips a month has and what they cost together stays as it was drawn. Everybody else's car is their own that
day, so that nothing is found but what was planted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from skjuts.rehearsal.year.parameters import Driving, YearParameters

if TYPE_CHECKING:
    import pyarrow as pa

GROUP: Final = 4
"""Riders of one car in the planted pattern, when a day has so many."""
FAST_KMH: Final = 190
LONG: Final = 1.5
SOON_MINUTES: Final = 6
DAY_MINUTES: Final = 24 * 60
ALIKE: Final = ("contract", "ledger", "category")
"""What trips have in common, beside day and mode, when one takes another's car or amount."""

type Whole = NDArray[np.int64]
type Columns = dict[str, Any]


class DriveDraw:
    """A month's trips as arrays: what is drawn of their driving, and then changed here and there."""

    def __init__(self, table: pa.Table, driving: Driving, rng: np.random.Generator) -> None:
        self.driving = driving
        self.rng = rng
        self.day = table.column("travelled_on").cast("int32").to_numpy().astype(np.int64)
        coded = table.column("patient").combine_chunks().dictionary_encode()
        self.names = coded.dictionary
        self.patient = coded.indices.to_numpy().astype(np.int64)
        _, self.first_trip = np.unique(self.patient, return_index=True)
        self.distance: Whole = table.column("distance_m").to_numpy()
        self.single: Whole = table.column("single_fare_ore").to_numpy().copy()
        amounts = table.column("amount_ore")
        self.is_billed = np.asarray(amounts.is_valid()).astype(bool)
        self.amount = amounts.fill_null(0).to_numpy().copy()
        modes = table.column("travel_mode").to_pylist()
        self.is_driven = np.isin(np.array(modes), driving.driven_modes)
        told = (table.column(name).to_pylist() for name in ALIKE)
        kinds = zip(modes, *told, strict=True)
        numbers: dict[tuple[str, ...], int] = {}
        self.kind = np.array([numbers.setdefault(one, len(numbers)) for one in kinds], dtype=np.int64)
        self.minutes = self._draw_minutes()
        self.start = self._draw_starts(table.column("trip"))
        self.vehicle = _rank_within(self.day)
        detour = rng.uniform(1.0, driving.most_detour, len(self.day))
        self.shortest = np.rint(self.distance / detour).astype(np.int64)
        self.is_free = self.is_driven & self.is_billed

    def _draw_minutes(self) -> Whole:
        speed = self.rng.uniform(self.driving.slowest_kmh, self.driving.fastest_kmh, len(self.day))
        return np.ceil(self.distance * 60 / 1000 / speed).astype(np.int64) + 3

    def _draw_starts(self, trips: Any) -> Whole:  # noqa: ANN401 - Arrow's arrays have no types
        """A patient's trips of a day follow each other with a gap; others make those there is no room for."""
        order = np.lexsort((np.arange(len(self.day)), self.patient, self.day))
        taken = (self.minutes + self.driving.gap_minutes)[order]
        before = np.cumsum(taken) - taken
        same = np.zeros(len(order), dtype=bool)
        same[1:] = (self.day[order][1:] == self.day[order][:-1]) & (
            self.patient[order][1:] == self.patient[order][:-1]
        )
        first = np.maximum.accumulate(np.where(same, 0, np.arange(len(order))))
        begins = self.rng.integers(self.driving.first_minute, self.driving.last_minute, len(order))
        follows = begins[first] + before - before[first]
        has_no_room = same & (follows + taken > DAY_MINUTES)
        starts = np.empty(len(order), dtype=np.int64)
        starts[order] = np.where(has_no_room, begins, follows)
        self._hand_over(np.sort(order[has_no_room]), trips)
        return starts

    def _hand_over(self, places: Whole, trips: Any) -> None:  # noqa: ANN401 - Arrow's arrays have no types
        """Let each of these trips be made by somebody who makes no other."""
        import pyarrow as pa
        import pyarrow.compute as pc

        fresh = pc.binary_join_element_wise("p", trips.take(pa.array(places)).combine_chunks(), "")
        self.patient[places] = len(self.names) + np.arange(len(places))
        self.names = pa.concat_arrays([self.names, fresh])
        self.first_trip = np.concatenate([self.first_trip, places])

    def take(self, share: float, like: Whole | None = None) -> Whole:
        """Trips that nothing has been planted in yet, as many as the share says; at least one is sought."""
        free = np.flatnonzero(self.is_free if like is None else self.is_free & (like > 0))
        count = min(len(free), max(1, int(np.rint(share * len(self.day)))))
        picked: Whole = np.sort(self.rng.choice(free, count, replace=False))
        return picked

    def find_beside(self, place: int, most: int) -> Whole:
        """Other free trips of the same day and kind."""
        alike = self.is_free & (self.day == self.day[place]) & (self.kind == self.kind[place])
        alike[place] = False
        return np.flatnonzero(alike)[:most]

    def ride_along(self, place: int, other: int, *, is_same_rider: bool) -> None:
        """Put a trip into another's car at its time, with its own rider or the same one."""
        self.vehicle[other], self.start[other] = self.vehicle[place], self.start[place]
        self.minutes[other] = self.minutes[place]
        if is_same_rider:
            self.patient[other] = self.patient[place]
        self.is_free[[place, other]] = False


def draw_drives(parameters: YearParameters, table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """The month's trips with vehicle, minutes, shortest way and single fare."""
    import pyarrow as pa

    draw = DriveDraw(table, parameters.driving, rng)
    _plant(draw)
    is_driven = pa.array(draw.is_driven)
    vehicle = pa.array([f"bil {one}" for one in draw.vehicle.tolist()])
    end = draw.start + draw.minutes
    patients = pa.DictionaryArray.from_arrays(pa.array(draw.patient, pa.int32()), draw.names)
    columns: Columns = {
        "patient": patients.cast(pa.string()),
        "age_band": _follow(table, draw),
        "amount_ore": _known(pa.array(draw.amount), pa.array(draw.is_billed)),
        "vehicle": _known(vehicle, is_driven),
        "started_minute": _known(pa.array(draw.start), is_driven),
        "ended_minute": _known(pa.array(end), is_driven),
        "shortest_m": _known(pa.array(draw.shortest), is_driven),
        "single_fare_ore": _known(pa.array(draw.single), is_driven),
    }
    for name, column in columns.items():
        place = table.column_names.index(name) if name in table.column_names else -1
        table = table.set_column(place, name, column) if place >= 0 else table.append_column(name, column)
    return table


def _plant(draw: DriveDraw) -> None:
    shares = draw.driving
    for place in draw.take(shares.pooled_share):
        _pool(draw, int(place))
    for place in draw.take(shares.duplicate_share):
        for other in draw.find_beside(int(place), 1):
            draw.ride_along(int(place), int(other), is_same_rider=True)
    for place in draw.take(shares.twice_share):
        for other in draw.find_beside(int(place), 1):
            car = draw.vehicle[other]
            draw.ride_along(int(place), int(other), is_same_rider=True)
            draw.vehicle[other] = car
    for place in draw.take(shares.split_share):
        for other in draw.find_beside(int(place), 1):
            minutes = draw.minutes[other]
            draw.ride_along(int(place), int(other), is_same_rider=True)
            draw.start[other] += draw.minutes[place] + SOON_MINUTES
            draw.minutes[other] = minutes
    _plant_alone(draw)


def _pool(draw: DriveDraw, place: int) -> None:
    """Some riders share a car and each pays as if alone."""
    group = [place, *draw.find_beside(place, GROUP - 1).tolist()]
    if len({int(draw.patient[one]) for one in group}) < len(group) or len(group) == 1:
        return
    longest = max(group, key=lambda one: int(draw.minutes[one]))
    for other in group:
        if other != longest:
            draw.ride_along(longest, other, is_same_rider=False)
    draw.single[group] = draw.amount[group]


def _plant_alone(draw: DriveDraw) -> None:
    shares = draw.driving
    long = draw.take(shares.too_long_share)
    draw.shortest[long] = np.rint(draw.distance[long] / LONG).astype(np.int64)
    draw.is_free[long] = False
    fast = draw.take(shares.too_fast_share, draw.distance - 30_000)
    draw.minutes[fast] = np.maximum(1, draw.distance[fast] * 60 // (1000 * FAST_KMH))
    draw.is_free[fast] = False
    for place in draw.take(shares.dear_share):
        beside = draw.find_beside(int(place), len(draw.day))
        if len(beside):
            dearest = int(beside[np.argmax(draw.amount[beside])])
            pair = [int(place), dearest]
            draw.amount[pair] = draw.amount[pair[::-1]]
            draw.is_free[pair] = False


def _follow(table: pa.Table, draw: DriveDraw) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    """The age band of whoever rides now: a patient has one."""
    import pyarrow as pa

    return table.column("age_band").take(pa.array(draw.first_trip[draw.patient])).combine_chunks()


def _rank_within(day: Whole) -> Whole:
    """A number of its own for each trip within its day."""
    order = np.argsort(day, kind="stable")
    sorted_days = day[order]
    begins = np.maximum.accumulate(
        np.where(np.r_[True, sorted_days[1:] != sorted_days[:-1]], np.arange(len(day)), 0)
    )
    ranks = np.empty(len(day), dtype=np.int64)
    ranks[order] = np.arange(len(day)) - begins + 1
    return ranks


def _known(column: Any, is_known: Any) -> Any:  # noqa: ANN401 - Arrow's arrays have no types
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(is_known, column, pa.scalar(None, column.type))
