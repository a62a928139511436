"""Course versions and their content. The content is read once per process and digest: files are large."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.content import Course, read_course
from skjuts.apps.training.models import CourseEdit, CourseStatus, CourseVersion, Enrolment
from skjuts.apps.training.policies import may_see_courses
from skjuts.core.kernel.errors import NotFound
from skjuts.core.kernel.kept import Kept

KEPT = 48
_contents: Kept[tuple[str, str], Course] = Kept(KEPT)


def versions_of(actor: Actor) -> QuerySet[CourseVersion]:
    """The versions of the actor's own authority, without their files."""
    return CourseVersion.objects.filter(authority_id=actor.authority_id).defer("files")


def list_published(actor: Actor) -> list[CourseVersion]:
    """List the published courses, whole courses before micro-retrainings."""
    return list(versions_of(actor).filter(state="published").order_by("updates", "slug"))


def list_published_and_ended_updates(actor: Actor) -> list[CourseVersion]:
    """List what decides what is to be learnt: published versions as `list_published`, and retired updates."""
    ended = Q(state="retired", published_at__isnull=False) & ~Q(updates="")
    return list(versions_of(actor).filter(Q(state="published") | ended).order_by("updates", "slug"))


def get_version(actor: Actor, version_id: UUID) -> CourseVersion:
    """Get a version that the actor may see: published or taken by her before; any to its authors."""
    seen = Q() if may_see_courses(actor, actor.authority_id) else _open_to(actor)
    found = versions_of(actor).filter(seen, id=version_id).first()
    if found is None:
        raise NotFound
    return found


def _open_to(actor: Actor) -> Q:
    """Which versions a reader meets. Enrolments are asked for hers alone: a course has thousands."""
    own = Enrolment.objects.filter(version=OuterRef("pk"), staff_id=actor.staff_id)
    return Q(state="published") | Q(Exists(own), state="retired")


def list_versions(actor: Actor) -> list[CourseVersion]:
    """List every version with its number of enrolments, newest first."""
    counted = versions_of(actor).annotate(takers=Count("enrolments"))
    return list(counted.order_by("slug", "-created_at"))


def list_in_review(actor: Actor) -> list[CourseVersion]:
    """List the versions that wait for a reviewer other than their authors."""
    waiting = versions_of(actor).filter(state="in_review").select_related("author").order_by("created_at")
    return [one for one in waiting if actor.staff_id not in list_writers(one)]


def list_begun(actor: Actor) -> list[CourseVersion]:
    """List the drafts that a change of the rules began, those that are needed soonest first.

    One that a reviewer has sent back is in `list_sent_back` instead.
    """
    drafts = _drafts_of(actor).filter(~Q(Exists(_reviews())), rule_book__isnull=False)
    return list(drafts.order_by("in_force_from", "slug"))


def list_sent_back(actor: Actor) -> list[CourseVersion]:
    """List the drafts that a reviewer gave back, each with the last `note`, those given back first on top."""
    last = CourseStatus.objects.filter(version=OuterRef("pk")).order_by("-at")
    drafts = _drafts_of(actor).filter(Exists(_reviews()))
    noted = drafts.annotate(note=Subquery(last.values("note")[:1]), given_at=Subquery(last.values("at")[:1]))
    return list(noted.order_by("given_at"))


def _drafts_of(actor: Actor) -> QuerySet[CourseVersion]:
    return versions_of(actor).filter(state=CourseVersion.State.DRAFT)


def _reviews() -> QuerySet[CourseStatus]:
    return CourseStatus.objects.filter(version=OuterRef("pk"), state=CourseVersion.State.IN_REVIEW)


def list_writers(version: CourseVersion) -> set[UUID]:
    """List the staff who wrote any of a version: its author and everyone who saved an edit."""
    edits = CourseEdit.objects.filter(version=version).values_list("by__staff_id", flat=True)
    return {*edits.distinct(), *([version.author.staff_id] if version.author else [])}


def list_course_steps(version: CourseVersion) -> list[CourseStatus]:
    """List the steps that a version took, in order."""
    return list(CourseStatus.objects.filter(version=version).select_related("by__staff"))


def find_last_edit(version: CourseVersion) -> CourseEdit | None:
    """Find the newest saved edit of a draft."""
    return CourseEdit.objects.filter(version=version).select_related("by__staff").last()


def read_content(version: CourseVersion, language: str) -> Course:
    """Read the course of a version, in the language when it has it, else in its own.

    Costs a query only when this process has not read the same content before.
    """
    key = (version.digest, language if language in version.languages else version.languages[0])
    return _contents.get(key, lambda: read_course(version.files, key[1]))
