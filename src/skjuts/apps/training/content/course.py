"""What a course is, in one language: pages, exercises, a bank of questions, and the rules of its test.

Ids (course, topic, page, exercise, question, option, source) are the same in every language and are never
reused: attempts, blocks and statistics refer to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A law or a published page, and what is known of its date (`dated` is a phrase for the reader)."""

    id: str
    title: str
    dated: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source, such as '6 kap. 38 §'; `where` is '' when the whole source is meant."""

    source: Source
    where: str

    @property
    def line(self) -> str:
        """The source line that the reader sees."""
        place = f", {self.where}" if self.where else ""
        return f"{self.source.title}{place} ({self.source.dated})"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about. `rulebook` names the parts of a rule book whose change touches the topic."""

    slug: str
    title: str
    rulebook: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `feedback` tells why it is right or wrong."""

    id: str
    text: str
    is_right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """A case on a page, answered for practice and never counted."""

    id: str
    page: str
    text: str
    options: tuple[Option, ...]

    @property
    def has_several_right(self) -> bool:
        """Whether more than one option is to be chosen."""
        return sum(option.is_right for option in self.options) > 1


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank; `difficulty` is 1 (easy) to 3, as the author judged it."""

    id: str
    page: str
    topic: str
    difficulty: int
    text: str
    options: tuple[Option, ...]
    citations: tuple[Citation, ...]

    @property
    def has_several_right(self) -> bool:
        """Whether more than one option is to be chosen."""
        return sum(option.is_right for option in self.options) > 1

    @property
    def right_ids(self) -> frozenset[str]:
        """The options that a right answer holds, no more and no fewer."""
        return frozenset(option.id for option in self.options if option.is_right)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to read: Markdown without its title, the minutes it is meant to take, and its sources."""

    slug: str
    title: str
    minutes: int
    topics: tuple[str, ...]
    markdown: str
    citations: tuple[Citation, ...]
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class PassRule:
    """How many questions are drawn, and how many must be answered right."""

    questions: int
    right_needed: int


@dataclass(frozen=True, slots=True)
class RetryRule:
    """After `failures_before_wait` failures each new attempt waits; later the support function is offered."""

    failures_before_wait: int
    wait_minutes: int
    failures_before_help: int


@dataclass(frozen=True, slots=True)
class Course:
    """A course in one language. Pages come in reading order, questions in the order of the files.

    `updates` is the id of the course that a micro-retraining belongs to ('' for a whole course); its
    topics are then the ones whose right it gives back, and `in_force_from` the day the change applies.
    `assumed` names settings that are the project's assumption until a region sets its own.
    `digest` is the version hash of the files, the same in every language.
    """

    id: str
    version: str
    language: str
    title: str
    summary: str
    minutes: int
    valid_months: int
    assumed: tuple[str, ...]
    is_demonstration: bool
    updates: str
    in_force_from: date | None
    topics: tuple[Topic, ...]
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    pass_rule: PassRule
    retry_rule: RetryRule
    digest: str

    def list_questions_on(self, topics: Iterable[str]) -> tuple[Question, ...]:
        """List the questions on some topics, in order: what a change of the rules touches."""
        wanted = frozenset(topics)
        return tuple(question for question in self.questions if question.topic in wanted)

    def list_topics_touched_by(self, rulebook_parts: Iterable[str]) -> tuple[Topic, ...]:
        """List the topics that a change in these parts of a rule book touches."""
        changed = frozenset(rulebook_parts)
        return tuple(topic for topic in self.topics if changed & frozenset(topic.rulebook))
