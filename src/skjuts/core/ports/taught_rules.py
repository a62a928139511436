"""What is taught about rules: asked when they change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from skjuts.core.ports.slot import Slot


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page of a course in use that teaches some of the rules. `href`: for those who may open the course."""

    course: str
    page: str
    href: str
    questions: int


class TaughtRules(Protocol):
    """The courses in use."""

    def list_lessons(self, authority_id: int, parts: Collection[str]) -> tuple[Lesson, ...]:
        """The pages that teach parts of a rule book (`core.regulations.taught_parts`), in reading order."""


taught_rules: Slot[TaughtRules] = Slot("utbildningens kurser")
