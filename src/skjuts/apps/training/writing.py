"""The files of a micro-retraining on changed rules, written from the course that it belongs to: pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from skjuts.apps.training.content import Course, Page
from skjuts.apps.training.content.files import Shelf
from skjuts.apps.training.content.rows import PageRow, QuestionFile, QuestionRow, SourceRow
from skjuts.apps.training.toml_text import quote, write_page, write_questions

FIRST_PAGE = "00-vad-som-andras"
FIRST_PAGE_MIN = 2
MOST_ASKED = 4
SOURCE = "regelboken"


@dataclass(frozen=True, slots=True)
class Change:
    """A version that comes: the parts that change, as courses name them, and how, in Markdown."""

    slug: str
    book: str
    label: str
    in_force_from: dt.date
    parts: frozenset[str]
    told: str

    @property
    def name(self) -> str:
        """The book and its version."""
        return f"{self.book}, version {self.label}"


def write_retraining(course: Course, files: Mapping[str, str], change: Change) -> dict[str, str]:
    """The files: what changed, and the course's pages and questions on it. Empty when it teaches none of it.

    Only topics with a question can be tested, so that only those can block anybody.
    """
    touched = {one.slug for one in course.list_topics_touched_by(change.parts)}
    questions = course.list_questions_on(touched)
    topics = [one for one in course.topics if one.slug in {asked.topic for asked in questions}]
    kept = frozenset(one.slug for one in topics)
    if not kept:
        return {}
    pages = [page for page in course.pages if kept.intersection(page.topics)]
    homes = {one.page for one in questions}
    pages += [page for page in course.pages if page.slug in homes and page not in pages]
    texts = {
        "course.toml": _write_head(course, change, kept, sum(one.minutes for one in pages), len(questions)),
        "sources.toml": _write_sources(files, change),
        f"{course.language}/pages/{FIRST_PAGE}.md": _write_first(change, sorted(kept)),
    }
    for page in pages:
        texts |= _copy_page(course, files, page, kept)
    return texts


def _write_head(course: Course, change: Change, kept: frozenset[str], minutes: int, questions: int) -> str:
    asked = min(MOST_ASKED, questions)
    lines = [
        f"id = {quote(change.slug)}",
        'version = "1"',
        f"language = {quote(course.language)}",
        f"title = {quote(f'Fortbildning: ändrade regler från {change.in_force_from:%Y-%m-%d}')}",
        f"summary = {quote(f'Det som ändras med {change.name}, och vad kursen lär om det.')}",
        *(["demonstration = true"] if course.is_demonstration else []),
        f"updates = {quote(course.id)}",
        f"in_force_from = {change.in_force_from:%Y-%m-%d}",
        f"minutes = {minutes + FIRST_PAGE_MIN}",
        f"valid_months = {course.valid_months}",
        'assumed = ["valid_months", "pass_rule", "retry_rule", "bank"]',
        f"\n[pass_rule]\nquestions = {asked}\nright_needed = {asked}",
        "\n[retry_rule]",
        f"failures_before_wait = {course.retry_rule.failures_before_wait}",
        f"wait_minutes = {course.retry_rule.wait_minutes}",
        f"failures_before_help = {course.retry_rule.failures_before_help}",
        f"\n[bank]\nquestions_at_least = {asked}\nper_topic_at_least = 1",
    ]
    for topic in course.topics:
        if topic.slug in kept:
            parts = ", ".join(map(quote, topic.rulebook))
            lines.append(f"\n[topics.{topic.slug}]\ntitle = {quote(topic.title)}\nrulebook = [{parts}]")
    return "\n".join(lines) + "\n"


def _write_sources(files: Mapping[str, str], change: Change) -> str:
    known = Shelf(files).read_toml("sources.toml", dict[str, SourceRow]) or {}
    rows = {**known, SOURCE: SourceRow(title=change.book, dated=f"version {change.label}")}
    return "\n".join(
        f"[{name}]\ntitle = {quote(row.title)}\ndated = {quote(row.dated)}\n" for name, row in rows.items()
    )


def _write_first(change: Change, topics: list[str]) -> str:
    row = PageRow(title="Vad som ändras", minutes=FIRST_PAGE_MIN, topics=tuple(topics), sources=(SOURCE,))
    return write_page(
        row,
        f"Från och med {change.in_force_from:%Y-%m-%d} gäller {change.name}.\n\n{change.told}",
    )


def _copy_page(course: Course, files: Mapping[str, str], page: Page, kept: frozenset[str]) -> dict[str, str]:
    """A page under the topics that are kept, its exercises as they are, and its questions on those topics."""
    shelf, folder = Shelf(files), course.language
    row, markdown = shelf.read_page_folder(f"{folder}/pages", PageRow)[page.slug]
    topics = tuple(one for one in row.topics if one in kept) or tuple(sorted(kept))[:1]
    made = PageRow(title=row.title, minutes=row.minutes, topics=topics, sources=row.sources)
    texts = {f"{folder}/pages/{page.slug}.md": write_page(made, markdown)}
    exercises, path = f"{folder}/exercises/{page.slug}.toml", f"{folder}/questions/{page.slug}.toml"
    if exercises in files:
        texts[exercises] = files[exercises]
    asked = _list_questions(shelf, path, kept) if path in files else ()
    return {**texts, path: write_questions(asked)} if asked else texts


def _list_questions(shelf: Shelf, path: str, kept: frozenset[str]) -> tuple[QuestionRow, ...]:
    found = shelf.read_toml(path, QuestionFile)
    return tuple(one for one in found.question if one.topic in kept) if found else ()
