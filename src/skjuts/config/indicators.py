"""The house's catalogue of indicators: read when somebody first asks for it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.core.followup.indicators import Catalogue


class PackagedIndicators:
    """The catalogue that comes with the program, as `core.ports.indicator_catalogues` asks for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_catalogue(self) -> Catalogue:
        """Every indicator."""
        return self._catalogue

    @cached_property
    def _catalogue(self) -> Catalogue:
        from skjuts.adapters.files.indicators import read_indicators

        return read_indicators(self._folder)
