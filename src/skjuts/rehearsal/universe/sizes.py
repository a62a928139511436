"""How large a demo is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How much of a region."""

    SMALL = "s"
    MEDIUM = "m"
    LARGE = "l"


@dataclass(frozen=True, slots=True)
class Extent:
    """Counts of a size: people, log entries a day, and the planned day's requests and seconds of search.

    `trips` scales the invented years of follow-up: 1 is a region like Jämtland Härjedalen.
    """

    patients: int
    certificates: int
    colleagues: int
    reads_a_day: int
    requests: int
    search_s: float
    trips: float


EXTENTS = {
    Size.SMALL: Extent(
        patients=120, certificates=14, colleagues=10, reads_a_day=40, requests=100, search_s=5.0, trips=0.2
    ),
    Size.MEDIUM: Extent(
        patients=600, certificates=50, colleagues=40, reads_a_day=150, requests=450, search_s=20.0, trips=1.0
    ),
    Size.LARGE: Extent(
        patients=5000,
        certificates=300,
        colleagues=200,
        reads_a_day=1000,
        requests=2000,
        search_s=60.0,
        trips=3.0,
    ),
}
HISTORY_DAYS = 30
