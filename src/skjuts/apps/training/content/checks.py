"""What the files must agree on before they are a course. Nothing here repairs: the author does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from skjuts.apps.training.content.problems import Problem
from skjuts.apps.training.content.rows import (
    CourseRow,
    CourseRows,
    ExerciseRow,
    OptionRow,
    QuestionRow,
    split_citation,
)

MIN_OPTIONS = 3
MAX_OPTIONS = 5


def list_problems(rows: CourseRows) -> list[Problem]:
    """List every fault in a course that could be read."""
    return [
        *_check_head(rows.head),
        *_check_minutes(rows),
        *_check_pages(rows),
        *_check_places(rows),
        *_check_ids(rows),
        *_check_exercises(rows),
        *_check_questions(rows),
        *_check_bank(rows),
    ]


def _check_head(head: CourseRow) -> Iterator[Problem]:
    if head.pass_rule.right_needed > head.pass_rule.questions:
        yield _on_head("pass_rule.right_needed", "pass.too_many", "fler rätt krävs än det finns frågor")
    if bool(head.updates) != (head.in_force_from is not None):
        yield _on_head(
            "in_force_from", "update.date", "en uppdatering ska ange både updates och in_force_from"
        )
    if head.language in head.translations:
        yield _on_head("translations", "language.own", "kursens eget språk är ingen översättning")
    settings = {"valid_months", "pass_rule", "retry_rule", "bank"}
    for name in head.assumed:
        if name.split(".")[0] not in settings:
            yield _on_head("assumed", "assumed.unknown", f"{name} är ingen inställning")


def _check_minutes(rows: CourseRows) -> Iterator[Problem]:
    total = sum(page.minutes for page, _ in rows.pages.values())
    if total != rows.head.minutes:
        message = f"sidorna tar {total} minuter men kursen säger {rows.head.minutes}"
        yield _on_head("minutes", "minutes.sum", message)


def _check_pages(rows: CourseRows) -> Iterator[Problem]:
    language = rows.head.language
    for slug, (page, markdown) in rows.pages.items():
        file = f"{language}/pages/{slug}.md"
        if not page.sources:
            yield Problem(file, "sources", "source.none", "sidan anger ingen källa")
        if not page.topics:
            yield Problem(file, "topics", "topic.none", "sidan anger inget ämne")
        if any(line.startswith("# ") for line in markdown.splitlines()):
            yield Problem(file, "", "page.heading", "rubriker börjar på nivå två; sidans titel är nivå ett")
        yield from _check_topics(rows, file, page.topics)
        yield from _check_sources(rows, file, "sources", page.sources)
    for topic in set(rows.head.topics) - {one for page, _ in rows.pages.values() for one in page.topics}:
        yield _on_head(f"topics.{topic}", "topic.unused", "ingen sida handlar om ämnet")


def _check_places(rows: CourseRows) -> Iterator[Problem]:
    for folder, slugs in (("exercises", rows.exercises), ("questions", rows.questions)):
        for slug in slugs:
            if slug not in rows.pages:
                file = f"{rows.head.language}/{folder}/{slug}.toml"
                yield Problem(file, "", "page.unknown", f"det finns ingen sida {slug}")


def _check_ids(rows: CourseRows) -> Iterator[Problem]:
    for folder, files in (("exercises", rows.exercises), ("questions", rows.questions)):
        counts = Counter(item.id for items in files.values() for item in items)
        for name, times in counts.items():
            if times > 1:
                file = f"{rows.head.language}/{folder}"
                yield Problem(file, name, "id.duplicate", f"samma id används {times} gånger")


def _check_exercises(rows: CourseRows) -> Iterator[Problem]:
    for slug, items in rows.exercises.items():
        for item in items:
            yield from _check_options(f"{rows.head.language}/exercises/{slug}.toml", item)


def _check_questions(rows: CourseRows) -> Iterator[Problem]:
    for slug, items in rows.questions.items():
        file = f"{rows.head.language}/questions/{slug}.toml"
        for item in items:
            yield from _check_options(file, item)
            yield from _check_choice(file, item)
            yield from _check_topics(rows, file, [item.topic], item.id)
            yield from _check_sources(rows, file, item.id, item.sources)
            if not item.sources:
                yield Problem(file, item.id, "source.none", "frågan anger ingen källa")


def _check_options(file: str, item: ExerciseRow | QuestionRow) -> Iterator[Problem]:
    options: list[OptionRow] = list(item.options.values())
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        message = f"frågan har {len(options)} svar men ska ha {MIN_OPTIONS} till {MAX_OPTIONS}"
        yield Problem(file, item.id, "option.count", message)
    if not any(option.right for option in options):
        yield Problem(file, item.id, "option.no_right", "inget svar är rätt")
    elif all(option.right for option in options):
        yield Problem(file, item.id, "option.all_right", "alla svar är rätt, så det finns inget att välja")
    if len({option.text.casefold() for option in options}) < len(options):
        yield Problem(file, item.id, "option.same", "två svar har samma text")


def _check_choice(file: str, item: QuestionRow) -> Iterator[Problem]:
    right = sum(option.right for option in item.options.values())
    if item.choice == "one" and right > 1:
        yield Problem(file, item.id, "option.many_right", "flera svar är rätt men choice säger ett")
    if item.choice == "several" and right == 1:
        yield Problem(file, item.id, "option.one_right", "ett svar är rätt men choice säger flera")


def _check_topics(
    rows: CourseRows, file: str, topics: Iterable[str], place: str = "topics"
) -> Iterator[Problem]:
    for topic in topics:
        if topic not in rows.head.topics:
            yield Problem(file, place, "topic.unknown", f"ämnet {topic} finns inte i course.toml")


def _check_sources(rows: CourseRows, file: str, place: str, sources: Iterable[str]) -> Iterator[Problem]:
    for text in sources:
        source, _ = split_citation(text)
        if source not in rows.sources:
            yield Problem(file, place, "source.unknown", f"källan {source} finns inte i sources.toml")


def _check_bank(rows: CourseRows) -> Iterator[Problem]:
    questions = [item for items in rows.questions.values() for item in items]
    least = max(rows.head.bank.questions_at_least, rows.head.pass_rule.questions)
    if len(questions) < least:
        message = f"banken har {len(questions)} frågor men ska ha minst {least}"
        yield _on_head("bank.questions_at_least", "bank.small", message)
    counts = Counter(item.topic for item in questions)
    for topic in rows.head.topics:
        if counts[topic] < rows.head.bank.per_topic_at_least:
            message = f"ämnet har {counts[topic]} frågor men ska ha minst {rows.head.bank.per_topic_at_least}"
            yield _on_head(f"topics.{topic}", "bank.topic_small", message)


def _on_head(place: str, code: str, message: str) -> Problem:
    return Problem("course.toml", place, code, message)
