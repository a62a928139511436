"""What the rules would make of a certificate while it is written: the ladder, and what it asks too much of.

Pure. Half a second to load, for the timetable's compiled search: import it when it is needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from skjuts.apps.permits.climbing import Surroundings, climb
from skjuts.apps.permits.facts import facts_of
from skjuts.apps.permits.proposing import LADDER
from skjuts.apps.permits.terms import CertificateContent, Visit
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.regulations.proposal import ModeProposal, ProposalKind, RungKind
from skjuts.core.rules import RuleBook, RuleEngine, VerdictKind, read_json_facts
from skjuts.core.rules.record import JsonValue, MissingFact

ASKED_TOO_MUCH = {"escorts": ("too_many",), "permit_limits": ("beyond",)}
"""Tables, and the answers by which a yes would be cut."""


ASSUMED: Mapping[str, JsonValue] = {
    "remote_care_offered": False,
    "team_offered": False,
    "nearer_unit_offered": False,
    "distance": 1_000_000,
    "timetable_fits": False,
    "feeder_fits": False,
    "shuttle_line_fits": False,
    "road_access": True,
}
"""What only the officer finds out, as it lies when nothing cheaper is at hand; told beside the hint."""


@dataclass(frozen=True, slots=True)
class Hint:
    """`ladder` is None where no book reaches. `cuts`: why less would be given than is asked for.

    `assumed`: facts that somebody else has to find out, as in `ASSUMED`; `open_modes` hang on them.
    """

    ladder: ModeProposal | None = None
    open_modes: frozenset[str] = frozenset()
    assumed: tuple[MissingFact, ...] = ()
    cuts: tuple[str, ...] = ()
    is_costlier: bool = False

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What the outcome hangs on and nobody has said."""
        return self.ladder.missing if self.ladder else ()


def hint(
    book: RuleBook | None,
    content: CertificateContent,
    *,
    known: Mapping[str, JsonValue],
    travel_day: dt.date,
    visit: Visit,
    around: Surroundings,
) -> Hint:
    """Put a draft to a book. `known`: facts that the page has besides, such as the age. Raises `BadFacts`.

    A place that the timetable does not know leaves its question open; the officer answers it.
    """
    if book is None:
        return Hint()
    facts = {**known, **facts_of(content), "service": "patient_trip"}
    ladder = _climb(book, facts, travel_day, visit, around)
    assumed = tuple(one for one in ladder.missing if one.id in ASSUMED) if ladder else ()
    open_modes = (
        frozenset(one.mode for one in ladder.rungs if one.kind is RungKind.OPEN) if ladder else frozenset()
    )
    if assumed:
        facts |= {one.id: ASSUMED[one.id] for one in assumed}
        ladder = _climb(book, facts, travel_day, visit, around)
    cuts = _find_cuts(book, facts, travel_day)
    return Hint(ladder, open_modes, assumed, cuts, _is_costlier(ladder, content.travel_mode))


def _climb(
    book: RuleBook,
    facts: Mapping[str, JsonValue],
    day: dt.date,
    visit: Visit,
    around: Surroundings,
) -> ModeProposal | None:
    try:
        return climb(book, facts, travel_day=day, visit=visit, around=around)
    except InvalidField as unknown:
        if unknown.field not in {"home", "place"}:
            raise
        return climb(book, facts, travel_day=day, visit=None, around=around)


def _find_cuts(book: RuleBook, facts: Mapping[str, JsonValue], day: dt.date) -> tuple[str, ...]:
    engine = RuleEngine(book)
    told = {name: value for name, value in facts.items() if name in book.every_fact and value is not None}
    given = read_json_facts(book.every_fact, told)
    found = []
    for table, answers in ASKED_TOO_MUCH.items():
        if table not in book.tables:
            continue
        answer = engine.decide(table, given, day).record().answer
        if answer.kind is VerdictKind.PROPOSAL and answer.outcome[0].value in answers:
            found += [row.reason for row in answer.matched]
    return tuple(found)


def _is_costlier(ladder: ModeProposal | None, asked: str | None) -> bool:
    """Whether more is asked for than the rules would give."""
    if ladder is None or ladder.kind is not ProposalKind.MODE or asked not in LADDER:
        return False
    return ladder.mode in LADDER and LADDER.index(asked) > LADDER.index(ladder.mode)
