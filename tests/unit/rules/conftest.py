"""The invented book that the tests of rules read."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.files.rule_books import read_rule_book
from skjuts.core.rules import RuleBook

BOOK = Path(__file__).parents[2] / "data" / "rules" / "book.yaml"


@pytest.fixture(scope="session")
def book() -> RuleBook:
    """The book of Provlandet."""
    return read_rule_book(BOOK)
