"""What concerns the one who reads: courses, progress, what is due, and her own right to certify."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skjuts.apps.registry.models import Assignment
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.models import CourseVersion, Enrolment, TrainingCertificate
from skjuts.apps.training.queries.courses import list_published
from skjuts.apps.training.queries.progress import (
    list_enrolments,
    list_pages_read,
    list_passed_slugs,
    list_training_certificates,
)
from skjuts.apps.training.queries.register import Holder, judge_holders
from skjuts.apps.training.queries.standings import moment_of


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A published course and how far the reader has come in it."""

    version: CourseVersion
    enrolment: Enrolment | None
    pages_read: frozenset[str]
    certificate: TrainingCertificate | None
    has_passed: bool


def list_own_courses(actor: Actor) -> list[OwnCourse]:
    """List the published courses with the reader's progress; five queries."""
    versions = list_published(actor)
    enrolments = list_enrolments(actor, versions)
    read = list_pages_read(enrolments.values())
    passed = list_passed_slugs(actor)
    certificates = {one.version.slug: one for one in reversed(list_training_certificates(actor))}
    return [
        OwnCourse(
            version=version,
            enrolment=enrolments.get(version.id),
            pages_read=frozenset(read[enrolments[version.id].id] if version.id in enrolments else ()),
            certificate=certificates.get(version.slug),
            has_passed=version.slug in passed,
        )
        for version in versions
    ]


def list_own_rights(actor: Actor, now: dt.datetime) -> Holder | None:
    """The reader's own right at her unit; None when her assignment has ended meanwhile."""
    [own] = judge_holders(Assignment.objects.filter(id=actor.assignment_id), moment_of(now))
    return own[0] if own else None
