"""What is wrong with a feed, told by file, line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from skjuts.core.kernel.errors import InvalidInput

SHOWN: Final = 20
"""So many faults are told in full."""
COLLECTED: Final = 1_000
"""Reading stops after so many faults."""


class FeedRefused(InvalidInput):
    """A timetable feed has faults, so nothing of it was read; the message tells them by file and line."""

    code = "input.timetable_feed"
    sentence = "Tidtabellen går inte att använda."
    advice = "Rätta filerna, eller hämta en ny tidtabell från den som ger ut den."


@dataclass(slots=True)
class Faults:
    """The faults of a feed, in the order in which they were met, and notes on what is not read."""

    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, file: str, line: int | None, column: str, what: str) -> None:
        """Add a fault. Raises `FeedRefused` when there are too many to go on."""
        place = file + (f" rad {line}" if line else "") + (f", kolumn {column}" if column else "")
        self.texts.append(f"{place}: {what}")
        if len(self.texts) >= COLLECTED:
            self.refuse_if_any()

    def refuse_if_any(self) -> None:
        """Raise `FeedRefused` with the first of the faults."""
        if not self.texts:
            return
        shown = "\n".join(self.texts[:SHOWN])
        more = f"\n… och {len(self.texts) - SHOWN} fel till." if len(self.texts) > SHOWN else ""
        count = "ett fel" if len(self.texts) == 1 else f"{len(self.texts)} fel"
        raise FeedRefused(f"Tidtabellen har {count}:\n{shown}{more}", field=self.texts[0].split(":")[0])
