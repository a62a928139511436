"""Rows to what the rules reason about, and the constants that no course file carries."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from skjuts.apps.registry.models import Delegation
from skjuts.apps.training.content import Course, InvalidCourse, read_course
from skjuts.apps.training.errors import CourseFaulty
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.rights import Grant, Softening, Training

PARTS_OF_KIND: Mapping[str, frozenset[str]] = {
    Delegation.Kind.TRIP: frozenset({"law", "certificate", "modes", "purposes", "persons", "care-place"}),
    Delegation.Kind.ESCORT: frozenset({"law", "certificate", "escort"}),
    Delegation.Kind.RIDE_ALONE: frozenset({"law", "certificate", "pooling"}),
}
"""Which parts of a rule book one must know to certify a kind. What a ride costs the rider blocks nobody."""

type Columns = tuple[str, ...]
GRANT_COLUMNS: Columns = ("id", "kinds", "valid_from", "valid_to", "granted_at", "withdrawn_at")
TRAINING_COLUMNS: Columns = ("issued_at", "valid_to", "version__published_at")
SOFTENING_COLUMNS: Columns = ("valid_from", "valid_to", "allowed_at", "ended_at")


def kinds_touched(course: Course) -> list[str]:
    """The kinds of certification that the topics of a course reach, in the order of the kinds."""
    parts = {part for topic in course.topics for part in topic.rulebook}
    return [kind.value for kind in Delegation.Kind if parts & PARTS_OF_KIND[kind]]


def digest_of(files: Mapping[str, str]) -> str:
    """A name of the content: one letter changed is another digest."""
    return hashlib.sha256(json.dumps(files, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def grant_of(told: Sequence[Any]) -> Grant:
    """A delegation as the judge sees it, from its `GRANT_COLUMNS`."""
    key, kinds, *times = told
    return Grant(key, frozenset(kinds), *times)


def training_of(told: Sequence[Any]) -> Training:
    """A certificate of training as the judge sees it, from its `TRAINING_COLUMNS`."""
    issued_at, valid_to, published_at = told
    if published_at is None:
        raise ValueError("a certificate of training names a version that was never published")
    return Training(issued_at, valid_to, published_at)


def softening_of(told: Sequence[Any]) -> Softening:
    """A softer transition as the judge sees it, from its `SOFTENING_COLUMNS`."""
    return Softening(*told)


def read_languages(files: Mapping[str, str]) -> dict[str, Course]:
    """Read a course in every language that its head names, its own first.

    Raises CourseFaulty with every fault of the first language that has any.
    """
    try:
        own = read_course(files)
        head = tomllib.loads(files["course.toml"])
        others = {language: read_course(files, language) for language in head.get("translations", ())}
    except InvalidCourse as error:
        raise CourseFaulty(map(str, error.problems)) from error
    return {own.language: own, **others}


def describe(version: CourseVersion, languages: Mapping[str, Course]) -> None:
    """Write on a version what its files say of themselves, so that lists need not read them."""
    own = next(iter(languages.values()))
    version.slug, version.updates, version.version = own.id, own.updates, own.version
    version.title, version.summary, version.minutes = own.title, own.summary, own.minutes
    version.languages = list(languages)
    version.topics = [topic.slug for topic in own.topics]
    version.touches = kinds_touched(own) if own.updates else []
    version.is_demonstration = own.is_demonstration
    version.in_force_from = own.in_force_from
