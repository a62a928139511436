"""A verdict as plain data: stored with a decision, read by any program, replayed bit for bit.

Values are as JSON has them: öre, metres and seconds as whole numbers, days as `2021-05-01`, sets as
sorted lists. Texts are Swedish, and written by the version of the book that `book.hash` names.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from skjuts.core.rules.answers import VerdictKind
from skjuts.core.rules.book import BookStatus
from skjuts.core.rules.provenance import Evidence

type JsonValue = bool | int | str | Sequence[bool | int | str] | None


class BookStamp(msgspec.Struct, frozen=True, kw_only=True):
    """Which book the verdict was given by; `is_in_force`: on the travel day."""

    id: str
    title: str
    version: str
    region: str
    hash: str
    status: BookStatus
    is_in_force: bool
    updated: str
    fact_checked: str


class OutcomeValue(msgspec.Struct, frozen=True, kw_only=True):
    """One column of an outcome."""

    id: str
    name: str
    value: JsonValue
    text: str


class MatchedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that carries the outcome; not `is_certain` when a missing fact decides whether it does."""

    row: str
    reason: str
    law: str
    source: str
    evidence: Evidence
    is_certain: bool


class NearMissRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A row that failed on one condition alone: what would have had to be different, and to what end.

    `would_give` tells what the table would have proposed with that fact alone as the row asks:
    empty when nothing would have changed.
    """

    row: str
    fact: str
    fact_name: str
    value: JsonValue
    value_text: str
    condition: str
    text: str
    law: str
    would_give: tuple[str, ...]


class MissingFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that is not known and that can change the outcome."""

    id: str
    name: str
    question: str


class UsedParameter(msgspec.Struct, frozen=True, kw_only=True):
    """An amount or limit that the verdict rests on, as it was on the travel day."""

    id: str
    name: str
    value: JsonValue
    text: str
    valid_from: str
    valid_to: str
    law: str
    source: str
    evidence: Evidence


class StepRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What one table answered."""

    table: str
    name: str
    kind: VerdictKind
    outcome: tuple[OutcomeValue, ...]
    matched: tuple[MatchedRow, ...]
    near_misses: tuple[NearMissRecord, ...]
    missing: tuple[MissingFact, ...]


class VerdictRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A whole verdict: a proposal and its reasons, never a decision. The last of `chain` is the answer."""

    table: str
    travel_day: str
    kind: VerdictKind
    summary: str
    facts: dict[str, JsonValue]
    chain: tuple[StepRecord, ...]
    parameters: tuple[UsedParameter, ...]
    cautions: tuple[str, ...]
    book: BookStamp

    @property
    def answer(self) -> StepRecord:
        """What the table that was asked answered."""
        return self.chain[-1]

    def encode(self) -> bytes:
        """The record as JSON; the same verdict gives the same bytes."""
        return msgspec.json.encode(self)


def decode_record(data: bytes) -> VerdictRecord:
    """A stored record. Raises `msgspec.ValidationError` when it is none."""
    return msgspec.json.decode(data, type=VerdictRecord)
