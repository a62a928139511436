"""What can go wrong with a live plan."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, Infeasible


class RideBegun(Conflict):
    """The vehicle has fetched the rider or set out for the pickup, so the run is held fixed."""

    code = "conflict.ride_begun"
    sentence = "Fordonet har redan hämtat resenären eller är på väg dit."
    advice = "Kontakta föraren genom trafikledningen."


class PlanBroken(Infeasible):
    """A run that was handed over cannot be driven by the rules of its problem."""

    code = "infeasible.run"
    sentence = "En tur i planen går inte att köra."
    advice = "Planera om dagen, eller rätta planen med hjälp av `skjuts check-plan`."
