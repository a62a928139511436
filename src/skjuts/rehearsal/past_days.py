"""Invented days as a region's own past would be: with when each booking came, and where everybody lives.

Plans are tried again on them, with other fleets or times, or with every booking known before the day began.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.place import Place
from skjuts.core.planning.problem import Problem, ReferenceSide, Request
from skjuts.core.ports.past_days import BookedDay, DayName
from skjuts.rehearsal.day import make_day
from skjuts.rehearsal.day_command import DEFAULT_REGION
from skjuts.rehearsal.draws import flags, stream
from skjuts.rehearsal.geography import list_localities
from skjuts.rehearsal.profile import Profile, get_profile
from skjuts.rehearsal.visits import DIALYSIS
from skjuts.web.municipalities import list_municipalities

COUNT = 20
RIDES = 240
"""Half of the region's own day: twenty of them are planned in the time that somebody waits."""
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag")
MINUTE_S = 60
MARK = "dag-"
REGULAR = frozenset({DIALYSIS, "school"})
"""Known long before: nobody books them on the day."""


def list_invented_days() -> tuple[DayName, ...]:
    """Four invented weeks of weekdays."""
    return tuple(
        DayName(
            id=f"{MARK}{number:02d}",
            title=f"Påhittad {WEEKDAYS[weekday]}, vecka {week + 1}",
        )
        for number, (week, weekday) in enumerate(
            (divmod(place, len(WEEKDAYS)) for place in range(COUNT)), start=1
        )
    )


def invent_past_day(day_id: str) -> BookedDay:
    """The day of an id; the same each time."""
    seed = int(day_id.removeprefix(MARK))
    problem = make_day(requests=RIDES, seed=seed, weekday=(seed - 1) % len(WEEKDAYS))
    return BookedDay(
        problem=problem,
        booked_s=dict(_tell_bookings(problem, get_profile(DEFAULT_REGION), seed)),
        returns=dict(_list_returns(problem.requests)),
        areas=name_areas(problem.places),
    )


def name_areas(places: Sequence[Place]) -> dict[str, str]:
    """The municipality of the locality nearest to each place."""
    localities, names = list_localities(), list_municipalities()
    towns = unit_vectors((one.lat, one.lon) for one in localities)
    nearest = np.argmin(crow_m(unit_vectors((one.lat, one.lon) for one in places), towns), axis=1)
    codes = [localities[index].municipality for index in nearest]
    return {place.id: names.get(code, code) for place, code in zip(places, codes, strict=True)}


def _tell_bookings(problem: Problem, profile: Profile, seed: int) -> Iterator[tuple[str, int]]:
    """When the rides came that nobody knew of the evening before: called for when ready, or booked late."""
    rng = stream(seed, "came")
    called = [one for one in problem.requests if one.reference is ReferenceSide.WILL_CALL]
    yield from ((one.id, one.pickup_window.earliest_s) for one in called)
    linked = {one.wait.outbound for one in problem.requests if one.wait is not None}
    others = [
        one
        for one in problem.requests
        if one.reference is not ReferenceSide.WILL_CALL
        and one.wait is None
        and one.id not in linked
        and one.category not in REGULAR
    ]
    late = flags(rng, len(others), profile.windows.same_day_share)
    leads = rng.integers(*profile.windows.same_day_lead_min, size=len(others)) * MINUTE_S
    for one, is_late, lead_s in zip(others, late.tolist(), leads.tolist(), strict=True):
        if is_late:
            yield one.id, max(0, one.pickup_window.earliest_s - lead_s)


def _list_returns(requests: Sequence[Request]) -> Iterator[tuple[str, str]]:
    """Ways home by their ways out, where both are ordered and the vehicle does not wait."""
    ids = {one.id for one in requests}
    for one in requests:
        out = f"{one.id.removesuffix('-hem')}-ut"
        if one.id.endswith("-hem") and one.wait is None and out in ids:
            yield one.id, out
