"""The rules change: a micro-retraining on what they touch is begun, for an author to finish.

A draft blocks nobody. It holds what the course teaches about the changed parts and what was changed. Once a
second person has published it, it blocks the kinds that its topics reach from the day of the rules, no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.queries.books import list_approved, read_book
from skjuts.apps.training.facts import describe, digest_of, read_languages
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.services.publish_course import take_step
from skjuts.apps.training.workflow import COURSE
from skjuts.apps.training.writing import Change, write_retraining
from skjuts.core.kernel.transitions import BEGINNING
from skjuts.core.regulations.taught_parts import list_parts
from skjuts.core.rules import RuleBook
from skjuts.core.rules.analysis import compare_books, list_touched_tables

BEGUN = (
    "Påbörjad när regelboken godkändes. Sidor och frågor är hämtade ur kursen och säger det som gällde förut:"
    " läs igenom och ändra dem innan den skickas till granskning."
)
WITHDRAWN = "Regelboken återtogs innan den började gälla."


@dataclass(frozen=True, slots=True)
class ChangedBook:
    """A version that was approved, and the book that held before it."""

    version: RuleBookVersion
    old: RuleBook
    new: RuleBook

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the book, as courses name them, whose answers the change may alter."""
        return list_parts(list_touched_tables(self.new, compare_books(self.old, self.new)))


def find_change(version_id: UUID) -> ChangedBook | None:
    """Find what an approved version changes; None when no book held before it, or it never came so far."""
    version = RuleBookVersion.objects.filter(id=version_id, state=RuleBookVersion.State.APPROVED).first()
    if version is None or version.in_force_from is None:
        return None
    for before in list_approved([version.authority_id]):
        is_older = before.in_force_from is not None and before.in_force_from < version.in_force_from
        if is_older and set(before.kinds) & set(version.kinds):
            return ChangedBook(version, read_book(before), read_book(version))
    return None


@transaction.atomic
def begin_retrainings(*, change: ChangedBook, told: str, now: dt.datetime) -> list[CourseVersion]:
    """Begin a draft for each whole course that teaches some of what changed. Safe to repeat.

    `told`: the changes in words, as Markdown.
    """
    version, parts = change.version, change.parts
    courses = CourseVersion.objects.filter(
        authority_id=version.authority_id, state=CourseVersion.State.PUBLISHED, updates=""
    ).order_by("slug")
    begun = CourseVersion.objects.filter(rule_book=version)
    if begun.exists():
        return []
    made = [_begin(course, version, parts, told, now) for course in courses]
    return [one for one in made if one is not None]


@transaction.atomic
def end_retrainings(*, version_id: UUID, now: dt.datetime) -> int:
    """Take a withdrawn version's micro-retrainings out of use; returns how many."""
    rows = CourseVersion.objects.select_for_update().filter(rule_book_id=version_id)
    standing = list(rows.exclude(state=CourseVersion.State.RETIRED).defer("files"))
    for one in standing:
        take_step(COURSE.get_step(one.state, "retire"), one, None, now, WITHDRAWN)
    return len(standing)


def _begin(
    course: CourseVersion, book: RuleBookVersion, parts: Collection[str], told: str, now: dt.datetime
) -> CourseVersion | None:
    if book.in_force_from is None:
        raise ValueError("an approved version has a first day")
    change = Change(
        slug=f"andrad-{course.slug[:30].strip('-_')}-{book.in_force_from:%Y-%m-%d}-{book.id.hex[:6]}",
        book=book.title,
        label=book.label,
        in_force_from=book.in_force_from,
        parts=frozenset(parts),
        told=told,
    )
    files = write_retraining(read_content(course, course.languages[0]), course.files, change)
    if not files:
        return None
    draft = CourseVersion(
        authority_id=course.authority_id,
        files=files,
        digest=digest_of(files),
        created_at=now,
        rule_book=book,
    )
    describe(draft, read_languages(files))
    draft.save(force_insert=True)
    take_step(COURSE.get_step(BEGINNING, "begin"), draft, None, now, BEGUN)
    return draft
