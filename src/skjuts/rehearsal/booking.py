"""Turns visits into requests: windows by the region's rules, at times that some vehicle can keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import Infeasible
from skjuts.core.network.place import Place
from skjuts.core.network.slowdown import depart_s
from skjuts.core.planning.problem import PoolingRules, ReferenceSide, Request, RideCap, Wait, Window
from skjuts.core.planning.problem.limits import cap_detour
from skjuts.rehearsal.profile import Profile
from skjuts.rehearsal.profile.people import Riders
from skjuts.rehearsal.reach import Journey, Reach, nearest_open_s
from skjuts.rehearsal.visits import DIALYSIS, Rider, Visit, Ways

MINUTE_S = 60
HOUR_S = 3600
PROMISE_SLACK_MIN = 10
"""A promised pickup leaves up to this much beyond its own window before the appointment."""


def list_ride_caps(profile: Profile) -> tuple[RideCap, ...]:
    """The profile's ride-time table in seconds."""
    return tuple(
        RideCap(row.category, row.direct_up_to_min * MINUTE_S, row.max_detour_min * MINUTE_S)
        for row in profile.windows.ride_caps
    )


@dataclass(frozen=True, slots=True)
class Trip:
    """One way of a visit: from where, to where, and how long its parts take."""

    visit: Visit
    pickup: int
    dropoff: int
    direct_s: int
    limit_s: int
    pickup_service_s: int
    dropoff_service_s: int

    @property
    def is_home(self) -> bool:
        """Whether the rider is on the way home."""
        return self.dropoff == self.visit.home

    def journey(self, then_s: int = 0, then_place: int = -1) -> Journey:
        """What a vehicle does that serves this trip alone."""
        rider = self.visit.rider
        load = rider.load._replace(seats=rider.load.seats + rider.escorts)
        return Journey(
            self.pickup,
            self.dropoff,
            load,
            rider.needs,
            self.pickup_service_s,
            self.dropoff_service_s,
            then_s,
            then_place,
        )


class Terms(NamedTuple):
    """The times of a request: which side rules, both windows, what is tolerated and told."""

    reference: ReferenceSide
    pickup: Window
    dropoff: Window
    tolerance_s: int
    promised: Window | None
    wait: Wait | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Booking:
    """What is needed to book a visit: the rules, the fleet's reach, the places and some chance.

    In the visits given to it, `home` and `destination` are indices among `places`.
    """

    profile: Profile
    rules: PoolingRules
    reach: Reach
    places: Sequence[Place]
    rng: np.random.Generator

    def book(self, visit: Visit) -> list[Request]:
        """The requests of one visit; raises `Infeasible` when no vehicle could ever serve it."""
        out, home = self._trip(visit, is_home=False), self._trip(visit, is_home=True)
        if visit.ways is Ways.HOME:
            return [self._depart(home, self._open_pickup(home, self._leaving_wave(visit, visit.begins_s)))]
        is_arrival = self.profile.purposes[visit.purpose].time_rule == "arrive_by"
        if not is_arrival:
            return self._book_departures(out, home)
        due_s = self._open_dropoff(out, self._arrival_wave(visit, visit.begins_s - self._check_in_s))
        if visit.ways is Ways.OUT:
            return [self._arrive(out, due_s)]
        if self._carrier_waits(out) and (waiting := self._book_waiting(out, home)):
            return waiting
        wanted_s = self._leaving_wave(visit, due_s + self._check_in_s + visit.lasts_s)
        ready_s = self._open_pickup(home, wanted_s)
        latest_s = ready_s - visit.lasts_s - self._check_in_s
        if due_s > latest_s:
            due_s = self._open_dropoff(out, latest_s)
        return [self._arrive(out, due_s), self._depart(home, ready_s)]

    def _book_departures(self, out: Trip, home: Trip) -> list[Request]:
        visit = out.visit
        leaves_s = self._open_pickup(out, visit.begins_s)
        requests = [self._depart(out, leaves_s)]
        if visit.ways is Ways.BOTH:
            wanted_s = leaves_s + out.pickup_service_s + out.direct_s + visit.lasts_s
            requests.append(self._depart(home, self._open_pickup(home, wanted_s)))
        return requests

    def _book_waiting(self, out: Trip, home: Trip) -> list[Request]:
        """Both ways by one waiting vehicle; nothing when no duty is long enough."""
        visit = out.visit
        back_s = home.pickup_service_s + int(self.reach.slowest_s(home.direct_s)) + home.dropoff_service_s
        bound_s = self._check_in_s + visit.lasts_s + back_s
        intervals = self.reach.list_dropoffs(visit.municipality, out.journey(bound_s, out.pickup))
        wanted_s = visit.begins_s - self._check_in_s
        due_s = nearest_open_s(intervals, wanted_s, self._margin_s)
        if due_s is None:
            return []
        due_s = due_s // MINUTE_S * MINUTE_S
        arrival = self._arrive(out, due_s)
        ready_s = due_s + self._check_in_s + visit.lasts_s
        back = self._depart(home, ready_s, Wait(arrival.id, visit.lasts_s))
        return [arrival, back]

    def _arrive(self, trip: Trip, due_s: int) -> Request:
        """A request that must be at its dropoff by `due_s`."""
        rules = self.profile.windows
        early_s = due_s - self._max_wait_s(trip.visit)
        tolerance_s = rules.late_tolerance_arrival_min * MINUTE_S
        leave_s = early_s - trip.limit_s - trip.pickup_service_s
        last_s = due_s + tolerance_s - trip.direct_s - trip.pickup_service_s
        promised = self._promise_arrival(trip, due_s) if trip.visit.is_promised[0] else None
        return self._request(
            trip,
            Terms(
                ReferenceSide.ARRIVE_BY,
                Window(max(0, leave_s), last_s),
                Window(max(0, early_s), due_s),
                tolerance_s,
                promised,
            ),
        )

    def _depart(self, trip: Trip, ready_s: int, wait: Wait | None = None) -> Request:
        """A request that is ready at its pickup from `ready_s`."""
        rules = self.profile.windows
        visit = trip.visit
        early_s, wait_s = 0, self._max_wait_s(visit)
        reference = ReferenceSide.READY_AT
        if self.profile.purposes[visit.purpose].time_rule == "depart_at":
            early_s, wait_s = rules.early_min * MINUTE_S, rules.late_min * MINUTE_S
        elif wait is None and visit.is_will_call:
            reference, wait_s = ReferenceSide.WILL_CALL, rules.will_call_wait_min * MINUTE_S
        elif wait is None and self._leaving_hours(visit):
            wait_s = rules.late_min * MINUTE_S
        tolerance_s = rules.late_tolerance_return_min * MINUTE_S
        pickup = Window(ready_s - early_s, ready_s + wait_s)
        is_promised = visit.is_promised[1] and wait is None and reference is ReferenceSide.READY_AT
        told = Window(pickup.earliest_s, min(pickup.latest_s, ready_s + rules.late_min * MINUTE_S))
        first_s = pickup.earliest_s + trip.pickup_service_s + trip.direct_s
        last_s = pickup.latest_s + tolerance_s + trip.pickup_service_s + trip.limit_s
        promised = told if is_promised else None
        return self._request(
            trip, Terms(reference, pickup, Window(first_s, last_s), tolerance_s, promised, wait)
        )

    def _request(self, trip: Trip, terms: Terms) -> Request:
        visit, rider = trip.visit, trip.visit.rider
        return Request(
            id=f"{visit.id}-{'hem' if trip.is_home else 'ut'}",
            pickup=self.places[trip.pickup].id,
            dropoff=self.places[trip.dropoff].id,
            pickup_window=terms.pickup,
            dropoff_window=terms.dropoff,
            load=rider.load,
            reference=terms.reference,
            pickup_service_s=trip.pickup_service_s,
            dropoff_service_s=trip.dropoff_service_s,
            escorts=rider.escorts,
            category=visit.purpose,
            priority=self.profile.purposes[visit.purpose].priority,
            late_tolerance_s=terms.tolerance_s,
            ride_alone=rider.ride_alone,
            group=rider.group,
            needs=rider.needs,
            wait=terms.wait,
            promised=terms.promised,
        )

    def _promise_arrival(self, trip: Trip, due_s: int) -> Window:
        rules = self.profile.windows
        slack_s = (rules.late_min + int(self.rng.integers(PROMISE_SLACK_MIN + 1))) * MINUTE_S
        zone = self.places[trip.pickup].zone
        leaves_s = int(depart_s(self.reach.work, zone, due_s - slack_s, trip.direct_s))
        told_s = (leaves_s - trip.pickup_service_s) // MINUTE_S * MINUTE_S
        return Window(max(0, told_s - rules.early_min * MINUTE_S), told_s + rules.late_min * MINUTE_S)

    def _trip(self, visit: Visit, *, is_home: bool) -> Trip:
        ends = (visit.destination, visit.home) if is_home else (visit.home, visit.destination)
        direct_s = int(self.reach.travel.legs[ends[0], ends[1], 0])
        detour_s = cap_detour(self.rules, visit.purpose, direct_s) or 0
        at_door_s, at_care_s = service_times(self.profile.riders, visit.rider)
        services = (at_care_s, at_door_s) if is_home else (at_door_s, at_care_s)
        return Trip(visit, *ends, direct_s, direct_s + detour_s, *services)

    def _open_dropoff(self, trip: Trip, wanted_s: int) -> int:
        intervals = self.reach.list_dropoffs(trip.visit.municipality, trip.journey())
        return self._nearest(trip.visit, intervals, wanted_s)

    def _open_pickup(self, trip: Trip, wanted_s: int) -> int:
        intervals = self.reach.list_dropoffs(trip.visit.municipality, trip.journey())
        before_s = int(self.reach.slowest_s(trip.direct_s)) + trip.pickup_service_s
        return self._nearest(trip.visit, intervals - before_s, wanted_s)

    def _nearest(self, visit: Visit, intervals: NDArray[np.int64], wanted_s: int) -> int:
        found = nearest_open_s(intervals, wanted_s, self._margin_s)
        if found is None:
            raise Infeasible(
                f"Inget fordon i profilen {self.profile.slug} hinner köra resan {visit.id}.",
                field=visit.id,
                remedy="Ge profilen längre skift eller kortare resor.",
            )
        return found // MINUTE_S * MINUTE_S

    def _carrier_waits(self, out: Trip) -> bool:
        rules, visit = self.profile.windows, out.visit
        return (
            visit.carrier_may_wait
            and visit.lasts_s <= rules.wait_pair_max_visit_min * MINUTE_S
            and out.direct_s >= rules.wait_pair_min_direct_min * MINUTE_S
            and not self._leaving_hours(visit)
        )

    @property
    def _margin_s(self) -> int:
        return self.profile.windows.margin_min * MINUTE_S

    @property
    def _check_in_s(self) -> int:
        return self.profile.windows.check_in_min * MINUTE_S

    def _max_wait_s(self, visit: Visit) -> int:
        rules = self.profile.windows
        minutes = rules.dialysis_max_wait_min if visit.purpose == DIALYSIS else rules.max_wait_min
        return minutes * MINUTE_S

    def _arrival_wave(self, visit: Visit, wanted_s: int) -> int:
        """The hospital's last fixed arrival in time, else its first, else the wanted time."""
        waves = self.profile.waves.hospitals.get(self.places[visit.destination].id)
        hours = [round(hour * HOUR_S) for hour in waves.arrive_h] if waves else []
        return max((hour for hour in hours if hour <= wanted_s), default=min(hours, default=wanted_s))

    def _leaving_wave(self, visit: Visit, wanted_s: int) -> int:
        """The hospital's first fixed departure from then on, else its last, else the wanted time."""
        hours = self._leaving_hours(visit)
        return min((hour for hour in hours if hour >= wanted_s), default=max(hours, default=wanted_s))

    def _leaving_hours(self, visit: Visit) -> list[int]:
        waves = self.profile.waves.hospitals.get(self.places[visit.destination].id)
        return [round(hour * HOUR_S) for hour in waves.leave_h] if waves else []


def service_times(riders: Riders, rider: Rider) -> tuple[int, int]:
    """Seconds of service at the rider's door and at the other end."""
    at_care_s = riders.seat_service_s
    if rider.load.wheelchairs:
        at_care_s = riders.wheelchair_service_s
    if rider.load.stretchers:
        at_care_s = riders.stretcher_service_s
    stairs_s = riders.stair_service_s if "stair_climber" in rider.needs else 0
    return at_care_s + stairs_s, at_care_s
