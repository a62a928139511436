"""The catalogue of indicators that follow-up shows: read where it lies, asked for by its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from skjuts.core.ports.slot import Slot

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.core.followup.indicators import Catalogue


class IndicatorCatalogues(Protocol):
    """Where the catalogue lies."""

    def get_catalogue(self) -> Catalogue:
        """Every indicator. Raises `UnreadableInput` and `BadIndicators` when the files are damaged."""


indicator_catalogues: Slot[IndicatorCatalogues] = Slot("indikatorernas katalog")
