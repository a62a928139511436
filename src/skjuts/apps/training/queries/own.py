"""What concerns the one who reads: courses, progress, what is due, and her own right to certify."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from skjuts.apps.registry.models import Assignment
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.facts import training_of
from skjuts.apps.training.models import CourseVersion, Enrolment, TrainingCertificate
from skjuts.apps.training.queries.courses import list_published_and_ended_updates
from skjuts.apps.training.queries.progress import (
    list_first_passes,
    list_own_reading,
    list_training_certificates,
)
from skjuts.apps.training.queries.register import Holder, judge_holders
from skjuts.apps.training.queries.standings import moment_of, retrainings_among

NOT_BEGUN: tuple[None, frozenset[str]] = (None, frozenset())


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A published course and how far the reader has come in it."""

    version: CourseVersion
    enrolment: Enrolment | None
    pages_read: frozenset[str]
    certificate: TrainingCertificate | None
    has_passed: bool


@dataclass(frozen=True, slots=True)
class OwnTraining:
    """The published courses, whole ones before micro-retrainings, and the slugs of those that are due."""

    courses: tuple[OwnCourse, ...]
    due: frozenset[str]


def read_own_training(actor: Actor, now: dt.datetime) -> OwnTraining:
    """Read the published courses with the reader's progress, and what is due; four queries."""
    versions = list_published_and_ended_updates(actor)
    certificates, passes = list_training_certificates(actor), list_first_passes(actor)
    published = [one for one in versions if one.state == "published"]
    reading = list_own_reading(actor, published)
    lasting = {one.version.slug: one for one in reversed(certificates)}
    courses = []
    for version in published:
        enrolment, pages = reading.get(version.id, NOT_BEGUN)
        slug = version.slug
        courses.append(OwnCourse(version, enrolment, pages, lasting.get(slug), has_passed=slug in passes))
    return OwnTraining(tuple(courses), _list_due(versions, certificates, passes, now))


def list_own_rights(actor: Actor, now: dt.datetime) -> Holder | None:
    """The reader's own right at her unit; None when her assignment has ended meanwhile."""
    [own] = judge_holders(
        Assignment.objects.filter(id=actor.assignment_id).select_related("staff", "unit"), moment_of(now)
    )
    return own[0] if own else None


def _list_due(
    versions: Sequence[CourseVersion],
    certificates: Sequence[TrainingCertificate],
    passes: Mapping[str, dt.datetime],
    now: dt.datetime,
) -> frozenset[str]:
    """Micro-retrainings are due for those who once took the whole course, and for nobody else."""
    trainings = tuple(
        training_of((one.issued_at, one.valid_to, one.version.published_at))
        for one in certificates
        if not one.version.updates
    )
    if not trainings:
        return frozenset()
    told = (replace(one, passed_at=passes.get(one.slug)) for one in retrainings_among(versions))
    return frozenset(one.slug for one in told if one.is_due(trainings, moment_of(now)))
