"""What decides a person's right to certify, read for one assignment or for a whole register at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from skjuts.apps.registry.models import Assignment, Delegation
from skjuts.apps.training.facts import (
    GRANT_COLUMNS,
    SOFTENING_COLUMNS,
    TRAINING_COLUMNS,
    Columns,
    grant_of,
    softening_of,
    training_of,
)
from skjuts.apps.training.models import (
    AttemptOutcome,
    CourseVersion,
    SofterTransition,
    TrainingCertificate,
)
from skjuts.apps.training.rights import (
    Hindrance,
    Moment,
    Retraining,
    Right,
    Standing,
    judge_right,
)


def moment_of(now: dt.datetime) -> Moment:
    """The moment of an instant: the day is the Swedish one."""
    return Moment(now, timezone.localdate(now))


def may_certify(*, assignment_id: UUID, kind: str, now: dt.datetime) -> Right:
    """Judge whether a person, by an assignment, may certify a kind now; asked at the moment of use.

    An assignment outside the scope of the transaction answers as one that is not in force. Six queries
    at most.
    """
    assignment = Assignment.objects.filter(id=assignment_id).first()
    if assignment is None:
        return Right(Hindrance.NOT_WORKING)
    standing = list_standings([assignment])[assignment.id]
    return judge_right(standing, kind, moment_of(now))


def list_standings(assignments: Iterable[Assignment]) -> dict[UUID, Standing]:
    """List what decides the right of each assignment; five queries, however many there are."""
    held = list(assignments)
    staff = {one.staff_id for one in held}
    softer = SofterTransition.objects.filter(unit__in={one.unit_id for one in held})
    grants = _group(Delegation.objects.filter(holder__in=held), "holder_id", GRANT_COLUMNS, grant_of)
    trainings = _group(_trainings(staff), "staff_id", TRAINING_COLUMNS, training_of)
    softenings = _group(softer, "unit_id", SOFTENING_COLUMNS, softening_of)
    retrainings = _list_retrainings({one.authority_id for one in held})
    passes = _list_passes(staff) if any(retrainings.values()) else {}
    return {
        one.id: Standing(
            works_from=one.valid_from,
            works_to=one.valid_to,
            suspended_at=one.suspended_at,
            grants=tuple(grants[one.id]),
            trainings=tuple(trainings[one.staff_id]),
            softenings=tuple(softenings[one.unit_id]),
            retrainings=tuple(
                replace(each, passed_at=passes.get((one.staff_id, each.slug)))
                for each in retrainings[one.authority_id]
            ),
        )
        for one in held
    }


def _trainings(staff: set[UUID]) -> QuerySet[TrainingCertificate]:
    return TrainingCertificate.objects.filter(staff__in=staff, version__updates="")


def _group[Fact](
    rows: QuerySet[Any], owner: str, columns: Columns, make: Callable[[Sequence[Any]], Fact]
) -> Mapping[UUID, list[Fact]]:
    """What the rows tell, by owner; read without models, since a register reads hundreds of them."""
    found: dict[UUID, list[Fact]] = defaultdict(list)
    for owner_id, *told in rows.values_list(owner, *columns):
        found[owner_id].append(make(told))
    return found


def retrainings_among(versions: Iterable[CourseVersion]) -> list[Retraining]:
    """The micro-retrainings, one for each slug: what the newest version says, since the first one.

    The versions are those of one authority, published or retired.
    """
    several: dict[str, list[CourseVersion]] = defaultdict(list)
    for row in versions:
        if row.updates and row.published_at:
            several[row.slug].append(row)
    told = [sorted(rows, key=_published_at) for rows in several.values()]
    return [_retraining_of(rows[0], rows[-1]) for rows in told if rows[-1].state == "published"]


def _published_at(version: CourseVersion) -> dt.datetime:
    if version.published_at is None:
        raise ValueError("a course version was never published")
    return version.published_at


def _list_retrainings(authorities: set[int]) -> Mapping[int, list[Retraining]]:
    rows = CourseVersion.objects.filter(
        authority_id__in=authorities, state__in=("published", "retired"), published_at__isnull=False
    ).exclude(updates="")
    versions: dict[int, list[CourseVersion]] = defaultdict(list)
    for row in rows.defer("files"):
        versions[row.authority_id].append(row)
    return {one: retrainings_among(versions[one]) for one in authorities}


def _retraining_of(first: CourseVersion, newest: CourseVersion) -> Retraining:
    if newest.in_force_from is None:
        raise ValueError("a micro-retraining has no first day")
    return Retraining(
        slug=newest.slug,
        title=newest.title,
        touches=frozenset(newest.touches),
        in_force_from=newest.in_force_from,
        published_at=_published_at(first),
    )


def _list_passes(staff: set[UUID]) -> dict[tuple[UUID, str], dt.datetime]:
    """When each person first passed each micro-retraining."""
    rows = AttemptOutcome.objects.filter(has_passed=True, attempt__enrolment__staff__in=staff)
    passed = rows.exclude(attempt__enrolment__version__updates="").order_by("-submitted_at")
    columns = ("attempt__enrolment__staff_id", "attempt__enrolment__version__slug", "submitted_at")
    return {(person, slug): at for person, slug, at in passed.values_list(*columns)}
