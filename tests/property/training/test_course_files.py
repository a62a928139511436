"""What the editor writes is what the reader reads, whatever was typed."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from skjuts.apps.training.content.files import Shelf
from skjuts.apps.training.content.rows import (
    ExerciseFile,
    ExerciseRow,
    OptionRow,
    PageRow,
    QuestionFile,
    QuestionRow,
)
from skjuts.apps.training.toml_text import set_top_value, write_exercises, write_page, write_questions

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
texts = anything.filter(lambda text: text.strip() != "")
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
options = st.dictionaries(
    st.sampled_from("abcde"),
    st.builds(OptionRow, text=texts, right=st.booleans(), feedback=texts),
    min_size=1,
)
questions = st.builds(
    QuestionRow,
    id=slugs,
    topic=slugs,
    difficulty=st.sampled_from([1, 2, 3]),
    choice=st.sampled_from(["one", "several"]),
    sources=st.lists(texts, max_size=2).map(tuple),
    text=texts,
    options=options,
)
exercises = st.builds(ExerciseRow, id=slugs, text=texts, options=options)
pages = st.builds(
    PageRow,
    title=texts,
    minutes=st.integers(1, 9),
    topics=st.lists(slugs, max_size=2).map(tuple),
    sources=st.lists(texts, max_size=2).map(tuple),
)


@given(rows=st.lists(questions, min_size=1, max_size=3))
def test_questions_when_written_then_read_the_same(rows: list[QuestionRow]) -> None:
    """Quotation marks, line ends and control signs included."""
    shelf = Shelf({"q.toml": write_questions(rows)})
    assert shelf.read_toml("q.toml", QuestionFile) == QuestionFile(question=tuple(rows))


@given(rows=st.lists(exercises, min_size=1, max_size=3))
def test_exercises_when_written_then_read_the_same(rows: list[ExerciseRow]) -> None:
    """The same for exercises."""
    shelf = Shelf({"e.toml": write_exercises(rows)})
    assert shelf.read_toml("e.toml", ExerciseFile) == ExerciseFile(exercise=tuple(rows))


@given(row=pages, body=st.text("abc åäö#*\n+", max_size=80))
def test_page_when_written_then_read_the_same(row: PageRow, body: str) -> None:
    """The head and the text come back; blank space around the text is nobody's."""
    read = Shelf({"p/a.md": write_page(row, body)}).read_page_folder("p", PageRow)
    assert read["a"] == (row, body.strip() + "\n")


@given(value=anything)
def test_top_value_when_set_then_the_rest_of_the_file_stands(value: str) -> None:
    """A new version's label changes one line."""
    text = '# kommentar\nid = "a"\nversion = "1"\n\n[pass_rule]\nversion = 2\n'
    read = tomllib.loads(set_top_value(text, "version", value))
    assert read == {"id": "a", "version": value, "pass_rule": {"version": 2}}
    assert "# kommentar" in set_top_value(text, "version", value)
    assert tomllib.loads(set_top_value("[a]\n", "version", value))["version"] == value
