"""The files of a course as they are written: one struct a kind of table, unknown fields refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
CourseId = Annotated[str, Meta(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$")]
OptionId = Annotated[str, Meta(pattern=r"^[a-z]$")]
Positive = Annotated[int, Meta(ge=1)]


class PassRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[pass_rule]`: the test."""

    questions: Positive
    right_needed: Positive


class RetryRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[retry_rule]`: what follows after failures."""

    failures_before_wait: Positive
    wait_minutes: Annotated[int, Meta(ge=0)]
    failures_before_help: Positive


class BankRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[bank]`: the smallest bank that may be published."""

    questions_at_least: Positive
    per_topic_at_least: Positive


class TopicRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[topics.SLUG]`."""

    title: Text
    rulebook: tuple[Slug, ...] = ()


class CourseRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`course.toml`."""

    id: CourseId
    version: Text
    language: Language
    translations: tuple[Language, ...] = ()
    title: Text
    summary: Text
    minutes: Positive
    valid_months: Positive
    assumed: tuple[str, ...] = ()
    demonstration: bool = False
    updates: str = ""
    in_force_from: date | None = None
    pass_rule: PassRow
    retry_rule: RetryRow
    bank: BankRow
    topics: dict[Slug, TopicRow]


class CourseText(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`LANGUAGE/course.toml`: the translated texts, topics by slug."""

    title: Text
    summary: Text
    topics: dict[Slug, Text]


class SourceRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[SOURCE-ID]` in `sources.toml` and in its translations."""

    title: Text
    dated: Text


class PageRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The head of a page. `sources` are `source-id` or `source-id: place in it`."""

    title: Text
    minutes: Positive
    topics: tuple[Slug, ...]
    sources: tuple[Text, ...]


class PageText(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The head of a translated page."""

    title: Text


class OptionRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[question.options.a]`."""

    text: Text
    right: bool = False
    feedback: Text


class ExerciseRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[[exercise]]` in the file of its page."""

    id: Slug
    text: Text
    options: dict[OptionId, OptionRow]


class QuestionRow(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`[[question]]` in the file of its page. `choice` is what the reader is told: one right, or several."""

    id: Slug
    topic: Slug
    difficulty: Literal[1, 2, 3]
    choice: Literal["one", "several"] = "one"
    sources: tuple[Text, ...]
    text: Text
    options: dict[OptionId, OptionRow]


class OptionText(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """An option in translation."""

    text: Text
    feedback: Text


class ItemText(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A question or an exercise in translation."""

    id: Slug
    text: Text
    options: dict[OptionId, OptionText]


class ExerciseFile(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`LANGUAGE/exercises/PAGE.toml`."""

    exercise: tuple[ExerciseRow, ...]


class QuestionFile(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`LANGUAGE/questions/PAGE.toml`."""

    question: tuple[QuestionRow, ...]


class ExerciseTextFile(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The same in translation."""

    exercise: tuple[ItemText, ...]


class QuestionTextFile(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The same in translation."""

    question: tuple[ItemText, ...]


@dataclass(frozen=True, slots=True)
class CourseRows:
    """All files of a course in its own language; pages, exercises and questions by the slug of the page."""

    head: CourseRow
    sources: dict[str, SourceRow]
    pages: dict[str, tuple[PageRow, str]]
    exercises: dict[str, tuple[ExerciseRow, ...]]
    questions: dict[str, tuple[QuestionRow, ...]]


@dataclass(frozen=True, slots=True)
class CourseTexts:
    """All files of a translation, by the same keys."""

    head: CourseText
    sources: dict[str, SourceRow]
    pages: dict[str, tuple[PageText, str]]
    exercises: dict[str, tuple[ItemText, ...]]
    questions: dict[str, tuple[ItemText, ...]]


def split_citation(text: str) -> tuple[str, str]:
    """Split `source-id: place` into its parts; the place may be left out."""
    source, _, where = text.partition(":")
    return source.strip(), where.strip()
