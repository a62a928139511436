"""Which register it is, from what the operator decided."""

from __future__ import annotations

from skjuts.adapters.person_register.http_register import HttpRegister
from skjuts.adapters.person_register.invented import InventedRegister
from skjuts.adapters.person_register.missing import MissingRegister
from skjuts.core.ports.person_register import PersonRegister


def open_register(address: str, token: str, *, is_invented: bool) -> PersonRegister:
    """The register at the address; without one, invented people, or nobody when real people are meant."""
    if address:
        return HttpRegister(address, token=token)
    return InventedRegister() if is_invented else MissingRegister()
