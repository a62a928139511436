"""Beginnings of runs that may not change: each stop known, once, after its pickup, in order of time."""

from __future__ import annotations

from skjuts.core.kernel.errors import DuplicateId, ImpossibleWindow, InvalidField, UnknownReference
from skjuts.core.planning.problem import FixedKind, FixedStop, Problem


def require_frozen(problem: Problem) -> None:
    """Raise for the first frozen stop that no run could begin with."""
    known = {request.id for request in problem.requests}
    seen: set[tuple[str, FixedKind]] = set()
    for row, vehicle in enumerate(problem.vehicles):
        for number, shift in enumerate(vehicle.shifts):
            field = f"vehicles[{row}].shifts[{number}].frozen"
            _require_stops(field, shift.frozen, known, seen)


def _require_stops(
    field: str, stops: tuple[FixedStop, ...], known: set[str], seen: set[tuple[str, FixedKind]]
) -> None:
    aboard: set[str] = set()
    clock: int | None = None
    for number, stop in enumerate(stops):
        where = f"{field}[{number}]"
        _require_stop(where, stop, known, seen, aboard)
        if clock is not None and stop.start_s < clock:
            raise ImpossibleWindow(
                f"Det låsta stoppet för {stop.request} börjar före stoppet innan.",
                field=f"{where}.start",
                remedy="Lägg de låsta stoppen i tidsordning.",
            )
        clock = stop.start_s
        seen.add((stop.request, stop.kind))
        aboard.add(stop.request)


def _require_stop(
    where: str, stop: FixedStop, known: set[str], seen: set[tuple[str, FixedKind]], aboard: set[str]
) -> None:
    if stop.request not in known:
        raise UnknownReference(
            f"Ett låst stopp hänvisar till beställningen ”{stop.request}”, som inte finns.",
            field=f"{where}.request",
        )
    if (stop.request, stop.kind) in seen:
        raise DuplicateId(f"Beställningen {stop.request} är låst två gånger.", field=where)
    if stop.kind is FixedKind.DROPOFF and stop.request not in aboard:
        raise InvalidField(
            f"Beställningen {stop.request} är låst för avlämning utan att vara hämtad i samma pass.",
            field=where,
            remedy="Lås också hämtningen, före avlämningen i samma pass.",
        )
