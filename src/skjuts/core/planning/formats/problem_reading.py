"""From the JSON form to a `Problem`: decode, resolve the travel times, judge, build."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.network.place import Place
from skjuts.core.planning.formats import problem_form as form
from skjuts.core.planning.formats.decoding import decode_form
from skjuts.core.planning.formats.inline_travel import travel_in_form
from skjuts.core.planning.formats.times import seconds_of_day
from skjuts.core.planning.formats.travel_form import TravelForm
from skjuts.core.planning.formats.validation import require_distinct_ids, require_sound
from skjuts.core.planning.problem import (
    Break,
    FixedStop,
    Load,
    PoolingRules,
    Problem,
    Request,
    RideCap,
    Shift,
    Vehicle,
    Wait,
    Window,
)
from skjuts.core.tariffs.contract import KmBand, Tariff

TravelResolver = Callable[[TravelForm, tuple[Place, ...]], TravelMatrix]
"""Gives the free-flow matrix of the places, from what the form says about travel."""


def read_problem(data: bytes, resolve_travel: TravelResolver = travel_in_form) -> Problem:
    """Read a problem from its JSON form, version 1.

    `resolve_travel` is asked once; the default knows the kinds that need nothing outside the
    form. Raises a subclass of `InvalidInput` that names the field and the remedy: everything the
    schema says, and everything in `validation`.
    """
    problem = decode_problem(data, resolve_travel)
    require_sound(problem)
    return problem


def decode_problem(data: bytes, resolve_travel: TravelResolver) -> Problem:
    """The problem as the form says it, before anything beyond the schema is judged."""
    document = decode_form(data, form.ProblemForm, kind=form.PROBLEM_KIND, version=form.PROBLEM_VERSION)
    places = tuple(Place(place.id, place.name, place.lat, place.lon, place.zone) for place in document.places)
    require_distinct_ids("places", [place.id for place in places])
    require_distinct_ids("tariffs", [tariff.id for tariff in document.tariffs])
    return Problem(
        name=document.name,
        places=places,
        travel=_travel(document, resolve_travel(document.travel, places)),
        requests=tuple(_request(request) for request in document.requests),
        vehicles=tuple(_vehicle(vehicle) for vehicle in document.vehicles),
        tariffs={tariff.id: _tariff(tariff) for tariff in document.tariffs},
        rules=_rules(document.rules),
        objective=document.objective,
    )


def _travel(document: form.ProblemForm, travel: TravelMatrix) -> TravelMatrix:
    if not document.slowdown:
        return travel
    slowdown = np.array(document.slowdown, dtype=np.int32)
    return TravelMatrix(travel.legs, travel.source, travel.is_estimate, slowdown)


def _window(window: form.WindowForm) -> Window:
    return Window(seconds_of_day(window.earliest), seconds_of_day(window.latest))


def _load(load: form.LoadForm) -> Load:
    return Load(load.seats, load.wheelchairs, load.stretchers, load.attendants)


def _request(request: form.RequestForm) -> Request:
    return Request(
        id=request.id,
        pickup=request.pickup,
        dropoff=request.dropoff,
        pickup_window=_window(request.pickup_window),
        dropoff_window=_window(request.dropoff_window),
        load=_load(request.load),
        reference=request.reference,
        pickup_service_s=request.pickup_service_s,
        dropoff_service_s=request.dropoff_service_s,
        escorts=request.escorts,
        category=request.category,
        priority=request.priority,
        max_ride_s=request.max_ride_s,
        late_tolerance_s=request.late_tolerance_s,
        ride_alone=request.ride_alone,
        group=request.group,
        needs=frozenset(request.needs),
        wait=Wait(request.wait.outbound, request.wait.visit_s) if request.wait else None,
        promised=_window(request.promised) if request.promised else None,
        published_vehicle=request.published_vehicle,
        unserved_ore=request.unserved_ore,
    )


def _vehicle(vehicle: form.VehicleForm) -> Vehicle:
    return Vehicle(
        id=vehicle.id,
        tariff=vehicle.tariff,
        layouts=tuple(_load(layout) for layout in vehicle.layouts),
        shifts=tuple(_shift(shift) for shift in vehicle.shifts),
        start_place=vehicle.start_place,
        end_place=vehicle.end_place,
        qualifications=frozenset(vehicle.qualifications),
        carrier=vehicle.carrier,
        guaranteed=vehicle.guaranteed,
    )


def _shift(shift: form.ShiftForm) -> Shift:
    return Shift(
        start_s=seconds_of_day(shift.start),
        end_s=seconds_of_day(shift.end),
        breaks=tuple(
            Break(seconds_of_day(rest.earliest), seconds_of_day(rest.latest), rest.duration_s)
            for rest in shift.breaks
        ),
        max_duration_s=shift.max_duration_s,
        frozen=tuple(FixedStop(stop.request, stop.kind, seconds_of_day(stop.start)) for stop in shift.frozen),
    )


def _tariff(tariff: form.TariffForm) -> Tariff:
    return Tariff(
        id=tariff.id,
        start_ore=tariff.start_ore,
        km_bands=tuple(KmBand(band.from_m, band.per_km_ore) for band in tariff.km_bands),
        per_minute_ore=tariff.per_minute_ore,
        waiting_per_minute_ore=tariff.waiting_per_minute_ore,
        approach_per_km_ore=tariff.approach_per_km_ore,
        return_per_km_ore=tariff.return_per_km_ore,
        minimum_ore=tariff.minimum_ore,
        guaranteed_s=tariff.guaranteed_s,
        guaranteed_per_hour_ore=tariff.guaranteed_per_hour_ore,
    )


def _rules(rules: form.RulesForm) -> PoolingRules:
    return PoolingRules(
        ride_caps=tuple(
            RideCap(row.category, row.direct_up_to_s, row.max_detour_s) for row in rules.ride_caps
        ),
        may_not_mix=frozenset(rules.may_not_mix),
        unserved_ore=dict(rules.unserved_ore),
        lateness_per_minute_ore=rules.lateness_per_minute_ore,
        change_ore=rules.change_ore,
    )
