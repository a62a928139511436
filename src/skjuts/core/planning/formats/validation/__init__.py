"""What a problem must hold beyond its schema, so that no later step meets nonsense.

Each rule raises the fitting subclass of `InvalidInput` at the first fault, with the path of the
field and the id of the row, so that the sender can go straight to it.
"""

from __future__ import annotations

from skjuts.core.planning.formats.validation.fleet import require_fleet
from skjuts.core.planning.formats.validation.frozen import require_frozen
from skjuts.core.planning.formats.validation.identity import require_distinct_ids
from skjuts.core.planning.formats.validation.loads import require_loads
from skjuts.core.planning.formats.validation.references import require_references
from skjuts.core.planning.formats.validation.rules import require_rules
from skjuts.core.planning.formats.validation.travel import require_travel
from skjuts.core.planning.formats.validation.waits import require_waits
from skjuts.core.planning.formats.validation.windows import require_windows
from skjuts.core.planning.problem import Problem

__all__ = ["require_distinct_ids", "require_sound"]


def require_sound(problem: Problem) -> None:
    """Raise the first fault found; the order goes from names to times."""
    require_distinct_ids("places", [place.id for place in problem.places])
    require_distinct_ids("requests", [request.id for request in problem.requests])
    require_distinct_ids("vehicles", [vehicle.id for vehicle in problem.vehicles])
    require_travel(problem)
    require_references(problem)
    require_rules(problem)
    require_fleet(problem)
    require_loads(problem)
    require_frozen(problem)
    require_waits(problem)
    require_windows(problem)
