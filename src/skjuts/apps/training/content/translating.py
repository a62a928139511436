"""A translation laid over the course: texts are replaced, facts (right, topic, source) stay in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from skjuts.apps.training.content.problems import Problem
from skjuts.apps.training.content.rows import (
    CourseRow,
    CourseRows,
    CourseText,
    CourseTexts,
    ExerciseRow,
    ItemText,
    OptionRow,
    OptionText,
    QuestionRow,
)


@dataclass(slots=True)
class _Overlay:
    """The folder of the language, and what is missing from it or too much in it."""

    language: str
    problems: list[Problem] = field(default_factory=list)

    def compare(self, file: str, what: str, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Compare ids; True when both have the same."""
        missing, extra = set(ours) - set(theirs), set(theirs) - set(ours)
        for name in missing:
            self._complain(file, name, "translation.missing", f"{what} är inte översatt")
        for name in extra:
            self._complain(file, name, "translation.extra", f"{what} finns inte i kursens eget språk")
        return not missing and not extra

    def _complain(self, file: str, place: str, code: str, message: str) -> None:
        self.problems.append(Problem(f"{self.language}/{file}", place, code, message))


def translate_rows(rows: CourseRows, texts: CourseTexts, language: str) -> tuple[CourseRows, list[Problem]]:
    """Lay a translation over the rows. When the problems are not empty, the rows are half translated."""
    overlay = _Overlay(language)
    overlay.compare("course.toml", "ämnet", rows.head.topics, texts.head.topics)
    overlay.compare("sources.toml", "källan", rows.sources, texts.sources)
    overlay.compare("pages", "sidan", rows.pages, texts.pages)
    translated = CourseRows(
        head=_translate_head(rows.head, texts.head),
        sources=rows.sources | texts.sources,
        pages={slug: _translate_page(page, texts.pages.get(slug)) for slug, page in rows.pages.items()},
        exercises=_translate_files(overlay, "exercises", rows.exercises, texts.exercises),
        questions=_translate_files(overlay, "questions", rows.questions, texts.questions),
    )
    return translated, overlay.problems


def _translate_head(head: CourseRow, text: CourseText) -> CourseRow:
    topics = {slug: replace(row, title=text.topics.get(slug, row.title)) for slug, row in head.topics.items()}
    return replace(head, title=text.title, summary=text.summary, topics=topics)


def _translate_page[Row, Text](page: tuple[Row, str], text: tuple[Text, str] | None) -> tuple[Row, str]:
    if text is None:
        return page
    return replace(page[0], title=text[0].title), text[1]  # type: ignore[type-var, attr-defined]


def _translate_files[Row: (ExerciseRow, QuestionRow)](
    overlay: _Overlay,
    folder: str,
    rows: Mapping[str, tuple[Row, ...]],
    texts: Mapping[str, tuple[ItemText, ...]],
) -> dict[str, tuple[Row, ...]]:
    overlay.compare(folder, "filen", rows, texts)
    return {
        slug: _translate_items(overlay, f"{folder}/{slug}.toml", items, texts.get(slug, ()))
        for slug, items in rows.items()
    }


def _translate_items[Row: (ExerciseRow, QuestionRow)](
    overlay: _Overlay, file: str, items: tuple[Row, ...], texts: tuple[ItemText, ...]
) -> tuple[Row, ...]:
    by_id = {text.id: text for text in texts}
    if not overlay.compare(file, "frågan", [item.id for item in items], by_id):
        return items
    return tuple(
        replace(
            item, text=by_id[item.id].text, options=_translate_options(overlay, file, item, by_id[item.id])
        )
        for item in items
    )


def _translate_options(
    overlay: _Overlay, file: str, item: ExerciseRow | QuestionRow, text: ItemText
) -> dict[str, OptionRow]:
    names = [f"{item.id}.{option}" for option in item.options]
    if not overlay.compare(file, "svaret", names, [f"{item.id}.{option}" for option in text.options]):
        return item.options
    return {name: _translate_option(row, text.options[name]) for name, row in item.options.items()}


def _translate_option(row: OptionRow, text: OptionText) -> OptionRow:
    return replace(row, text=text.text, feedback=text.feedback)
