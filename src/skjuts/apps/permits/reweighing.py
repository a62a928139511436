"""A decided matter put to two books: whether they part, where, and which way. Pure.

Both are asked by the same facts as if the trips were made on the same day, so that nothing but the books
differs. Beside what is proposed, the fee for the proposed mode is compared where both books know it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skjuts.apps.permits.proposing import (
    ESCORTS,
    LADDER,
    LIMITS,
    Proposal,
    Standing,
    propose_by,
    read_known_facts,
)
from skjuts.core.ports.past_matters import Answer, Direction
from skjuts.core.rules import RuleEngine, VerdictKind, VerdictRecord
from skjuts.core.rules.record import JsonValue

FEE_TABLE, FEE = "copayment", "fee"
OUTCOMES = ("denied", "partly", "granted")


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two books part on a matter, and which way."""

    direction: Direction
    old: Answer
    new: Answer


def compare_books_on(
    engines: tuple[RuleEngine, RuleEngine], facts: Mapping[str, JsonValue], *, day: dt.date, asked_mode: str
) -> Parting | None:
    """Find where the old and the new book part; None when they say the same. Raises `BadFacts`."""
    told = {**facts, "travel_day": day.isoformat()}
    old, new = (propose_by(one, told, travel_day=day, asked_mode=asked_mode) for one in engines)
    fees = [_ask_fee(one, told, day, old.travel_mode or asked_mode) for one in engines]
    signs = [*_weigh_proposals(old, new), *_weigh_fees(fees[0], fees[1])]
    if not signs:
        return None
    before, after = _find_first_parting(old, new) or (fees[0], fees[1])
    return Parting(_direct(signs), _tell(before, after), _tell(after, before))


def _weigh_proposals(old: Proposal, new: Proposal) -> Iterator[int]:
    """One sign for each way in which they differ: 1 is more, -1 less, 0 neither."""
    if old.standing != new.standing:
        yield 0
    elif old.standing is not Standing.PROPOSED:
        # Both leave it open; where they stopped is no difference to the person.
        return
    elif old.outcome != new.outcome:
        yield _sign(OUTCOMES.index(new.outcome) - OUTCOMES.index(old.outcome))
    elif bool(old.instead) != bool(new.instead):
        yield 1 if old.instead else -1
    elif old.travel_mode != new.travel_mode:
        yield _sign(_rank(new.travel_mode) - _rank(old.travel_mode))
    elif old.outcome == "partly":
        yield from _weigh_limits(old, new)


def _weigh_limits(old: Proposal, new: Proposal) -> Iterator[int]:
    """Both cut what was asked for: which of them cuts deeper."""
    before, after = _limits(old), _limits(new)
    for name, value in after.items():
        if name in before and before[name] != value:
            yield _sign(value - before[name])


def _limits(proposal: Proposal) -> dict[str, int]:
    return {
        one.id: one.value
        for verdict in proposal.verdicts
        if verdict.table in {ESCORTS, LIMITS}
        for one in verdict.parameters
        if type(one.value) is int
    }


def _weigh_fees(old: VerdictRecord | None, new: VerdictRecord | None) -> Iterator[int]:
    before, after = _amount(old), _amount(new)
    if before is not None and after is not None and before != after:
        yield _sign(before - after)


def _amount(record: VerdictRecord | None) -> int | None:
    """The fee in öre; None where the book gives none. No fee at all is a row without an amount."""
    if record is None or record.answer.kind is not VerdictKind.PROPOSAL:
        return None
    found = next((one.value for one in record.answer.outcome if one.id == FEE), 0)
    return found if type(found) is int else None


def _ask_fee(
    engine: RuleEngine, facts: Mapping[str, JsonValue], day: dt.date, mode: str
) -> VerdictRecord | None:
    if FEE_TABLE not in engine.book.tables or not mode:
        return None
    known = read_known_facts(engine.book, {**facts, "travel_mode": mode})
    return engine.decide(FEE_TABLE, known, day).record()


def _find_first_parting(old: Proposal, new: Proposal) -> tuple[VerdictRecord, VerdictRecord] | None:
    """The first table, in the order in which they are asked, that answers the two differently."""
    after = {one.table: one for one in new.verdicts}
    for before in old.verdicts:
        found = after.get(before.table)
        if found is not None and _essence(before) != _essence(found):
            return before, found
    return None


def _essence(record: VerdictRecord) -> tuple[object, ...]:
    answer = record.answer
    limits = (
        tuple((one.id, one.text) for one in record.parameters) if record.table in {ESCORTS, LIMITS} else ()
    )
    return answer.kind, tuple((one.id, one.text) for one in answer.outcome), limits


def _tell(record: VerdictRecord | None, other: VerdictRecord | None) -> Answer:
    """What a book answers, of its outcome no more than what `other` says otherwise."""
    if record is None:
        return Answer(table="", rows=(), text="")
    answer = record.answer
    certain = tuple(row.row for row in answer.matched if row.is_certain)
    same = {(one.id, one.text) for one in other.answer.outcome} if other else set()
    told = [one for one in answer.outcome if (one.id, one.text) not in same] or answer.outcome
    text = ", ".join(f"{one.name}: {one.text}" for one in told) or record.summary
    return Answer(table=answer.table, rows=certain, text=text)


def _direct(signs: list[int]) -> Direction:
    if all(one > 0 for one in signs):
        return Direction.WIDENED
    return Direction.TIGHTENED if all(one < 0 for one in signs) else Direction.UNCLEAR


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _rank(mode: str) -> int:
    return LADDER.index(mode) if mode in LADDER else len(LADDER)
