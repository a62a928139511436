"""Who may certify: pure, from what stands in the registers about one assignment.

Three things must hold at the moment of use: the person works at the unit, the unit's head has granted
her the kind, and she knows the rules (a valid certificate of training, and every micro-retraining that
touches the kind). A softer transition lifts the last one, for its unit and its days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Hindrance(StrEnum):
    """Why somebody may not certify; the first that holds is told."""

    NOT_WORKING = "not_working"
    NO_DELEGATION = "no_delegation"
    NOT_YET = "not_yet"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    NO_TRAINING = "no_training"
    TRAINING_ENDED = "training_ended"
    RETRAINING_DUE = "retraining_due"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant and the day that it lies in, in Swedish time."""

    at: dt.datetime
    day: dt.date


@dataclass(frozen=True, slots=True)
class Grant:
    """A delegation: the kinds, its first and last day, and when it was withdrawn."""

    id: UUID
    kinds: frozenset[str]
    valid_from: dt.date
    valid_to: dt.date
    granted_at: dt.datetime
    withdrawn_at: dt.datetime | None = None

    def holds(self, moment: Moment) -> bool:
        """Whether it is in force."""
        return self.find_hindrance(moment) is None

    def find_hindrance(self, moment: Moment) -> Hindrance | None:
        """Find why it is not in force; None when it is."""
        if self.granted_at > moment.at:
            return Hindrance.NO_DELEGATION
        if self.withdrawn_at is not None and self.withdrawn_at <= moment.at:
            return Hindrance.WITHDRAWN
        if moment.day < self.valid_from:
            return Hindrance.NOT_YET
        return Hindrance.ENDED if moment.day > self.valid_to else None


@dataclass(frozen=True, slots=True)
class Training:
    """A certificate of training. `version_published_at`: what it teaches is as new as that."""

    issued_at: dt.datetime
    valid_to: dt.date
    version_published_at: dt.datetime

    def holds(self, moment: Moment) -> bool:
        """Whether it was issued and has not ended."""
        return self.issued_at <= moment.at and moment.day <= self.valid_to


@dataclass(frozen=True, slots=True)
class Retraining:
    """A change of the rules that must be learnt: what it blocks, from when, and when it was passed."""

    slug: str
    title: str
    touches: frozenset[str]
    in_force_from: dt.date
    published_at: dt.datetime
    passed_at: dt.datetime | None = None

    def is_due(self, trainings: tuple[Training, ...], moment: Moment) -> bool:
        """Whether it is missing: neither passed nor taught by a certificate that holds."""
        if moment.day < self.in_force_from or moment.at < self.published_at:
            return False
        if self.passed_at is not None and self.passed_at <= moment.at:
            return False
        return not any(
            one.holds(moment) and one.version_published_at >= self.published_at for one in trainings
        )


@dataclass(frozen=True, slots=True)
class Softening:
    """A softer transition of the unit."""

    valid_from: dt.date
    valid_to: dt.date
    allowed_at: dt.datetime
    ended_at: dt.datetime | None = None

    def holds(self, moment: Moment) -> bool:
        """Whether it is in force."""
        is_ended = self.ended_at is not None and self.ended_at <= moment.at
        return (
            self.allowed_at <= moment.at and self.valid_from <= moment.day <= self.valid_to and not is_ended
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides one assignment's right."""

    works_from: dt.date
    works_to: dt.date | None
    suspended_at: dt.datetime | None
    grants: tuple[Grant, ...] = ()
    trainings: tuple[Training, ...] = ()
    retrainings: tuple[Retraining, ...] = ()
    softenings: tuple[Softening, ...] = ()

    def works(self, moment: Moment) -> bool:
        """Whether the assignment is in force."""
        if self.suspended_at is not None and self.suspended_at <= moment.at:
            return False
        return self.works_from <= moment.day and (self.works_to is None or moment.day <= self.works_to)

    def is_softened(self, moment: Moment) -> bool:
        """Whether the unit has a softer transition."""
        return any(one.holds(moment) for one in self.softenings)

    def list_due(self, kind: str, moment: Moment) -> tuple[Retraining, ...]:
        """List the micro-retrainings that block a kind."""
        return tuple(
            one for one in self.retrainings if kind in one.touches and one.is_due(self.trainings, moment)
        )


@dataclass(frozen=True, slots=True)
class Right:
    """The answer: allowed, by which grant; or why not, and which micro-retrainings would give it back.

    `is_softened`: the right leans on a softer transition, since the training is missing.
    """

    hindrance: Hindrance | None
    grant: Grant | None = None
    due: tuple[Retraining, ...] = field(default=())
    is_softened: bool = False

    @property
    def is_allowed(self) -> bool:
        """Whether the person may certify."""
        return self.hindrance is None


def judge_right(standing: Standing, kind: str, moment: Moment) -> Right:
    """Judge whether an assignment gives the right to certify a kind at a moment."""
    if not standing.works(moment):
        return Right(Hindrance.NOT_WORKING)
    granted = [one for one in standing.grants if kind in one.kinds]
    grant = next((one for one in granted if one.holds(moment)), None)
    if grant is None:
        return Right(_missing_grant(granted, moment))
    hindrance, due = _missing_training(standing, kind, moment)
    if hindrance is None:
        return Right(None, grant)
    if standing.is_softened(moment):
        return Right(None, grant, due, is_softened=True)
    return Right(hindrance, grant, due)


def _missing_grant(granted: list[Grant], moment: Moment) -> Hindrance:
    """What to say about the newest grant: it was withdrawn, has not begun or has ended."""
    newest = max(granted, key=lambda one: one.granted_at, default=None)
    return (newest and newest.find_hindrance(moment)) or Hindrance.NO_DELEGATION


def _missing_training(
    standing: Standing, kind: str, moment: Moment
) -> tuple[Hindrance | None, tuple[Retraining, ...]]:
    if not any(one.holds(moment) for one in standing.trainings):
        had_one = any(one.issued_at <= moment.at for one in standing.trainings)
        return (Hindrance.TRAINING_ENDED if had_one else Hindrance.NO_TRAINING), ()
    due = standing.list_due(kind, moment)
    return (Hindrance.RETRAINING_DUE, due) if due else (None, ())
