"""Vehicles whose layouts, shifts and breaks make sense, and tariffs whose bands rise."""

from __future__ import annotations

from itertools import pairwise

from skjuts.core.kernel.errors import ImpossibleWindow, InvalidField, NegativeLoad
from skjuts.core.planning.problem import Problem, Shift, Vehicle
from skjuts.core.planning.problem.vehicle import MAX_BREAKS, MAX_LAYOUTS
from skjuts.core.tariffs.contract import MAX_KM_BANDS, Tariff


def require_fleet(problem: Problem) -> None:
    """Raise for the first vehicle or tariff that no run could follow."""
    for row, vehicle in enumerate(problem.vehicles):
        _require_layouts(f"vehicles[{row}]", vehicle)
        _require_shifts(f"vehicles[{row}]", vehicle)
    for row, tariff in enumerate(problem.tariffs.values()):
        _require_bands(f"tariffs[{row}].km_bands", tariff)


def _require_layouts(field: str, vehicle: Vehicle) -> None:
    if not 1 <= len(vehicle.layouts) <= MAX_LAYOUTS:
        raise InvalidField(
            f"Fordonet {vehicle.id} har {len(vehicle.layouts)} inredningar; det ska ha 1–{MAX_LAYOUTS}.",
            field=f"{field}.layouts",
        )
    for row, layout in enumerate(vehicle.layouts):
        if min(layout) < 0:
            raise NegativeLoad(
                f"Fordonet {vehicle.id} har en inredning med ett negativt antal platser.",
                field=f"{field}.layouts[{row}]",
                remedy="Ange antalet platser som noll eller mer.",
            )


def _require_shifts(field: str, vehicle: Vehicle) -> None:
    for row, shift in enumerate(vehicle.shifts):
        if shift.end_s <= shift.start_s:
            raise ImpossibleWindow(
                f"Fordonet {vehicle.id} har ett pass som slutar innan det börjar.",
                field=f"{field}.shifts[{row}].end",
            )
        _require_breaks(f"{field}.shifts[{row}].breaks", vehicle.id, shift)
    by_start = sorted(range(len(vehicle.shifts)), key=lambda row: vehicle.shifts[row].start_s)
    for earlier, later in pairwise(by_start):
        if vehicle.shifts[later].start_s < vehicle.shifts[earlier].end_s:
            raise ImpossibleWindow(
                f"Fordonet {vehicle.id} har två pass som överlappar varandra.",
                field=f"{field}.shifts[{later}].start",
                remedy="Slå ihop passen eller flytta det ena.",
            )


def _require_breaks(field: str, vehicle_id: str, shift: Shift) -> None:
    if len(shift.breaks) > MAX_BREAKS:
        raise InvalidField(
            f"Fordonet {vehicle_id} har ett pass med fler än {MAX_BREAKS} raster.", field=field
        )
    free_from = shift.start_s
    for row, rest in enumerate(shift.breaks):
        start = max(rest.earliest_s, free_from)
        if rest.latest_s < start or start + rest.duration_s > shift.end_s:
            raise ImpossibleWindow(
                f"Fordonet {vehicle_id} har en rast som inte får plats i passet.",
                field=f"{field}[{row}]",
                remedy="Rätta rastens tider så att den ryms i passet, efter föregående rast.",
            )
        free_from = start + rest.duration_s


def _require_bands(field: str, tariff: Tariff) -> None:
    starts = [band.from_m for band in tariff.km_bands]
    if len(starts) > MAX_KM_BANDS:
        raise InvalidField(f"Avtalet {tariff.id} har fler än {MAX_KM_BANDS} kilometerband.", field=field)
    if starts and (starts[0] != 0 or any(a >= b for a, b in pairwise(starts))):
        raise InvalidField(
            f"Avtalet {tariff.id} har kilometerband i fel ordning.",
            field=field,
            remedy="Låt det första bandet börja på 0 meter och nästa alltid längre bort.",
        )
