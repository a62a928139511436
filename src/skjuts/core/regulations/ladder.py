"""The ladder of travel modes: from no trip at all upward, to the first mode that surely fits.

Each step is a table of the book, `fits_<mode>`; the order is that of the list of travel modes, with
care at a distance, a visiting team and a nearer unit below it. A region without a table for a mode
does not have that step. What a step lacks to be tried is asked for, never taken for a no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from skjuts.core.regulations.care_options import (
    CareCatalogue,
    CareNeed,
    CareOption,
    OptionKind,
    find_offers,
    list_options,
)
from skjuts.core.regulations.proposal import (
    KIND_TEXTS,
    LadderInputs,
    ModeProposal,
    ProposalKind,
    Rung,
    RungKind,
)
from skjuts.core.regulations.timetable_findings import (
    NEEDED_FACTS,
    StoredSource,
    TimetableFinding,
    TimetableSource,
)
from skjuts.core.rules import (
    ReplayMismatch,
    RuleBook,
    RuleEngine,
    Value,
    Verdict,
    VerdictKind,
    read_json_facts,
)
from skjuts.core.rules.facts import require_facts, write_json_value
from skjuts.core.rules.record import MissingFact, VerdictRecord

NO_TRIP_STEPS = tuple(kind.value for kind in OptionKind)
TIMETABLE_FACTS = ("timetable_fits", "feeder_fits")
COVERAGE_KINDS = {
    "not_covered": ProposalKind.NOT_COVERED,
    "elsewhere": ProposalKind.ELSEWHERE,
    "other_kind": ProposalKind.ELSEWHERE,
}
RUNG_KINDS = {"yes_fits": RungKind.FITS, "no_fit": RungKind.PASSED, "officer": RungKind.OFFICER}


@dataclass(frozen=True, slots=True)
class Journey:
    """What is to be travelled: facts by id (None or left out: unknown), the day, and what is around it.

    `catalogue` None: nobody has listed what care there is without a trip; `need` is looked up in it.
    `prices_ore`: what a trip by a mode costs the region, where known. `one_way_trips`: how many the
    matter is about.
    """

    facts: Mapping[str, object]
    travel_day: date
    catalogue: CareCatalogue | None = None
    need: CareNeed = field(default_factory=CareNeed)
    prices_ore: Mapping[str, int] = field(default_factory=dict)
    one_way_trips: int = 2


def list_steps(book: RuleBook) -> tuple[str, ...]:
    """The modes that the book has a table for, cheapest first."""
    fact = book.every_fact.get("travel_mode")
    modes = fact.choices if fact else {}
    return tuple(mode for mode in (*NO_TRIP_STEPS, *modes) if f"fits_{mode}" in book.tables)


def propose_mode(
    engine: RuleEngine, journey: Journey, timetable: TimetableSource | None = None
) -> ModeProposal:
    """The proposal for a journey, with every step that was tried on the way.

    The timetable is asked only when a step hangs on it. Raises `BadFacts`.
    """
    facts = require_facts(engine.book.every_fact, journey.facts)
    return _Climb(engine, journey, facts, timetable).propose()


def replay_proposal(stored: ModeProposal, book: RuleBook) -> ModeProposal:
    """The proposal once more, from its facts and the timetable's answer as they were stored.

    Raises `ReplayMismatch` when the book is not the version that the proposal names.
    """
    engine = RuleEngine(book)
    if engine.book_hash != stored.book.hash:
        raise ReplayMismatch(field=stored.book.version)
    inputs = stored.inputs
    facts = read_json_facts(book.every_fact, inputs.facts)
    day = date.fromisoformat(inputs.travel_day)
    journey = Journey(
        facts, day, prices_ore=inputs.prices_ore, one_way_trips=inputs.one_way_trips, need=inputs.need
    )
    source = StoredSource(stored.timetable) if inputs.has_timetable else None
    climb = _Climb(engine, journey, facts, source)
    climb.options = inputs.options
    return climb.propose()


class _Climb:
    """One walk up the ladder."""

    def __init__(
        self,
        engine: RuleEngine,
        journey: Journey,
        facts: dict[str, Value],
        timetable: TimetableSource | None,
    ) -> None:
        self._engine = engine
        self._journey = journey
        self._source = timetable
        self.options: tuple[CareOption, ...] = ()
        self._finding: TimetableFinding | None = None
        self._was_asked = False
        self._records: list[VerdictRecord] = []
        self._given = self._with_offers(facts)
        self._facts = dict(self._given)

    def propose(self) -> ModeProposal:
        """Coverage first; then upward until a step surely fits."""
        coverage = self._decide("coverage")
        given = coverage.outcome.get("coverage")
        rungs = [] if given in COVERAGE_KINDS else list(self._climb())
        mode = next((rung for rung in rungs if rung.kind is not RungKind.PASSED), None)
        return self._tell(coverage, rungs, mode)

    def _climb(self) -> Iterator[Rung]:
        for mode in list_steps(self._engine.book):
            rung = self._try(mode)
            yield rung
            if rung.kind in {RungKind.FITS, RungKind.OFFICER}:
                return

    def _try(self, mode: str) -> Rung:
        table = f"fits_{mode}"
        verdict = self._engine.decide(table, self._facts, self._journey.travel_day)
        hangs = [fact.id for fact in verdict.missing if fact.id in TIMETABLE_FACTS]
        if hangs and self._ask_timetable():
            verdict = self._engine.decide(table, self._facts, self._journey.travel_day)
        record = self._keep(verdict)
        kind = RungKind.OPEN
        if verdict.kind is VerdictKind.PROPOSAL:
            kind = RUNG_KINDS[str(verdict.outcome[table])]
        return Rung(
            mode=mode,
            name=self._engine.book.tables[table].name,
            kind=kind,
            reasons=self._list_reasons(verdict, record, kind),
            price_ore=self._journey.prices_ore.get(mode),
            answer=record.answer,
            parameters=record.parameters,
        )

    def _ask_timetable(self) -> bool:
        """Whether the timetable said something new."""
        if self._source is None or self._was_asked:
            return False
        self._finding = self._source.find(self._facts)
        if self._finding is None:
            return False
        self._was_asked = True
        said = {"timetable_fits": self._finding.fits, "feeder_fits": self._finding.fits_with_feeder}
        known = {name: value for name, value in said.items() if value is not None and name not in self._facts}
        self._facts.update(known)
        return bool(known)

    def _list_reasons(self, verdict: Verdict, record: VerdictRecord, kind: RungKind) -> tuple[str, ...]:
        reasons = [row.reason for row in record.answer.matched if row.is_certain]
        is_settled_by_timetable = any(
            name in row.conditions for row in verdict.matched for name in TIMETABLE_FACTS
        )
        if self._finding and kind is RungKind.PASSED and is_settled_by_timetable:
            reasons += self._finding.reasons
        return tuple(reasons)

    def _with_offers(self, facts: dict[str, Value]) -> dict[str, Value]:
        catalogue = self._journey.catalogue
        if catalogue is None:
            return facts
        need = self._journey.need
        self.options = list_options(catalogue, need)
        known = self._engine.book.every_fact
        offers = {name: value for name, value in find_offers(catalogue, need).items() if name in known}
        return {**offers, **facts}

    def _decide(self, table: str, **more: Value) -> Verdict:
        verdict = self._engine.decide(table, {**self._facts, **more}, self._journey.travel_day)
        self._keep(verdict)
        return verdict

    def _keep(self, verdict: Verdict) -> VerdictRecord:
        record = verdict.record()
        self._records.append(record)
        return record

    def _tell(self, coverage: Verdict, rungs: list[Rung], mode: Rung | None) -> ModeProposal:
        kind = self._judge(coverage, mode)
        grant = self._find_grant(kind, mode)
        name = mode.name if mode and kind is not ProposalKind.COMPLETE else ""
        return ModeProposal(
            kind=kind,
            mode=mode.mode if mode and name else "",
            mode_name=name,
            summary=f"{KIND_TEXTS[kind]}: {name[:1].lower()}{name[1:]}" if name else KIND_TEXTS[kind],
            possible=tuple(rung.mode for rung in rungs if rung.kind is not RungKind.PASSED),
            avoided_trips=self._journey.one_way_trips if kind is ProposalKind.NO_TRIP else 0,
            missing=self._list_missing(coverage, rungs),
            coverage=self._records[0].chain,
            rungs=tuple(rungs),
            grant=grant.chain if grant else (),
            options=tuple(one for one in self.options if mode and one.kind == mode.mode),
            timetable=self._finding,
            cautions=tuple(dict.fromkeys(text for one in self._records for text in one.cautions)),
            inputs=self._tell_inputs(),
            book=self._records[0].book,
        )

    def _judge(self, coverage: Verdict, mode: Rung | None) -> ProposalKind:
        given = coverage.outcome.get("coverage")
        if isinstance(given, str) and given in COVERAGE_KINDS:
            return COVERAGE_KINDS[given]
        is_open = mode is not None and mode.kind is RungKind.OPEN
        if coverage.kind is VerdictKind.COMPLETE or is_open:
            return ProposalKind.COMPLETE
        if given != "covered" or mode is None or mode.kind is RungKind.OFFICER:
            return ProposalKind.OFFICER
        return self._name_fit(mode)

    def _name_fit(self, mode: Rung) -> ProposalKind:
        if mode.mode == OptionKind.NEARER:
            return ProposalKind.NEARER
        if mode.mode == OptionKind.TEAM:
            teams = [one for one in self.options if one.kind is OptionKind.TEAM]
            is_at_home = all(one.is_at_home for one in teams)
            return ProposalKind.NO_TRIP if is_at_home else ProposalKind.NEARER
        return ProposalKind.NO_TRIP if mode.mode == OptionKind.REMOTE else ProposalKind.MODE

    def _find_grant(self, kind: ProposalKind, mode: Rung | None) -> VerdictRecord | None:
        """How the mode is granted and by whom, when there is one to grant."""
        is_travel = mode is not None and mode.mode not in NO_TRIP_STEPS
        if mode is None or not is_travel or kind not in {ProposalKind.MODE, ProposalKind.OFFICER}:
            return None
        self._decide("grant", travel_mode=mode.mode)
        return self._records[-1]

    def _list_missing(self, coverage: Verdict, rungs: list[Rung]) -> tuple[MissingFact, ...]:
        """What to ask for, each once; the walking limit in place of what the timetable would say with it."""
        missing = {one.id: one for one in self._records[0].answer.missing} if coverage.missing else {}
        for rung in rungs:
            missing.update({one.id: one for one in rung.answer.missing})
        if self._source and any(name in missing for name in TIMETABLE_FACTS):
            for name in NEEDED_FACTS:
                fact = self._engine.book.facts[name]
                if name not in self._facts:
                    missing.setdefault(name, MissingFact(id=name, name=fact.name, question=fact.question))
                    for one in TIMETABLE_FACTS:
                        missing.pop(one, None)
        return tuple(missing.values())

    def _tell_inputs(self) -> LadderInputs:
        return LadderInputs(
            travel_day=self._journey.travel_day.isoformat(),
            facts={name: write_json_value(value) for name, value in sorted(self._given.items())},
            need=self._journey.need,
            options=self.options,
            prices_ore=dict(sorted(self._journey.prices_ore.items())),
            one_way_trips=self._journey.one_way_trips,
            has_timetable=self._source is not None,
        )
