"""The way of a version from draft to published: a second person looks before anyone is taught by it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.errors import CourseFaulty
from skjuts.apps.training.facts import read_languages
from skjuts.apps.training.models import CourseStatus, CourseVersion
from skjuts.apps.training.policies import require_author, require_review
from skjuts.apps.training.queries.courses import list_writers
from skjuts.apps.training.workflow import COURSE
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.kernel.transitions import Step


@transaction.atomic
def submit_version(*, actor: Actor, version_id: UUID, now: dt.datetime) -> CourseVersion:
    """Hand a draft to review. Raises CourseFaulty while it has faults."""
    version = get_locked_version(actor, version_id)
    require_author(actor, version.authority_id)
    step = COURSE.get_step(version.state, "submit")
    read_languages(version.files)
    take_step(step, version, actor, now)
    return version


@transaction.atomic
def send_back_version(*, actor: Actor, version_id: UUID, note: str, now: dt.datetime) -> CourseVersion:
    """Give a version back to its authors, with what to mend."""
    version = get_locked_version(actor, version_id)
    require_review(actor, version.authority_id, written_by=list_writers(version))
    step = COURSE.get_step(version.state, "send_back")
    if not note.strip():
        raise InvalidField("Skriv vad som behöver ändras.", field="note")
    take_step(step, version, actor, now, note.strip())
    return version


@transaction.atomic
def publish_version(*, actor: Actor, version_id: UUID, now: dt.datetime) -> CourseVersion:
    """Put a reviewed version in force; the one before it is retired. Raises NotAllowed for its authors."""
    version = get_locked_version(actor, version_id)
    require_review(actor, version.authority_id, written_by=list_writers(version))
    step = COURSE.get_step(version.state, "publish")
    read_languages(version.files)
    if version.is_retraining:
        _check_topics(version)
    put_in_force(version=version, step=step, actor=actor, now=now)
    return version


def put_in_force(*, version: CourseVersion, step: Step, actor: Actor | None, now: dt.datetime) -> None:
    """Retire the version before and publish this one, with its event."""
    before = CourseVersion.objects.select_for_update().filter(
        authority_id=version.authority_id, slug=version.slug, state="published"
    )
    for old in before.exclude(id=version.id).defer("files"):
        take_step(COURSE.get_step(old.state, "retire"), old, actor, now)
    version.published_at = now
    version.save(update_fields=["published_at"])
    take_step(step, version, actor, now)


def get_locked_version(actor: Actor, version_id: UUID) -> CourseVersion:
    """Get a version of the actor's authority, held until the end of the transaction."""
    rows = CourseVersion.objects.select_for_update().filter(authority_id=actor.authority_id)
    found = rows.filter(id=version_id).first()
    if found is None:
        raise NotFound
    return found


def take_step(
    step: Step, version: CourseVersion, actor: Actor | None, now: dt.datetime, note: str = ""
) -> None:
    """Write a step that a version takes: its state, the row that remembers it, and the event."""
    version.state = step.target
    version.save(update_fields=["state"])
    CourseStatus.objects.create(
        authority_id=version.authority_id,
        version=version,
        state=step.target,
        by_id=actor.assignment_id if actor else None,
        at=now,
        note=note,
    )
    if step.event:
        publish_event(
            name=step.event,
            aggregate_id=version.id,
            authority_id=version.authority_id,
            actor=actor,
            payload={
                "course": version.slug,
                "version": version.version,
                "updates": version.updates,
                "topics": list(version.topics),
                "touches": list(version.touches),
            },
        )


def _check_topics(version: CourseVersion) -> None:
    """A micro-retraining gives back rights on topics of the course that it belongs to."""
    course = CourseVersion.objects.filter(
        authority_id=version.authority_id, slug=version.updates, state="published"
    ).first()
    if course is None:
        raise CourseFaulty([f"Kursen {version.updates} är inte publicerad."])
    if strange := sorted(set(version.topics) - set(course.topics)):
        raise CourseFaulty([f"Ämnet {topic} finns inte i kursen {course.slug}." for topic in strange])
