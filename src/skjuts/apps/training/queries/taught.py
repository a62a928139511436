"""What courses in use teach about the rules (`core.ports.taught_rules`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from skjuts.apps.training.content import Course
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.queries.courses import read_content
from skjuts.core.ports.taught_rules import Lesson


class CoursesInUse:
    """The published courses of an authority, micro-retrainings last."""

    def list_lessons(self, authority_id: int, parts: Collection[str]) -> tuple[Lesson, ...]:
        """The pages whose topics teach some of the parts."""
        rows = CourseVersion.objects.filter(authority_id=authority_id, state="published")
        found = rows.defer("files").order_by("updates", "slug")
        return tuple(
            lesson for one in found for lesson in _list_in(one, read_content(one, "sv"), frozenset(parts))
        )


def _list_in(version: CourseVersion, course: Course, parts: frozenset[str]) -> Iterator[Lesson]:
    touched = {one.slug for one in course.list_topics_touched_by(parts)}
    asked = course.list_questions_on(touched)
    for page in course.pages:
        if touched.intersection(page.topics):
            href = reverse("training:page", args=[version.id, page.slug])
            yield Lesson(course.title, page.title, href, sum(one.page == page.slug for one in asked))
