"""The packaged course as texts, read once for the tests of this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from skjuts.apps.training import content

COURSES = Path(content.__file__).parents[1] / "courses"
LANGUAGES = ("sv", "en")


def read_files(folder: Path) -> dict[str, str]:
    """Read every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def course_files() -> dict[str, str]:
    """The files of the packaged course, its micro-retrainings included."""
    return read_files(COURSES / "ratt_resa")


@cache
def course(language: str = "sv") -> content.Course:
    """The packaged course in one language."""
    return content.read_course(course_files(), language)


@cache
def updates(language: str = "sv") -> tuple[content.Course, ...]:
    """The micro-retrainings of the packaged course in one language."""
    return content.read_updates(course_files(), course(language))
