"""Writing the files of a course, in the same layout as by hand: what `training.content` reads, pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from skjuts.apps.training.content.rows import ExerciseRow, OptionRow, PageRow, QuestionRow

FENCE = "+++"
_FIRST_TABLE = re.compile(r"^\[", re.MULTILINE)


def quote(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for the sign DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def set_top_value(text: str, key: str, value: str) -> str:
    """Give a key before the first table a new text; put it first when it is missing."""
    found = _FIRST_TABLE.search(text)
    top, rest = (text[: found.start()], text[found.start() :]) if found else (text, "")
    line = f"{key} = {quote(value)}"
    changed, count = re.subn(rf"^{re.escape(key)}\s*=.*$", lambda _: line, top, count=1, flags=re.MULTILINE)
    return (changed if count else f"{line}\n{top}") + rest


def write_page(row: PageRow, markdown: str) -> str:
    """Write a page: its head between fences, and the Markdown after it."""
    head = [
        f"title = {quote(row.title)}",
        f"minutes = {row.minutes}",
        f"topics = {_list(row.topics)}",
        f"sources = {_list(row.sources)}",
    ]
    body = markdown.replace("\r\n", "\n").strip()
    return "\n".join([FENCE, *head, FENCE, "", body, ""])


def write_questions(rows: Sequence[QuestionRow]) -> str:
    """Write the questions of a page."""
    return _join(_question(row) for row in rows)


def write_exercises(rows: Sequence[ExerciseRow]) -> str:
    """Write the exercises of a page."""
    return _join(_exercise(row) for row in rows)


def write_items(kind: str, rows: Any) -> str:  # noqa: ANN401 - questions and exercises never mix
    """Write the file of a page's questions, or of its exercises."""
    return write_questions(rows) if kind == "questions" else write_exercises(rows)


def _join(blocks: Iterable[Iterator[str]]) -> str:
    return "\n".join("\n".join(block) + "\n" for block in blocks)


def _question(row: QuestionRow) -> Iterator[str]:
    yield "[[question]]"
    yield f"id = {quote(row.id)}"
    yield f"topic = {quote(row.topic)}"
    yield f"difficulty = {row.difficulty}"
    if row.choice != "one":
        yield f"choice = {quote(row.choice)}"
    yield f"sources = {_list(row.sources)}"
    yield f"text = {quote(row.text)}"
    yield from _options("question", row.options)


def _exercise(row: ExerciseRow) -> Iterator[str]:
    yield "[[exercise]]"
    yield f"id = {quote(row.id)}"
    yield f"text = {quote(row.text)}"
    yield from _options("exercise", row.options)


def _options(table: str, options: dict[str, OptionRow]) -> Iterator[str]:
    for name, option in options.items():
        yield ""
        yield f"[{table}.options.{name}]"
        yield f"text = {quote(option.text)}"
        if option.right:
            yield "right = true"
        yield f"feedback = {quote(option.feedback)}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quote, texts))}]"
