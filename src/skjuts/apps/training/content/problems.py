"""What can be wrong with a course or an answer, told to its author in Swedish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: the file, the place in it ('' for the whole file), a stable code and a sentence."""

    file: str
    place: str
    code: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.message}"


class InvalidCourse(ValueError):
    """The files do not make a course. Every fault that was found is told, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("Kursen går inte att använda.\n" + "\n".join(map(str, self.problems)))


class UnknownAnswer(ValueError):
    """An answer names a question that was not asked, or an option that the question does not have."""

    def __init__(self, question_id: str) -> None:
        self.question_id = question_id
        super().__init__("Svaret hör inte till provet. Läs in provet på nytt och svara igen.")
