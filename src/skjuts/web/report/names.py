"""Names of places, shortened where the page says the same thing once for all."""

from __future__ import annotations

import re

from skjuts.core.planning.explain import Lookup
from skjuts.core.planning.problem import Problem

APPROXIMATE = "(ungefärligt läge)"
"""Stands in the name of a place whose point is its locality's, not its own."""
INVENTED = ("Påhittad ", "Påhittat ")

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_DIGITS = re.compile(r"(\d+)")


def place_name(lookup: Lookup, place_id: str) -> str:
    """The name in lists and tables; a mark at the top tells of approximate points."""
    return lookup.get_place_name(place_id).replace(f" {APPROXIMATE}", "")


def map_name(lookup: Lookup, place_id: str) -> str:
    """The name on the map: nothing in brackets, and no name at all for an invented place."""
    name = _BRACKETS.sub("", lookup.get_place_name(place_id))
    return "" if name.startswith(INVENTED) else name


def has_approximate_places(problem: Problem) -> bool:
    """Whether some place is shown at a point that is not its own."""
    return any(APPROXIMATE in place.name for place in problem.places)


def natural_order(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts numbers inside names as numbers: bil 2 before bil 10."""
    return tuple((int(part) if part.isdigit() else -1, part) for part in _DIGITS.split(name) if part)
