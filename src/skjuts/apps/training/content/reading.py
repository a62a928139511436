"""Reading a course from the texts of its files, in its own language or in a translation.

course.toml  sources.toml
sv/pages/PAGE.md  sv/exercises/PAGE.toml  sv/questions/PAGE.toml      the course's own language
en/course.toml  en/sources.toml  en/pages/ …  en/exercises/ …  en/questions/ …      texts only
updates/NAME/…                                                        a micro-retraining, same form
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from skjuts.apps.training.content.checks import list_problems
from skjuts.apps.training.content.course import (
    Citation,
    Course,
    Exercise,
    Option,
    Page,
    PassRule,
    Question,
    RetryRule,
    Source,
    Topic,
)
from skjuts.apps.training.content.files import Shelf
from skjuts.apps.training.content.problems import InvalidCourse, Problem
from skjuts.apps.training.content.rows import (
    CourseRow,
    CourseRows,
    CourseText,
    CourseTexts,
    ExerciseFile,
    ExerciseRow,
    ExerciseTextFile,
    OptionRow,
    PageRow,
    PageText,
    QuestionFile,
    QuestionRow,
    QuestionTextFile,
    SourceRow,
    split_citation,
)
from skjuts.apps.training.content.translating import translate_rows

_UPDATES = "updates/"


def read_course(files: Mapping[str, str], language: str | None = None) -> Course:
    """Read the course whose files are given by path below its folder.

    `language` is the course's own when left out. Micro-retrainings below `updates/` are left to
    `read_updates`. Raises InvalidCourse with every fault that was found.
    """
    own = {path: text.replace("\r\n", "\n") for path, text in files.items() if not path.startswith(_UPDATES)}
    shelf = Shelf(own)
    rows = _read_rows(shelf)
    shelf.problems += _list_strays(own, rows.head)
    _stop_at(shelf.problems)
    _stop_at(list_problems(rows))
    wanted = language or rows.head.language
    if wanted != rows.head.language:
        rows = _translate(shelf, rows, wanted)
    return _build_course(rows, wanted, _compute_digest(own))


def read_updates(files: Mapping[str, str], course: Course) -> tuple[Course, ...]:
    """Read the micro-retrainings of a course, in its language and in the order of their names.

    Raises InvalidCourse when one of them is faulty, belongs to another course or has a topic of its own.
    """
    names = sorted({path.split("/")[1] for path in files if path.startswith(_UPDATES)})
    return tuple(_read_update(files, course, f"{_UPDATES}{name}/") for name in names)


def _read_update(files: Mapping[str, str], course: Course, folder: str) -> Course:
    below = {path.removeprefix(folder): text for path, text in files.items() if path.startswith(folder)}
    update = read_course(below, course.language)
    problems = []
    if update.updates != course.id:
        message = f"updates ska vara {course.id}"
        problems.append(Problem(f"{folder}course.toml", "updates", "update.course", message))
    known = {topic.slug for topic in course.topics}
    problems += [
        Problem(f"{folder}course.toml", f"topics.{topic.slug}", "update.topic", "ämnet finns inte i kursen")
        for topic in update.topics
        if topic.slug not in known
    ]
    _stop_at(problems)
    return update


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise InvalidCourse(problems)


def _read_rows(shelf: Shelf) -> CourseRows:
    head = shelf.read_toml("course.toml", CourseRow)
    sources = shelf.read_toml("sources.toml", dict[str, SourceRow])
    if head is None or sources is None:
        raise InvalidCourse(shelf.problems)
    exercises = shelf.read_toml_folder(f"{head.language}/exercises", ExerciseFile)
    questions = shelf.read_toml_folder(f"{head.language}/questions", QuestionFile)
    return CourseRows(
        head=head,
        sources=sources,
        pages=shelf.read_page_folder(f"{head.language}/pages", PageRow),
        exercises={slug: file.exercise for slug, file in exercises.items()},
        questions={slug: file.question for slug, file in questions.items()},
    )


def _list_strays(files: Mapping[str, str], head: CourseRow) -> Iterator[Problem]:
    """A file in the wrong place would be left out in silence."""
    languages = "|".join([head.language, *head.translations])
    translations = "|".join(head.translations) or "(?!)"
    known = re.compile(
        r"course\.toml|sources\.toml"
        rf"|({translations})/(course|sources)\.toml"
        rf"|({languages})/(pages/[^/]+\.md|(exercises|questions)/[^/]+\.toml)"
    )
    for path in files:
        if not known.fullmatch(path):
            yield Problem(path, "", "file.unknown", "filen hör inte till kursens form")


def _translate(shelf: Shelf, rows: CourseRows, language: str) -> CourseRows:
    if language not in rows.head.translations:
        message = f"kursen finns inte på språket {language}"
        raise InvalidCourse([Problem("course.toml", "translations", "language.unknown", message)])
    head = shelf.read_toml(f"{language}/course.toml", CourseText)
    sources = shelf.read_toml(f"{language}/sources.toml", dict[str, SourceRow])
    exercises = shelf.read_toml_folder(f"{language}/exercises", ExerciseTextFile)
    questions = shelf.read_toml_folder(f"{language}/questions", QuestionTextFile)
    pages = shelf.read_page_folder(f"{language}/pages", PageText)
    if head is None or sources is None or shelf.problems:
        raise InvalidCourse(shelf.problems)
    texts = CourseTexts(
        head=head,
        sources=sources,
        pages=pages,
        exercises={slug: file.exercise for slug, file in exercises.items()},
        questions={slug: file.question for slug, file in questions.items()},
    )
    translated, problems = translate_rows(rows, texts, language)
    _stop_at(problems)
    return translated


def _build_course(rows: CourseRows, language: str, digest: str) -> Course:
    head = rows.head
    return Course(
        id=head.id,
        version=head.version,
        language=language,
        title=head.title,
        summary=head.summary,
        minutes=head.minutes,
        valid_months=head.valid_months,
        assumed=head.assumed,
        is_demonstration=head.demonstration,
        updates=head.updates,
        in_force_from=head.in_force_from,
        topics=tuple(Topic(slug, row.title, row.rulebook) for slug, row in head.topics.items()),
        pages=tuple(_build_page(rows, slug) for slug in sorted(rows.pages)),
        questions=tuple(
            _build_question(rows, slug, row)
            for slug in sorted(rows.questions)
            for row in rows.questions[slug]
        ),
        pass_rule=PassRule(head.pass_rule.questions, head.pass_rule.right_needed),
        retry_rule=RetryRule(
            head.retry_rule.failures_before_wait,
            head.retry_rule.wait_minutes,
            head.retry_rule.failures_before_help,
        ),
        digest=digest,
    )


def _build_page(rows: CourseRows, slug: str) -> Page:
    row, markdown = rows.pages[slug]
    return Page(
        slug=slug,
        title=row.title,
        minutes=row.minutes,
        topics=row.topics,
        markdown=markdown,
        citations=_build_citations(rows, row.sources),
        exercises=tuple(_build_exercise(slug, item) for item in rows.exercises.get(slug, ())),
    )


def _build_exercise(slug: str, row: ExerciseRow) -> Exercise:
    return Exercise(id=row.id, page=slug, text=row.text, options=_build_options(row.options))


def _build_question(rows: CourseRows, slug: str, row: QuestionRow) -> Question:
    return Question(
        id=row.id,
        page=slug,
        topic=row.topic,
        difficulty=row.difficulty,
        text=row.text,
        options=_build_options(row.options),
        citations=_build_citations(rows, row.sources),
    )


def _build_options(options: Mapping[str, OptionRow]) -> tuple[Option, ...]:
    return tuple(Option(name, row.text, row.right, row.feedback) for name, row in options.items())


def _build_citations(rows: CourseRows, texts: tuple[str, ...]) -> tuple[Citation, ...]:
    citations = []
    for text in texts:
        name, where = split_citation(text)
        citations.append(Citation(Source(name, rows.sources[name].title, rows.sources[name].dated), where))
    return tuple(citations)


def _compute_digest(files: Mapping[str, str]) -> str:
    """Hash all files: one letter changed in any language is another version."""
    digest = sha256()
    for path in sorted(files):
        for part in (path, files[path]):
            encoded = part.encode()
            digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
