"""Linked returns: each waits on one outbound ride, at its place, with time for the visit."""

from __future__ import annotations

from skjuts.core.kernel.errors import DuplicateId, ImpossibleWindow, InvalidField, UnknownReference
from skjuts.core.planning.formats.validation.spans import tell_span
from skjuts.core.planning.problem import Problem, Request
from skjuts.core.planning.problem.limits import hard_dropoff_window, hard_pickup_window


def require_waits(problem: Problem) -> None:
    """Raise for the first linked return that no vehicle could wait for."""
    by_id = {request.id: request for request in problem.requests}
    waited_for: dict[str, str] = {}
    for row, request in enumerate(problem.requests):
        if request.wait is None:
            continue
        field = f"requests[{row}].wait"
        outbound = _outbound_of(field, request, by_id)
        if outbound.id in waited_for:
            raise DuplicateId(
                f"Både {waited_for[outbound.id]} och {request.id} väntar på beställningen {outbound.id}.",
                field=f"{field}.outbound",
                remedy="Låt bara en återresa vänta på varje utresa.",
            )
        waited_for[outbound.id] = request.id
        _require_time(field, request, outbound, request.wait.visit_s)


def _outbound_of(field: str, request: Request, by_id: dict[str, Request]) -> Request:
    name = request.wait.outbound if request.wait else ""
    outbound = by_id.get(name)
    if outbound is None:
        raise UnknownReference(
            f"Beställningen {request.id} väntar på ”{name}”, som inte finns.", field=f"{field}.outbound"
        )
    if outbound.wait is not None or outbound is request:
        raise InvalidField(
            f"Beställningen {request.id} väntar på {name}, som själv är en väntande återresa.",
            field=f"{field}.outbound",
            remedy="Låt en återresa vänta på en utresa som inte väntar på någon annan.",
        )
    if outbound.dropoff != request.pickup:
        raise InvalidField(
            f"Beställningen {request.id} hämtas vid {request.pickup}, "
            f"men {name} lämnas vid {outbound.dropoff}.",
            field=field,
            remedy="Låt återresan börja där utresan slutar.",
        )
    return outbound


def _require_time(field: str, request: Request, outbound: Request, visit_s: int) -> None:
    earliest = hard_dropoff_window(outbound).earliest_s + outbound.dropoff_service_s + visit_s
    missing = earliest - hard_pickup_window(request).latest_s
    if missing > 0:
        raise ImpossibleWindow(
            f"Besöket hinns inte med: {request.id} måste hämtas {tell_span(missing)} "
            "innan det tidigast är slut.",
            field=f"{field}.visit_s",
            remedy="Förkorta besöket eller flytta återresan.",
        )
