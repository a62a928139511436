"""The files of a version as those who write it see them: rows to edit, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.content.files import Shelf
from skjuts.apps.training.content.rows import (
    CourseRow,
    ExerciseFile,
    ExerciseRow,
    PageRow,
    QuestionFile,
    QuestionRow,
)
from skjuts.apps.training.errors import CourseFaulty
from skjuts.apps.training.facts import read_languages
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.policies import require_author
from skjuts.apps.training.queries.courses import get_version
from skjuts.core.kernel.errors import NotFound

type ItemKind = Literal["questions", "exercises"]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A page as it is written; `row` is None while its head cannot be read."""

    slug: str
    path: str
    text: str
    row: PageRow | None
    markdown: str


@dataclass(frozen=True, slots=True)
class DraftItems:
    """The questions or exercises of a page; `rows` is None while the file cannot be read."""

    path: str
    text: str
    rows: tuple[QuestionRow, ...] | tuple[ExerciseRow, ...] | None


def get_draft(actor: Actor, version_id: UUID) -> CourseVersion:
    """A draft that the actor may write in. Raises NotFound for any other version."""
    require_author(actor, actor.authority_id)
    version = get_version(actor, version_id)
    if version.state != CourseVersion.State.DRAFT:
        raise NotFound
    return version


def read_head(version: CourseVersion) -> CourseRow | None:
    """Read `course.toml`; None while it cannot be read."""
    return Shelf(version.files).read_toml("course.toml", CourseRow)


def own_language(version: CourseVersion) -> str:
    """The language that the course is written in."""
    return str(version.languages[0])


def list_draft_pages(version: CourseVersion) -> list[DraftPage]:
    """List the pages in the course's own language, in order."""
    folder = f"{own_language(version)}/pages/"
    paths = sorted(path for path in version.files if path.startswith(folder) and path.endswith(".md"))
    return [read_draft_page(version, path.removeprefix(folder).removesuffix(".md")) for path in paths]


def read_draft_page(version: CourseVersion, slug: str) -> DraftPage:
    """Read one page; an empty one when it is new."""
    path = f"{own_language(version)}/pages/{slug}.md"
    text = version.files.get(path, "")
    shelf = Shelf({path: text})
    found = shelf.read_page_folder(f"{own_language(version)}/pages", PageRow).get(slug) if text else None
    return DraftPage(slug, path, text, found[0] if found else None, found[1] if found else "")


def read_draft_items(version: CourseVersion, kind: ItemKind, slug: str) -> DraftItems:
    """Read the questions or exercises of a page; none when there is no file."""
    path = f"{own_language(version)}/{kind}/{slug}.toml"
    text = version.files.get(path, "")
    if not text:
        return DraftItems(path, "", ())
    shelf = Shelf({path: text})
    if kind == "questions":
        questions = shelf.read_toml(path, QuestionFile)
        return DraftItems(path, text, questions.question if questions else None)
    exercises = shelf.read_toml(path, ExerciseFile)
    return DraftItems(path, text, exercises.exercise if exercises else None)


def get_file(version: CourseVersion, path: str) -> str:
    """Get the text of a file."""
    if path not in version.files:
        raise NotFound
    return str(version.files[path])


def list_faults(version: CourseVersion) -> tuple[str, ...]:
    """List what has to be mended before the version can be reviewed."""
    try:
        read_languages(version.files)
    except CourseFaulty as faulty:
        return faulty.problems
    return ()
