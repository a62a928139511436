"""From a `Problem` to its JSON form: what is read back is equal to what was written."""

from __future__ import annotations

import msgspec

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.planning.formats import problem_form as form
from skjuts.core.planning.formats.travel_form import MatrixForm, TravelForm
from skjuts.core.planning.problem import Load, PoolingRules, Problem, Request, Shift, Vehicle, Window
from skjuts.core.tariffs.contract import Tariff


def write_problem(problem: Problem, travel: TravelForm | None = None) -> bytes:
    """Write a problem in the JSON form, version 1.

    `travel` says where the reader finds the travel times; without it the whole matrix is written
    into the form. A problem read from a foreign format counts in ticks and has no such form.
    """
    if problem.format != "skjuts":
        fault = f"a problem of format {problem.format} has no JSON form"
        raise ValueError(fault)
    slowdown = problem.travel.slowdown
    return msgspec.json.encode(
        form.ProblemForm(
            skjuts="problem",
            version=1,
            name=problem.name,
            places=tuple(
                form.PlaceForm(id=place.id, name=place.name, lat=place.lat, lon=place.lon, zone=place.zone)
                for place in problem.places
            ),
            travel=travel or matrix_form(problem.travel),
            slowdown=() if slowdown is None else tuple(map(tuple, slowdown.tolist())),
            requests=tuple(_request(request) for request in problem.requests),
            vehicles=tuple(_vehicle(vehicle) for vehicle in problem.vehicles),
            tariffs=tuple(_tariff(tariff) for tariff in problem.tariffs.values()),
            rules=_rules(problem.rules),
            objective=problem.objective,
        )
    )


def matrix_form(travel: TravelMatrix) -> MatrixForm:
    """The whole matrix inside the form; grows with the square of the number of places."""
    return MatrixForm(
        source=travel.source,
        is_estimate=travel.is_estimate,
        seconds=tuple(map(tuple, travel.legs[:, :, 0].tolist())),
        metres=tuple(map(tuple, travel.legs[:, :, 1].tolist())),
    )


def _window(window: Window) -> form.WindowForm:
    return form.WindowForm(earliest=window.earliest_s, latest=window.latest_s)


def _load(load: Load) -> form.LoadForm:
    return form.LoadForm(**load._asdict())


def _request(request: Request) -> form.RequestForm:
    wait, promised = request.wait, request.promised
    return form.RequestForm(
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
        needs=tuple(sorted(request.needs)),
        wait=form.WaitForm(outbound=wait.outbound, visit_s=wait.visit_s) if wait else None,
        promised=_window(promised) if promised else None,
        published_vehicle=request.published_vehicle,
        unserved_ore=request.unserved_ore,
    )


def _vehicle(vehicle: Vehicle) -> form.VehicleForm:
    return form.VehicleForm(
        id=vehicle.id,
        tariff=vehicle.tariff,
        layouts=tuple(_load(layout) for layout in vehicle.layouts),
        shifts=tuple(_shift(shift) for shift in vehicle.shifts),
        start_place=vehicle.start_place,
        end_place=vehicle.end_place,
        qualifications=tuple(sorted(vehicle.qualifications)),
        carrier=vehicle.carrier,
        guaranteed=vehicle.guaranteed,
    )


def _shift(shift: Shift) -> form.ShiftForm:
    return form.ShiftForm(
        start=shift.start_s,
        end=shift.end_s,
        breaks=tuple(
            form.BreakForm(earliest=rest.earliest_s, latest=rest.latest_s, duration_s=rest.duration_s)
            for rest in shift.breaks
        ),
        max_duration_s=shift.max_duration_s,
        frozen=tuple(
            form.FixedStopForm(request=stop.request, kind=stop.kind, start=stop.start_s)
            for stop in shift.frozen
        ),
    )


def _tariff(tariff: Tariff) -> form.TariffForm:
    return form.TariffForm(
        id=tariff.id,
        start_ore=tariff.start_ore,
        km_bands=tuple(
            form.KmBandForm(from_m=band.from_m, per_km_ore=band.per_km_ore) for band in tariff.km_bands
        ),
        per_minute_ore=tariff.per_minute_ore,
        waiting_per_minute_ore=tariff.waiting_per_minute_ore,
        approach_per_km_ore=tariff.approach_per_km_ore,
        return_per_km_ore=tariff.return_per_km_ore,
        minimum_ore=tariff.minimum_ore,
        guaranteed_s=tariff.guaranteed_s,
        guaranteed_per_hour_ore=tariff.guaranteed_per_hour_ore,
    )


def _rules(rules: PoolingRules) -> form.RulesForm:
    return form.RulesForm(
        ride_caps=tuple(form.RideCapForm(**row._asdict()) for row in rules.ride_caps),
        may_not_mix=tuple(sorted(rules.may_not_mix)),
        unserved_ore=dict(rules.unserved_ore),
        lateness_per_minute_ore=rules.lateness_per_minute_ore,
        change_ore=rules.change_ore,
    )
