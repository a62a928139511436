"""Which rule book an authority's matters are tried against on a day."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from skjuts.core.ports.slot import Slot
from skjuts.core.rules import RuleBook


class RuleBooks(Protocol):
    """The books in force."""

    def find_book(self, authority_id: int, kind: str, day: dt.date) -> RuleBook | None:
        """The authority's book for a kind of permit on a day; None when none is in force."""


rule_books: Slot[RuleBooks] = Slot("regelböcker")
