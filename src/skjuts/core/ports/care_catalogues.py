"""What care there is without a trip, or nearer, in the region of an authority."""

from __future__ import annotations

from typing import Protocol

from skjuts.core.ports.slot import Slot
from skjuts.core.regulations.care_options import CareCatalogue


class CareCatalogues(Protocol):
    """The lists that regions have made."""

    def find_catalogue(self, authority: str) -> CareCatalogue | None:
        """The list of the authority with this slug; None when nobody has listed it."""


care_catalogues: Slot[CareCatalogues] = Slot("vård utan resa")
