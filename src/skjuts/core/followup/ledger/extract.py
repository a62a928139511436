"""Rows that may leave the ledger: for a purpose, to somebody, for a time, and without who anybody is.

Ids become pseudonyms that hold within one extract and mean nothing outside it; days become months; what
narrows down to too few people is blanked. The order is kept with the extract and says when to erase it.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import ibis
import ibis.expr.types as ir

from skjuts.core.followup.errors import ExtractNotAllowed
from skjuts.core.followup.ledger.bands import METRES_A_KM
from skjuts.core.followup.ledger.columns import COLUMNS, Privacy
from skjuts.core.followup.ledger.questions import keep
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.population import Population

LONGEST: Final = timedelta(days=2 * 366)
LEAST_KEY_BYTES: Final = 32
PSEUDONYM_DIGITS: Final = 24
DIRECT: Final = tuple(column.name for column in COLUMNS if column.privacy is Privacy.DIRECT)
BLANKED: Final = ("area", "age_band", "category")
SHARED: Final = (*BLANKED, "ledger")
"""Blanked, all three, in a month in which they and the ledger narrow down to too few people."""

COARSENED: Final = {
    "travelled_on": "month",
    "invoiced_on": "invoiced_month",
    "distance_m": "km",
    "vehicle_m": "vehicle_km",
}
"""Columns that never leave as they are, and what leaves in their place."""

SELECTABLE: Final = tuple(
    COARSENED.get(column.name, column.name) for column in COLUMNS if column.privacy is not Privacy.INSIDE
)


@dataclass(frozen=True, slots=True)
class ExtractOrder:
    """Why rows are taken out, for whom, until when, and which. `erase_on` is the day they are to be gone."""

    purpose: str
    recipient: str
    erase_on: date
    columns: tuple[str, ...]
    population: Population

    def require_allowed(self, today: date) -> None:
        """Refuse an order without purpose, recipient or limit, or for columns that do not leave."""
        if not self.purpose.strip() or not self.recipient.strip():
            raise ExtractNotAllowed(field="purpose")
        if not today < self.erase_on <= today + LONGEST:
            raise ExtractNotAllowed("Gallringsdagen ska ligga inom två år.", field="erase_on")
        if not self.columns or not set(self.columns) <= set(SELECTABLE):
            raise ExtractNotAllowed("Utdraget får bara ha liggarens egna kolumner.", field="columns")


def form_extract(counted: ir.Table, order: ExtractOrder) -> ir.Table:
    """The rows of an order, coarsened and blanked; direct ids are still to be pseudonymised.

    A trip without a known patient counts as nobody's, so a cell of such trips alone is blanked too.
    """
    kept = keep(counted, order.population).mutate(
        invoiced_month=ibis._.month + ibis._.lag,
        vehicle_km=(ibis._.vehicle_m + (METRES_A_KM - 1)) // METRES_A_KM,
    )
    filled = kept.mutate(**{f"_{name}": kept[name].fill_null("") for name in SHARED})
    keys = ["month", *(f"_{name}" for name in SHARED)]
    cells = filled.aggregate(by=keys, people=filled.patient.nunique())
    joined = filled.join(cells, keys)
    blank = joined.people < LEAST_PEOPLE
    safe = joined.mutate(**{name: ibis.ifelse(blank, ibis.null("string"), joined[name]) for name in BLANKED})
    return safe.select(*order.columns)


def pseudonymise(key: bytes, column: str, value: str) -> str:
    """The pseudonym of an id under an extract's own key, which is thrown away when the extract is made.

    Raises `ExtractNotAllowed` for a key that is too short to keep anything.
    """
    if len(key) < LEAST_KEY_BYTES:
        raise ExtractNotAllowed("Nyckeln är för kort.", field="key")
    digest = hmac.new(key, f"{column}\0{value}".encode(), hashlib.sha256)
    return digest.hexdigest()[:PSEUDONYM_DIGITS]
