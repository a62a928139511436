"""A course comes into the house: delivered with the program, or as a file from an author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.facts import describe, digest_of, read_languages
from skjuts.apps.training.models import CourseEdit, CourseVersion
from skjuts.apps.training.packing import unpack_course
from skjuts.apps.training.policies import require_author
from skjuts.apps.training.services.publish_course import put_in_force, take_step
from skjuts.apps.training.workflow import COURSE
from skjuts.core.kernel.errors import DuplicateId
from skjuts.core.kernel.transitions import BEGINNING


@transaction.atomic
def deliver_course(
    *, authority: Authority, files: Mapping[str, str], now: dt.datetime
) -> CourseVersion | None:
    """Publish a course that comes with the program; None when the authority has that version already.

    The project has reviewed what it delivers. An author who changes it makes a version of her own.
    """
    version = _describe_new(authority.id, files, now)
    known = CourseVersion.objects.filter(authority=authority, slug=version.slug, version=version.version)
    if known.exists():
        return None
    step = COURSE.get_step(BEGINNING, "deliver")
    version.save(force_insert=True)
    put_in_force(version=version, step=step, actor=None, now=now)
    return version


@transaction.atomic
def import_course(*, actor: Actor, archive: bytes, now: dt.datetime) -> CourseVersion:
    """Take in a zip file as a draft. Raises BadCourseArchive, CourseFaulty with every fault, DuplicateId."""
    require_author(actor, actor.authority_id)
    version = _describe_new(actor.authority_id, unpack_course(archive), now)
    version.author_id = actor.assignment_id
    known = CourseVersion.objects.filter(
        authority_id=actor.authority_id, slug=version.slug, version=version.version
    )
    if known.exists():
        raise DuplicateId(
            "Version %(version)s av kursen finns redan.",
            values={"version": version.version},
            field="archive",
            remedy="Skriv en ny version i course.toml och ladda upp filen igen.",
        )
    version.save(force_insert=True)
    take_step(COURSE.get_step(BEGINNING, "draft"), version, actor, now)
    CourseEdit.objects.create(
        authority_id=version.authority_id,
        version=version,
        revision=version.revision,
        path="course.toml",
        by_id=actor.assignment_id,
        at=now,
    )
    return version


def _describe_new(authority_id: int, files: Mapping[str, str], now: dt.datetime) -> CourseVersion:
    version = CourseVersion(
        authority_id=authority_id, files=dict(files), digest=digest_of(files), created_at=now
    )
    describe(version, read_languages(files))
    return version
