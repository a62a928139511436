"""Decided matters from before: an authority's own files, or invented ones where those are allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from skjuts.core.ports.past_matters import WeighedMatter

FOLDER = "matters"


class HouseMatters:
    """Matters as files beside an authority's trips."""

    def __init__(self, folder: Path, *, is_invented: bool) -> None:
        self._folder, self._is_invented = folder, is_invented

    def list_weighed(
        self, authority_id: int, kind: str, first: dt.date, last: dt.date, /
    ) -> Sequence[WeighedMatter]:
        """Those of the days, the latest first."""
        if self._invents(authority_id):
            from skjuts.rehearsal.past_matters import list_invented_matters

            return list_invented_matters(kind, first, last)
        from skjuts.adapters.files.past_matters import read_history

        within = (
            one
            for one in read_history(self._matters_of(authority_id))
            if one.kind == kind and first <= one.decided_on <= last
        )
        return sorted(within, key=lambda one: one.decided_on, reverse=True)

    def name_source(self, authority_id: int, /) -> str:
        """Where they come from."""
        return "påhittade ärenden" if self._invents(authority_id) else "huvudmannens inlästa ärenden"

    def _matters_of(self, authority_id: int) -> Path:
        return self._folder / str(authority_id) / FOLDER

    def _invents(self, authority_id: int) -> bool:
        from skjuts.adapters.files.past_matters import list_history_files

        return self._is_invented and not list_history_files(self._matters_of(authority_id))
