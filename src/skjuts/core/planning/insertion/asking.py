"""What a new request must be to be asked about at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from skjuts.core.kernel.errors import (
    DuplicateId,
    ImpossibleWindow,
    InvalidField,
    NegativeLoad,
    UnknownReference,
)
from skjuts.core.planning.insertion.offer import OfferedTime
from skjuts.core.planning.problem import Problem, Request, Window


def require_bookable(
    problem: Problem, places: Collection[str], booked: Collection[str], request: Request
) -> None:
    """Require a request that the plan can take: its own id, known places, a load and a price.

    Raises `DuplicateId`, `UnknownReference`, `NegativeLoad` or `InvalidField`, naming the field.
    """
    if request.id in booked:
        raise DuplicateId(f"Beställningen {request.id} finns redan i planen.", field="id")
    for field, place in (("pickup", request.pickup), ("dropoff", request.dropoff)):
        if place not in places:
            raise UnknownReference(
                f"Beställningen {request.id} hänvisar till platsen ”{place}”, som inte finns i planen.",
                field=field,
                remedy="Välj en av planens platser, eller planera om dagen med den nya platsen.",
            )
    if min(request.total_load) < 0 or not any(request.total_load):
        raise NegativeLoad(field="load")
    if request.unserved_ore is None and request.priority not in problem.rules.unserved_ore:
        raise UnknownReference(
            f"Beställningen {request.id} har prioritet {request.priority}, som saknar pris i regelverket.",
            field="priority",
        )
    if request.wait is not None:
        raise InvalidField(
            f"Beställningen {request.id} vill att fordonet väntar; sådana planeras med hela dagen.",
            field="wait",
            remedy="Beställ hemresan för sig, eller planera om dagen.",
        )


def require_times(times: Sequence[OfferedTime]) -> None:
    """Require windows that end no earlier than they begin; raises `ImpossibleWindow`."""
    for number, time in enumerate(times):
        for field in ("pickup_window", "dropoff_window"):
            window: Window = getattr(time, field)
            if window.latest_s < window.earliest_s:
                raise ImpossibleWindow(field=f"times[{number}].{field}")
