"""Loads that are something, and that some vehicle has room for."""

from __future__ import annotations

from skjuts.core.kernel.errors import LoadTooLarge, NegativeLoad
from skjuts.core.planning.problem import Load, Problem, Request

_ROOM = {
    "seats": "sittplatser",
    "wheelchairs": "rullstolar",
    "stretchers": "bårar",
    "attendants": "vårdarplatser",
}


def require_loads(problem: Problem) -> None:
    """Raise `NegativeLoad` or `LoadTooLarge`, naming the request or the layout."""
    layouts = {layout for vehicle in problem.vehicles for layout in vehicle.layouts if vehicle.shifts}
    fitting: set[Load] = set()
    for row, request in enumerate(problem.requests):
        _require_something(f"requests[{row}]", request)
        load = request.total_load
        if load in fitting:
            continue
        if not any(_holds(layout, load) for layout in layouts):
            raise _too_large(row, request)
        fitting.add(load)


def _holds(layout: Load, load: Load) -> bool:
    return all(room >= need for room, need in zip(layout, load, strict=True))


def _require_something(field: str, request: Request) -> None:
    for name, amount in request.load._asdict().items():
        if amount < 0:
            raise NegativeLoad(
                f"Beställningen {request.id} har {amount} {_ROOM[name]}.", field=f"{field}.load.{name}"
            )
    if request.escorts < 0:
        raise NegativeLoad(
            f"Beställningen {request.id} har {request.escorts} ledsagare.", field=f"{field}.escorts"
        )
    if not any(request.total_load):
        raise NegativeLoad(f"Beställningen {request.id} har ingen last.", field=f"{field}.load")


def _too_large(row: int, request: Request) -> LoadTooLarge:
    parts = ", ".join(
        f"{amount} {_ROOM[name]}" for name, amount in request.total_load._asdict().items() if amount
    )
    return LoadTooLarge(
        f"Inget fordon med pass den här dagen rymmer beställningen {request.id} "
        f"({parts}, ledsagare inräknade).",
        field=f"requests[{row}].load",
    )
