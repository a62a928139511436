"""Writing a draft: one file at a time, each save on top of what the author saw."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.errors import CourseFaulty
from skjuts.apps.training.facts import describe, digest_of, read_languages
from skjuts.apps.training.models import CourseEdit, CourseVersion
from skjuts.apps.training.packing import MOST_BYTES_IN_FILE, MOST_FILES, is_course_path
from skjuts.apps.training.policies import require_author
from skjuts.apps.training.services.publish_course import get_locked_version, take_step
from skjuts.apps.training.toml_text import set_top_value
from skjuts.apps.training.workflow import COURSE
from skjuts.core.kernel.errors import Conflict, DuplicateId, InvalidField, InvalidTransition
from skjuts.core.kernel.transitions import BEGINNING


@transaction.atomic
def draft_version(*, actor: Actor, based_on_id: UUID, label: str, now: dt.datetime) -> CourseVersion:
    """Begin a draft on top of another version. Raises DuplicateId when the label is taken."""
    old = get_locked_version(actor, based_on_id)
    require_author(actor, old.authority_id)
    if not label.strip():
        raise InvalidField("Skriv vad versionen ska heta.", field="label")
    taken = CourseVersion.objects.filter(authority_id=old.authority_id, slug=old.slug, version=label.strip())
    if taken.exists():
        raise DuplicateId("Det finns redan en version med det namnet.", field="label")
    files = {**old.files, "course.toml": set_top_value(old.files["course.toml"], "version", label.strip())}
    draft = CourseVersion(
        authority_id=old.authority_id,
        files=files,
        digest=digest_of(files),
        based_on=old,
        rule_book_id=old.rule_book_id,
        author_id=actor.assignment_id,
        created_at=now,
    )
    describe(draft, read_languages(files))
    draft.save(force_insert=True)
    take_step(COURSE.get_step(BEGINNING, "draft"), draft, actor, now)
    return draft


def seen_of(text: str) -> str:
    """What a form carries of the text that its author saw; '' when there was no file."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


@transaction.atomic
def save_file(
    *, actor: Actor, version_id: UUID, path: str, text: str, seen: str, now: dt.datetime
) -> CourseVersion:
    """Save one file of a draft; an empty text takes the file away. A draft may have faults until review.

    `seen` is `seen_of` the text that the author began from. Raises Conflict when somebody has saved another
    text since, InvalidTransition when the version is no draft.
    """
    version = get_locked_version(actor, version_id)
    require_author(actor, version.authority_id)
    if version.state != CourseVersion.State.DRAFT:
        raise InvalidTransition
    if (
        not is_course_path(path)
        or len(text.encode()) > MOST_BYTES_IN_FILE
        or len(version.files) >= MOST_FILES
    ):
        raise InvalidField("Filen har ett otillåtet namn eller är för stor.", field="path")
    current, text = version.files.get(path, ""), text.replace("\r\n", "\n")
    if current == text:
        return version
    if seen_of(current) != seen:
        raise Conflict("Någon annan har ändrat samma sida under tiden.", field=path)
    _write(version, path, text)
    CourseEdit.objects.create(
        authority_id=version.authority_id,
        version=version,
        revision=version.revision,
        path=path,
        by_id=actor.assignment_id,
        at=now,
    )
    return version


def _write(version: CourseVersion, path: str, text: str) -> None:
    files = {name: old for name, old in version.files.items() if name != path}
    version.files = {**files, path: text} if text else files
    version.digest = digest_of(version.files)
    version.revision += 1
    identity = (version.slug, version.version, version.updates)
    # While it has faults, lists go on showing what the draft said of itself when it last was whole.
    with suppress(CourseFaulty):
        describe(version, read_languages(version.files))
    if (version.slug, version.version, version.updates) != identity:
        raise InvalidField("Kursens id och version ändras inte i ett utkast.", field="course.toml")
    version.save()
