"""Who may have read what was none of their business: one day's accesses of one authority, scored. Pure.

A person and a patient make a *case*. A case whose accesses all lack an errand, and whose unit has nothing to
do with the patient, gets points for what makes such a thing suspicious. Own records count whatever the
errand. Nothing here decides anything: the highest cases become alerts that a person looks at.

Points are judgements, set so that any two signs besides the missing errand alert, and the strong ones alone;
tests/app/audit/test_detector.py holds them against a simulated authority. They say nothing about how often
real people snoop.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from skjuts.core.ports.acquaintance import Tie

ZONE = ZoneInfo("Europe/Stockholm")
NIGHT_BEGINS, NIGHT_ENDS = 22, 6
MOST_ALERTS = 20
"""A day, for one authority: what a reviewer has the time to look at."""
THRESHOLD = 5.0
MANY_READS = 3
CROWD = 5
"""So many people without an errand at one patient on one day are there for the same wrong reason."""
VOLUME_FLOOR, VOLUME_TIMES = 20, 5
"""More patients without an errand than this, and so many times the usual, is browsing."""
CALLERS_PATIENTS, CALLERS_SHARE = 10, 0.5
"""Who opens so many patients on a day, at least half of them without an errand, answers telephones."""
USUAL_NO_ERRAND = 1.5
"""What a missing errand weighs for those to whom it is the rule."""


class Signal(StrEnum):
    """One reason to look closer."""

    NO_ERRAND = "no_errand"
    SELF = "self"
    SURNAME = "surname"
    ADDRESS = "address"
    COLLEAGUE = "colleague"
    PROTECTED = "protected"
    CROWD = "crowd"
    PRINT = "print"
    NIGHT = "night"
    REPEATED = "repeated"
    VOLUME = "volume"


POINTS: Mapping[Signal, float] = {
    Signal.NO_ERRAND: 3.0,
    Signal.SELF: 6.0,
    Signal.SURNAME: 2.0,
    Signal.ADDRESS: 4.0,
    Signal.COLLEAGUE: 3.0,
    Signal.PROTECTED: 2.5,
    Signal.CROWD: 3.0,
    Signal.PRINT: 2.0,
    Signal.NIGHT: 1.0,
    Signal.REPEATED: 1.0,
    Signal.VOLUME: 4.0,
}
TIES = {
    Tie.SELF: Signal.SELF,
    Tie.SURNAME: Signal.SURNAME,
    Tie.ADDRESS: Signal.ADDRESS,
    Tie.COLLEAGUE: Signal.COLLEAGUE,
    Tie.PROTECTED: Signal.PROTECTED,
}
LEAVING = frozenset({"print", "export"})


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One access as the detector sees it. `has_errand`: the caller named one, or the unit is related."""

    at: dt.datetime
    staff_id: UUID
    unit_id: UUID
    patient_id: UUID
    action: str
    has_errand: bool
    ties: frozenset[Tie] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A case with its points. `patient_id` is None when it is about how many patients there were."""

    staff_id: UUID
    unit_id: UUID
    patient_id: UUID | None
    score: float
    signals: tuple[Signal, ...]
    accesses: int
    first_at: dt.datetime
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is usual on the day: who works at night, answers telephones, draws a crowd, browses."""

    callers: frozenset[UUID]
    night_workers: frozenset[UUID]
    crowded: frozenset[UUID]
    browsers: frozenset[UUID]


def find_alerts(facts: Sequence[AccessFact], *, most: int = MOST_ALERTS) -> list[Suspicion]:
    """The cases that are worth a person's time, the highest first."""
    return [one for one in score_cases(facts) if one.score >= THRESHOLD][:most]


def score_cases(facts: Sequence[AccessFact]) -> list[Suspicion]:
    """Every case that has any points, the highest first; equals by how much was read."""
    around = _look_around(facts)
    scored = [_score(case, around) for case in _cases(facts)]
    scored += _browsing(facts, around)
    found = [one for one in scored if one.score > 0]
    return sorted(found, key=lambda one: (-one.score, -one.accesses, one.first_at, one.staff_id.int))


def find_plain_cases(facts: Sequence[AccessFact]) -> list[Suspicion]:
    """The cases without any points, for samples that are drawn by lot among all."""
    around = _look_around(facts)
    scored = [_score(case, around) for case in _cases(facts)]
    return [one for one in scored if one.score == 0]


def _cases(facts: Sequence[AccessFact]) -> list[list[AccessFact]]:
    cases: dict[tuple[UUID, UUID], list[AccessFact]] = defaultdict(list)
    for fact in facts:
        cases[fact.staff_id, fact.patient_id].append(fact)
    return list(cases.values())


def _score(case: Sequence[AccessFact], around: Surroundings) -> Suspicion:
    signals = set()
    ties = frozenset().union(*(fact.ties for fact in case))
    if Tie.SELF in ties:
        signals.add(Signal.SELF)
    if not any(fact.has_errand for fact in case):
        signals |= {Signal.NO_ERRAND, *(TIES[tie] for tie in ties if tie in TIES)}
        signals |= _behaviour(case, around)
    return _suspicion(case, case[0].patient_id, signals, around)


def _behaviour(case: Sequence[AccessFact], around: Surroundings) -> set[Signal]:
    """What the accesses themselves look like."""
    one = case[0]
    found = {
        Signal.CROWD: one.patient_id in around.crowded,
        Signal.PRINT: any(fact.action in LEAVING for fact in case),
        Signal.NIGHT: one.staff_id not in around.night_workers and any(is_night(fact.at) for fact in case),
        Signal.REPEATED: len(case) >= MANY_READS,
    }
    return {signal for signal, holds in found.items() if holds}


def _look_around(facts: Sequence[AccessFact]) -> Surroundings:
    by_staff = Counter(fact.staff_id for fact in facts)
    by_night = Counter(fact.staff_id for fact in facts if is_night(fact.at))
    readers: dict[UUID, set[UUID]] = defaultdict(set)
    patients: dict[UUID, set[UUID]] = defaultdict(set)
    all_patients: dict[UUID, set[UUID]] = defaultdict(set)
    for fact in facts:
        all_patients[fact.staff_id].add(fact.patient_id)
        if not fact.has_errand:
            readers[fact.patient_id].add(fact.staff_id)
            patients[fact.staff_id].add(fact.patient_id)
    usual = _median([len(patients[staff_id]) for staff_id in by_staff])
    many = max(VOLUME_FLOOR, VOLUME_TIMES * usual)
    return Surroundings(
        callers=frozenset(
            one
            for one, whom in all_patients.items()
            if len(whom) >= CALLERS_PATIENTS and len(patients[one]) >= CALLERS_SHARE * len(whom)
        ),
        night_workers=frozenset(one for one, count in by_night.items() if 2 * count >= by_staff[one]),
        crowded=frozenset(one for one, who in readers.items() if len(who) >= CROWD),
        browsers=frozenset(one for one, whom in patients.items() if len(whom) >= many),
    )


def _browsing(facts: Sequence[AccessFact], around: Surroundings) -> list[Suspicion]:
    cases: dict[UUID, list[AccessFact]] = defaultdict(list)
    for fact in facts:
        if fact.staff_id in around.browsers and not fact.has_errand:
            cases[fact.staff_id].append(fact)
    signals = {Signal.NO_ERRAND, Signal.VOLUME}
    return [_suspicion(case, None, signals, around) for case in cases.values()]


def _suspicion(
    case: Sequence[AccessFact], patient_id: UUID | None, signals: Iterable[Signal], around: Surroundings
) -> Suspicion:
    ordered = tuple(signal for signal in Signal if signal in set(signals))
    return Suspicion(
        staff_id=case[0].staff_id,
        unit_id=case[0].unit_id,
        patient_id=patient_id,
        score=sum(_points(signal, case[0].staff_id, around) for signal in ordered),
        signals=ordered,
        accesses=len(case),
        first_at=min(fact.at for fact in case),
        last_at=max(fact.at for fact in case),
    )


def _points(signal: Signal, staff_id: UUID, around: Surroundings) -> float:
    is_usual = signal is Signal.NO_ERRAND and staff_id in around.callers
    return USUAL_NO_ERRAND if is_usual else POINTS[signal]


def is_night(at: dt.datetime) -> bool:
    """Whether it is night in Sweden."""
    hour = at.astimezone(ZONE).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def _median(counts: list[int]) -> int:
    return sorted(counts)[len(counts) // 2] if counts else 0
