"""Makes a whole invented day: real geography, invented riders, vehicles and prices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.network.place import Place
from skjuts.core.network.slowdown import tabulate_work
from skjuts.core.network.straight_line import StraightLine
from skjuts.core.network.travel_times import TravelTimes
from skjuts.core.planning.problem import PoolingRules, Problem, Request
from skjuts.rehearsal.booking import Booking, list_ride_caps
from skjuts.rehearsal.destinations import Destinations, list_destinations
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.fleet import Depot, FleetDraw, draw_fleet
from skjuts.rehearsal.geography import CarePlace, Locality, county, list_localities
from skjuts.rehearsal.ground import measure_travel, snap_homes, tabulate_zones, zone_of_points
from skjuts.rehearsal.profile import Profile, get_profile
from skjuts.rehearsal.reach import Reach
from skjuts.rehearsal.visits import Visit, VisitDraw, draw_visits

WEDNESDAY = 2
DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class DayDraw:
    """A day before any road has been asked: places, who goes where, and the fleet."""

    profile: Profile
    places: tuple[Place, ...]
    visits: tuple[Visit, ...]
    """With homes and destinations as indices among `places`."""
    fleet: FleetDraw
    seed: int


def make_day(
    region: str = "jamtland_harjedalen",
    requests: int | None = None,
    seed: int = 1,
    *,
    weekday: int = WEDNESDAY,
    separate_dialysis: bool = False,
    travel_times: TravelTimes | None = None,
) -> Problem:
    """Make a day of a region as a planning problem; the same arguments give the same day.

    `region` is a profile's slug (`profile.list_regions`), `requests` the number of one-way rides
    (None: the profile's own day), `weekday` 0 for Monday. `separate_dialysis` puts the temporary
    rule in force that dialysis riders share only with each other. `travel_times` is the source of
    the travel matrix, by default the straight-line estimate. Raises `NotFound` for an unknown
    region and `InvalidField` for a number of requests or a weekday that cannot be.
    """
    profile = get_profile(region)
    roads = travel_times or StraightLine()
    draw = draw_day(profile, profile.size.requests if requests is None else requests, seed, weekday, roads)
    return settle_day(draw, roads, separate_dialysis=separate_dialysis)


def draw_day(profile: Profile, requests: int, seed: int, weekday: int, roads: TravelTimes) -> DayDraw:
    """Draw who goes where and the fleet, and lay out the places; see `make_day`."""
    if requests < 1:
        raise InvalidField("Antalet resor måste vara minst ett.", field="requests")
    if not 0 <= weekday < DAYS_PER_WEEK:
        raise InvalidField("Veckodagen ska vara 0 (måndag) till 6 (söndag).", field="weekday")
    localities = list_region_localities(profile)
    destinations = list_destinations(stream(seed, "destinations"), profile, localities, roads)
    drawn = draw_visits(profile, localities, destinations, requests, weekday, seed)
    riders = Counter(visit.municipality for visit in drawn.visits)
    fleet = draw_fleet(stream(seed, "fleet"), profile, localities, riders, requests)
    places, visits = _lay_out(profile, localities, destinations, drawn, fleet)
    return DayDraw(profile, places, visits, fleet, seed)


def settle_day(draw: DayDraw, roads: TravelTimes, *, separate_dialysis: bool = False) -> Problem:
    """Measure the roads of a drawn day and book its visits at times that a vehicle can keep."""
    profile = draw.profile
    travel = measure_travel(roads, draw.places, tabulate_zones(profile))
    rules = pooling_rules(profile, separate_dialysis=separate_dialysis)
    reach = Reach(
        draw.fleet,
        {place.id: index for index, place in enumerate(draw.places)},
        travel,
        tabulate_work(tabulate_zones(profile)),
        frozenset(place.zone for place in draw.places),
    )
    booking = Booking(profile, rules, reach, draw.places, stream(draw.seed, "booking"))
    requests: list[Request] = []
    for visit in draw.visits:
        requests += booking.book(visit)
    return Problem(
        name=f"Påhittad dag i {profile.title}, {len(requests)} resor, frö {draw.seed}",
        places=draw.places,
        travel=travel,
        requests=tuple(requests),
        vehicles=draw.fleet.vehicles,
        tariffs=draw.fleet.tariffs,
        rules=rules,
    )


def list_region_localities(profile: Profile) -> list[Locality]:
    """The localities of the profile's counties."""
    counties = profile.area.counties
    return [one for one in list_localities() if not counties or county(one.municipality) in counties]


def pooling_rules(profile: Profile, *, separate_dialysis: bool) -> PoolingRules:
    """The profile's rules of pooling, with or without the temporary rule for dialysis."""
    pairs = profile.mixing.may_not_mix + (profile.mixing.dialysis_overlay if separate_dialysis else ())
    return PoolingRules(
        ride_caps=list_ride_caps(profile),
        may_not_mix=frozenset(pairs),
        unserved_ore=profile.prices.unserved_ore,
        lateness_per_minute_ore=profile.prices.lateness_per_minute_ore,
        change_ore=profile.prices.change_ore,
    )


def _lay_out(
    profile: Profile,
    localities: Sequence[Locality],
    destinations: Destinations,
    drawn: VisitDraw,
    fleet: FleetDraw,
) -> tuple[tuple[Place, ...], tuple[Visit, ...]]:
    """Number the places: homes first, then the destinations in use, then depots."""
    used = sorted({visit.destination for visit in drawn.visits})
    limit = max(1, profile.size.place_limit - len(used) - len(fleet.depots))
    kept, stands_for = snap_homes(drawn.home_points, limit)
    towns = [localities[drawn.home_localities[home]].name for home in kept]
    care = [destinations.places[index] for index in used]
    points = np.concatenate(
        [
            drawn.home_points[kept],
            np.array([(place.lat, place.lon) for place in care]),
            np.array([(depot.locality.lat, depot.locality.lon) for depot in fleet.depots]),
        ]
    )
    places = _build_places(profile, list(_name_places(towns, care, fleet.depots)), points)
    care_at = {index: len(kept) + position for position, index in enumerate(used)}
    visits = tuple(
        replace(visit, home=int(stands_for[visit.home]), destination=care_at[visit.destination])
        for visit in drawn.visits
    )
    return places, visits


def _name_places(
    towns: Sequence[str], care: Sequence[CarePlace], depots: Sequence[Depot]
) -> Iterator[tuple[str, str]]:
    """Identifier and name of each place, in the order of their numbers; what is invented is called so."""
    for number, town in enumerate(towns, start=1):
        yield f"hem-{number:05d}", f"Påhittad bostad {number}, {town}"
    for place in care:
        yield place.id, f"{place.name} (ungefärligt läge)"
    for depot in depots:
        yield depot.id, f"Påhittad uppställningsplats, {depot.locality.name}"


def _build_places(
    profile: Profile, named: Sequence[tuple[str, str]], points: NDArray[np.float64]
) -> tuple[Place, ...]:
    rounded = points.round(5)
    zones = zone_of_points(profile, rounded)
    return tuple(
        Place(key, name, float(lat), float(lon), int(zone))
        for (key, name), (lat, lon), zone in zip(named, rounded, zones, strict=True)
    )
