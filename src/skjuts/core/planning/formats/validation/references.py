"""Whatever is referred to exists."""

from __future__ import annotations

from collections.abc import Collection

from skjuts.core.kernel.errors import UnknownReference
from skjuts.core.planning.problem import Problem, Request, Vehicle


def require_references(problem: Problem) -> None:
    """Raise `UnknownReference` for a place, tariff, vehicle, qualification or price that is not there."""
    places = {place.id for place in problem.places}
    vehicles = {vehicle.id for vehicle in problem.vehicles}
    offered = {name for vehicle in problem.vehicles for name in vehicle.qualifications}
    for row, vehicle in enumerate(problem.vehicles):
        _require_of_vehicle(f"vehicles[{row}]", vehicle, places, problem.tariffs.keys())
    for row, request in enumerate(problem.requests):
        field = f"requests[{row}]"
        _require_of_request(field, request, places, vehicles)
        _require_qualifications(field, request, offered)
        _require_price(field, request, problem.rules.unserved_ore.keys())


def _require(known: Collection[str], name: str | None, field: str, owner: str, what: str) -> None:
    if name is not None and name not in known:
        raise UnknownReference(f"{owner} hänvisar till {what} ”{name}”, som inte finns.", field=field)


def _require_of_vehicle(
    field: str, vehicle: Vehicle, places: Collection[str], tariffs: Collection[str]
) -> None:
    owner = f"Fordonet {vehicle.id}"
    _require(tariffs, vehicle.tariff, f"{field}.tariff", owner, "avtalet")
    _require(places, vehicle.start_place, f"{field}.start_place", owner, "platsen")
    _require(places, vehicle.end_place, f"{field}.end_place", owner, "platsen")


def _require_of_request(
    field: str, request: Request, places: Collection[str], vehicles: Collection[str]
) -> None:
    owner = f"Beställningen {request.id}"
    _require(places, request.pickup, f"{field}.pickup", owner, "platsen")
    _require(places, request.dropoff, f"{field}.dropoff", owner, "platsen")
    _require(vehicles, request.published_vehicle, f"{field}.published_vehicle", owner, "fordonet")


def _require_qualifications(field: str, request: Request, offered: Collection[str]) -> None:
    missing = sorted(request.needs.difference(offered))
    if missing:
        raise UnknownReference(
            f"Beställningen {request.id} kräver ”{missing[0]}”, som inget fordon har.",
            field=f"{field}.needs",
            remedy="Rätta kravet eller lägg till ett fordon som uppfyller det.",
        )


def _require_price(field: str, request: Request, priorities: Collection[int]) -> None:
    if request.unserved_ore is None and request.priority not in priorities:
        raise UnknownReference(
            f"Beställningen {request.id} har prioritet {request.priority}, som saknar pris i regelverket.",
            field=f"{field}.priority",
            remedy="Lägg till prioriteten i rules.unserved_ore eller ange unserved_ore på beställningen.",
        )
