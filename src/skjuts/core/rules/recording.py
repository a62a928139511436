"""A verdict written down: every text filled in, every amount with its source, every caution said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from skjuts.core.rules.answers import KIND_TEXTS, Given, NearMiss, Outcome, VerdictKind
from skjuts.core.rules.book import STATUS_NAMES, RuleBook
from skjuts.core.rules.cells import ParameterRef, list_parameter_references
from skjuts.core.rules.evaluation.alternatives import list_alternatives
from skjuts.core.rules.evaluation.compiled import Step, list_bits
from skjuts.core.rules.evaluation.epoch import Epoch
from skjuts.core.rules.facts import Fact, write_json_value
from skjuts.core.rules.provenance import EVIDENCE_NAMES, Evidence
from skjuts.core.rules.reasons import fill_reason, list_placeholders
from skjuts.core.rules.record import (
    BookStamp,
    JsonValue,
    MatchedRow,
    MissingFact,
    NearMissRecord,
    OutcomeValue,
    StepRecord,
    UsedParameter,
    VerdictRecord,
)
from skjuts.core.rules.tables import Row
from skjuts.core.rules.values import Value, write_list, write_prose_value

NOTHING_GIVEN = "inget"


def record_verdict(
    book: RuleBook, book_hash: str, travel_day: date, facts: Mapping[str, Value], steps: Sequence[Step]
) -> VerdictRecord:
    """The plain data of a verdict."""
    epoch = steps[-1].compiled.epoch
    known = _list_known(steps, facts)
    chain = tuple(_record_step(epoch, step, known) for step in steps)
    used = tuple(dict.fromkeys(name for step in steps for name in _list_used(epoch, step)))
    return VerdictRecord(
        table=steps[-1].compiled.table.id,
        travel_day=travel_day.isoformat(),
        kind=steps[-1].kind,
        summary=_summarize(chain[-1]),
        facts={name: write_json_value(facts[name]) for name in sorted(facts)},
        chain=chain,
        parameters=tuple(_record_parameter(epoch, name) for name in used if name in epoch.dated),
        cautions=tuple(_list_cautions(epoch, travel_day, chain, used)),
        book=_stamp(book, book_hash, travel_day),
    )


def write_outcome(fact: Fact, value: Given) -> str:
    """An outcome's value in prose."""
    if value is None:
        return NOTHING_GIVEN
    if isinstance(value, tuple):
        return write_list([fact.write_prose(one) for one in value], "och") or NOTHING_GIVEN
    return fact.write_prose(value)


def describe_outcome(step: Step, outcome: Outcome) -> str:
    """A whole outcome on one line: `egenavgift: 150 kronor; färdsätt: taxi`."""
    columns = step.compiled.table.outcomes
    return "; ".join(
        f"{column.fact.name}: {write_outcome(column.fact, outcome.get(column.fact.id))}" for column in columns
    )


def list_would_give(step: Step, miss: NearMiss, known: Mapping[str, Value]) -> tuple[str, ...]:
    """What the table would have proposed had the one fact been as the row asks; only what is different."""
    found: list[str] = []
    for kind, outcome in list_alternatives(step.compiled, known, miss):
        if (kind, outcome) != (step.kind, step.outcome):
            is_proposal = kind is VerdictKind.PROPOSAL
            found.append(describe_outcome(step, outcome) if is_proposal else KIND_TEXTS[kind])
    return tuple(dict.fromkeys(found))


def _list_known(steps: Sequence[Step], facts: Mapping[str, Value]) -> dict[str, Value]:
    handed = dict(facts)
    for step in steps:
        for name, value in step.outcome.items():
            if value is not None and not isinstance(value, tuple):
                handed.setdefault(name, value)
    return handed


def _record_step(epoch: Epoch, step: Step, known: Mapping[str, Value]) -> StepRecord:
    table = step.compiled.table
    order = {row.id: i for i, row in enumerate(table.rows)}
    misses = sorted(step.near_misses, key=lambda miss: order[miss.row_id])
    outcome = (
        ()
        if step.kind is not VerdictKind.PROPOSAL
        else tuple(
            OutcomeValue(
                id=column.fact.id,
                name=column.fact.name,
                value=_json(step.outcome.get(column.fact.id)),
                text=write_outcome(column.fact, step.outcome.get(column.fact.id)),
            )
            for column in table.outcomes
        )
    )
    return StepRecord(
        table=table.id,
        name=table.name,
        kind=step.kind,
        outcome=outcome,
        matched=tuple(_record_matched(epoch, step, i, known) for i in list_bits(step.possible)),
        near_misses=tuple(_record_near_miss(step, miss, known) for miss in misses),
        missing=tuple(_record_missing(epoch.book.facts[name]) for name in step.missing),
    )


def _record_matched(epoch: Epoch, step: Step, i: int, known: Mapping[str, Value]) -> MatchedRow:
    row = step.compiled.table.rows[i]
    return MatchedRow(
        row=row.id,
        reason=fill_reason(row.reason, lambda name: _find_text(epoch, step, i, name, known)),
        law=row.law,
        source=row.provenance.source,
        evidence=row.provenance.evidence,
        is_certain=bool(step.certain >> i & 1),
    )


def _find_text(epoch: Epoch, step: Step, i: int, name: str, known: Mapping[str, Value]) -> str | None:
    """What stands for a name in a reason: the row's own outcome, a parameter of the day, or a fact."""
    given = step.compiled.given[i]
    if name in given:
        return write_outcome(epoch.book.every_fact[name], given[name])
    if name in epoch.book.parameters:
        return epoch.write_parameter(name)
    value = known.get(name)
    return None if value is None else epoch.book.every_fact[name].write_prose(value)


def _record_near_miss(step: Step, miss: NearMiss, known: Mapping[str, Value]) -> NearMissRecord:
    fact = miss.condition.fact
    return NearMissRecord(
        row=miss.row_id,
        fact=fact.id,
        fact_name=fact.name,
        value=write_json_value(miss.value),
        value_text=fact.write_prose(miss.value),
        condition=miss.condition.text,
        text=miss.text,
        law=miss.condition.row.law,
        would_give=list_would_give(step, miss, known),
    )


def _record_missing(fact: Fact) -> MissingFact:
    return MissingFact(
        id=fact.id, name=fact.name, question=fact.question or f"Uppgift om {fact.name} saknas."
    )


def _list_used(epoch: Epoch, step: Step) -> Iterator[str]:
    """Parameters that the rows of the answer name, and those of conditions that were nearly fulfilled."""
    for i in list_bits(step.possible):
        yield from list_parameters_of(step.compiled.table.rows[i], epoch)
    for miss in step.near_misses:
        yield from list_parameter_references(miss.condition.row.get_cell(miss.fact_id))


def list_parameters_of(row: Row, epoch: Epoch) -> Iterator[str]:
    """Parameters that a row names in conditions, outcome and reason."""
    for cell in row.conditions.values():
        yield from list_parameter_references(cell)
    for given in row.outcome.values():
        if isinstance(given, ParameterRef):
            yield given.id
    yield from (name for name in list_placeholders(row.reason) if name in epoch.book.parameters)


def _record_parameter(epoch: Epoch, name: str) -> UsedParameter:
    parameter, dated = epoch.book.parameters[name], epoch.dated[name]
    validity = dated.validity
    return UsedParameter(
        id=name,
        name=parameter.name,
        value=write_json_value(dated.value),
        text=write_prose_value(parameter.kind, dated.value, parameter.unit) + dated.provenance.mark,
        valid_from=validity.starts.isoformat() if validity.starts else "",
        valid_to=validity.ends.isoformat() if validity.ends else "",
        law=dated.law,
        source=dated.provenance.source,
        evidence=dated.provenance.evidence,
    )


def _list_cautions(
    epoch: Epoch, travel_day: date, chain: Sequence[StepRecord], used: Sequence[str]
) -> Iterator[str]:
    edition = epoch.book.edition
    if not edition.is_in_force(travel_day):
        status = STATUS_NAMES[edition.status]
        why = "gäller inte på resdagen" if edition.status.value == "in_force" else f"är ett {status}"
        yield f"Regelboken {edition.title} {why}: den får inte ligga till grund för beslut."
    for step in chain:
        for row in step.matched:
            if row.evidence is not Evidence.SOURCED:
                yield f"Regeln {row.row} i {step.name} är inte belagd: {EVIDENCE_NAMES[row.evidence]}."
    for name in used:
        parameter, dated = epoch.book.parameters[name], epoch.dated.get(name)
        if dated is None:
            yield f"Regelboken har inget värde för {parameter.name} på resdagen."
        elif dated.provenance.evidence is not Evidence.SOURCED:
            yield f"Värdet för {parameter.name} är inte belagt: {EVIDENCE_NAMES[dated.provenance.evidence]}."


def _summarize(answer: StepRecord) -> str:
    if answer.kind is VerdictKind.PROPOSAL:
        return f"Förslag: {'; '.join(f'{one.name}: {one.text}' for one in answer.outcome)}."
    if answer.kind is VerdictKind.COMPLETE:
        names = write_list([one.name for one in answer.missing], "och")
        return f"Ansökan behöver kompletteras. Saknas: {names}."
    return f"{KIND_TEXTS[answer.kind]}."


def _stamp(book: RuleBook, book_hash: str, travel_day: date) -> BookStamp:
    edition = book.edition
    return BookStamp(
        id=edition.id,
        title=edition.title,
        version=edition.version,
        region=edition.region,
        hash=book_hash,
        status=edition.status,
        is_in_force=edition.is_in_force(travel_day),
        updated=edition.updated.isoformat() if edition.updated else "",
        fact_checked=edition.fact_checked.isoformat() if edition.fact_checked else "",
    )


def _json(value: Given) -> JsonValue:
    if isinstance(value, tuple):
        return [write_json_value(one) for one in value]  # type: ignore[misc]
    return None if value is None else write_json_value(value)
