"""The parts of a rule book as courses name them: which tables each part consists of.

A course says of each of its topics which parts it teaches (`rulebook` in its head), so that a change of the
rules leads to the pages that must be read again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "purposes": ("purpose_coverage", "coverage"),
    "persons": ("person_coverage", "cost_bearer"),
    "care-place": ("place_coverage", "fits_nearer_unit", "overnight"),
    "modes": ("fits_", "grant"),
    "certificate": ("issuers", "permit_limits", "permit_quota", "downtime"),
    "escort": ("escorts",),
    "pooling": ("pooling_limits", "fits_shared_taxi", "fits_taxi_alone"),
    "booking": ("ordering",),
    "fee": ("copayment", "group_fee", "mixed_modes"),
    "mileage": ("mileage",),
    "cap": ("copayment_cap",),
    "claim": ("claim_",),
}
"""A name that ends in `_` stands for every table that begins so."""


def list_parts(tables: Collection[str]) -> tuple[str, ...]:
    """The parts to which tables belong."""
    return tuple(part for part, named in PARTS.items() if any(_is_named(one, named) for one in tables))


def _is_named(table: str, named: tuple[str, ...]) -> bool:
    return any(table.startswith(one) if one.endswith("_") else table == one for one in named)
