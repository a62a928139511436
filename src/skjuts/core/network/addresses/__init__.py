"""Type-ahead over places, entrances, pick-up points and addresses, and the nearest of them."""

from __future__ import annotations

from skjuts.core.network.addresses.building import AddressIndexBuilder, build_address_index
from skjuts.core.network.addresses.index import AddressIndex
from skjuts.core.network.addresses.matching import NAMED_PLACES, find_nearest, search_addresses
from skjuts.core.network.addresses.record import AddressHit, AddressKind, AddressRecord

__all__ = [
    "NAMED_PLACES",
    "AddressHit",
    "AddressIndex",
    "AddressIndexBuilder",
    "AddressKind",
    "AddressRecord",
    "build_address_index",
    "find_nearest",
    "search_addresses",
]
