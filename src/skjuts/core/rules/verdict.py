"""The verdict: what the rules propose, why, what was nearly true, and what is missing.

A verdict holds the answers of its tables. Texts are written when somebody asks for them;
`record()` writes everything down, as plain data that can be stored and replayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from skjuts.core.rules.answers import NearMiss, Outcome, VerdictKind
from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.evaluation.compiled import Step, list_bits
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.record import VerdictRecord
from skjuts.core.rules.recording import record_verdict
from skjuts.core.rules.tables import Row
from skjuts.core.rules.values import Value


class Verdict(msgspec.Struct, frozen=True):
    """What a book says of a matter. The last of `steps` is the answer; earlier ones fed it."""

    book: RuleBook
    book_hash: str
    travel_day: date
    facts: Mapping[str, Value]
    steps: tuple[Step, ...]

    @property
    def kind(self) -> VerdictKind:
        """How far the rules reach."""
        return self.steps[-1].kind

    @property
    def outcome(self) -> Outcome:
        """What is proposed, by outcome column; empty unless the kind is `proposal`."""
        return self.steps[-1].outcome

    @property
    def matched(self) -> tuple[Row, ...]:
        """The rows that carry the outcome."""
        step = self.steps[-1]
        return tuple(step.compiled.table.rows[i] for i in list_bits(step.certain))

    @property
    def near_misses(self) -> tuple[NearMiss, ...]:
        """Rows of the table that failed on exactly one condition."""
        return self.steps[-1].near_misses

    @property
    def missing(self) -> tuple[Fact, ...]:
        """The facts to ask for: unknown, and able to change the outcome."""
        return tuple(self.book.facts[name] for name in self.steps[-1].missing)

    def record(self) -> VerdictRecord:
        """The verdict as plain data, with every text written."""
        return record_verdict(self.book, self.book_hash, self.travel_day, self.facts, self.steps)
