"""Matters that were decided before the platform came, read in by whoever has them, to try rule books on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from skjuts.core.ports.past_matters import WeighedMatter
from skjuts.core.ports.slot import Slot


class MatterHistories(Protocol):
    """What each authority has read in."""

    def list_weighed(
        self, authority_id: int, kind: str, first: dt.date, last: dt.date, /
    ) -> Sequence[WeighedMatter]:
        """The matters of a kind decided within the days; none where nothing has been read in.

        Raises `UnreadableInput` or `InvalidField` for a file that is not as it should be.
        """

    def name_source(self, authority_id: int, /) -> str:
        """Where they come from, in words that stand beside every figure."""


matter_histories: Slot[MatterHistories] = Slot("inläst historik av ärenden")
