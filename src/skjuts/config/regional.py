"""What the permits' services ask of the region around them: its timetable, and its care without a trip.

Both are read when somebody first asks: the timetable's compiled search takes half a second to load.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from skjuts.adapters.files.regulations import HEAD, find_care_options
from skjuts.core import regulations
from skjuts.core.regulations.care_options import CareCatalogue

if TYPE_CHECKING:
    from skjuts.core.ports.timetables import Timetables
    from skjuts.core.timetable.opening import OpenFeed

REGULATIONS = Path(regulations.__file__).parent


class HouseTimetables:
    """The operator's timetable; without one the invented timetable, where invented things are allowed."""

    def __init__(self, path: Path | None, *, is_invented: bool) -> None:
        self._path, self._is_invented = path, is_invented
        self._shelf: Timetables | None = None
        self._lock = Lock()

    def find_feed(self, day: date) -> OpenFeed | None:
        """The open feed; None when the house has none."""
        with self._lock:
            if self._shelf is None:
                from skjuts.adapters.gtfs import open_timetables  # noqa: PLC0415

                self._shelf = open_timetables(self._path, invented=_invent if self._is_invented else None)
        return self._shelf.find_feed(day)


class PackagedCareOptions:
    """What care there is without a trip, as packaged beside the regions' rule books."""

    def __init__(self, folder: Path = REGULATIONS) -> None:
        self._folder = folder
        self._read: dict[str, CareCatalogue | None] = {}

    def find_catalogue(self, authority: str) -> CareCatalogue | None:
        """The list of the region with this slug; each is read once."""
        if authority not in self._read:
            head = self._folder / authority.replace("-", "_") / HEAD
            self._read[authority] = find_care_options(head) if head.exists() else None
        return self._read[authority]


def _invent() -> Mapping[str, bytes]:
    from skjuts.rehearsal.timetable.feed import make_demo_feed  # noqa: PLC0415

    return make_demo_feed()
